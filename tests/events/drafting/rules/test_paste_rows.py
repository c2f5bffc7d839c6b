"""Rows of a foreign table in an open plan: where they stand, and how they are taken back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.drafting.models.plan import new_uid
from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.paste_rows import NOTHING, objection_to_place, paste_rows
from events.drafting.rules.rows import add_event, edit_event
from events.drafting.rules.sections import SectionValues, add_section
from events.drafting.rules.undo import CHANGED_SINCE, UNDONE, undo_change
from events.models import Change, Occurrence
from events.plan.codec import fingerprint
from events.plan.content import AgendaItemContent, EventContent, SectionContent
from plans_portal.lib.versions import version_of
from tests.plans import bring_to, make_plan

pytestmark = pytest.mark.django_db

SLET = EventContent(title="Слёт", term="15 мая", number="77", agenda=(AgendaItemContent("Итоги"),))
SBOR = EventContent(title="Сбор", term="июнь", events=(EventContent(title="Открытие"),))
ROWS = (SectionContent(events=(SLET, SBOR)),)


@pytest.fixture
def plan(cast):
    return make_plan("moc-results", association=cast.association, rows=3)


def titles(plan):
    rows = plan.events.filter(parent=None).order_by("section__order", "order")
    return [event.title for event in rows]


def brought(cast, plan, sections=ROWS, after=""):
    section = plan.sections.order_by("order").first()
    return pasted(cast, plan, section.uid, sections, after_uid=after)


def pasted(cast, plan, section_uid, sections=ROWS, **more):
    more = {"after_uid": "", "by": cast.actor("chair"), **more}
    return paste_rows(plan=plan, section_uid=section_uid, sections=sections, **more)


def test_rows_come_after_the_row_where_their_author_stands(cast, plan):
    first, second, third = titles(plan)
    uid = plan.events.get(title=first).uid
    change = brought(cast, plan, after=uid)
    assert titles(plan) == [first, "Слёт", "Сбор", second, third]
    assert [event.order for event in plan.events.filter(parent=None).order_by("order")] == [
        *range(1, 6)
    ]
    assert plan.events.get(title="Слёт").number == ""
    assert plan.events.get(title="Открытие").parent.title == "Сбор"
    assert change.words == "Вставлены строки из таблицы: 2."
    assert change.event_uid == plan.events.get(title="Слёт").uid


def test_rows_come_last_where_nothing_is_named(cast, plan):
    before = titles(plan)
    brought(cast, plan)
    assert titles(plan) == [*before, "Слёт", "Сбор"]


def test_terms_of_new_rows_are_in_the_calendar(cast, plan):
    brought(cast, plan)
    assert Occurrence.objects.filter(event__title="Слёт").exists()


def test_sections_of_the_table_come_after_the_section(cast, plan):
    sections = (SectionContent(heading="Лето", number="IX", events=(SLET,), shown_as="heading"),)
    brought(cast, plan, sections)
    made = plan.sections.get(heading="Лето")
    # This plan numbers no sections, so the number that was typed is printed.
    assert (made.number, made.shown_as, made.order) == ("IX", "", 2)
    assert made.events.get().title == "Слёт"


def test_paste_is_taken_back_whole(cast, plan):
    was = fingerprint(read_content(plan))
    sections = (*ROWS, SectionContent(heading="Лето", events=(SLET,)))
    change = brought(cast, plan, sections, after=plan.events.order_by("order").first().uid)
    undo_change(change=change, by=cast.actor("chair"))
    assert fingerprint(read_content(plan)) == was
    with pytest.raises(ValidationError, match=UNDONE[:20]):
        undo_change(change=change, by=cast.actor("chair"))


def test_row_that_was_changed_since_is_not_taken_away(cast, plan):
    change = brought(cast, plan)
    event = plan.events.get(title="Слёт")
    old = row_values(event)
    edit_event(
        event=event,
        values=EventValues(title="Слёт юных"),
        expected_version=version_of(old),
        by=cast.actor("chair"),
    )
    with pytest.raises(ValidationError, match=CHANGED_SINCE[:30]):
        undo_change(change=change, by=cast.actor("chair"))
    assert plan.events.filter(title="Сбор").exists()


def test_section_that_has_grown_since_is_not_taken_away(cast, plan):
    change = brought(cast, plan, (SectionContent(heading="Лето", events=(SLET,)),))
    add_event(
        section=plan.sections.get(heading="Лето"),
        values=EventValues(title="Поход"),
        by=cast.actor("chair"),
    )
    with pytest.raises(ValidationError, match=CHANGED_SINCE[:30]):
        undo_change(change=change, by=cast.actor("chair"))


def test_table_without_rows_is_refused(cast, plan):
    with pytest.raises(ValidationError, match=NOTHING):
        brought(cast, plan, (SectionContent(heading="Лето"),))


def test_more_rows_than_a_plan_holds_are_refused(cast, plan, monkeypatch):
    monkeypatch.setattr("events.drafting.rules.paste_rows.MAX_ROWS", 4)
    with pytest.raises(ValidationError, match="по частям"):
        brought(cast, plan)


def test_plan_in_sign_off_takes_no_rows(cast, plan):
    bring_to(plan, "signoff")
    with pytest.raises(ValidationError, match="на согласовании"):
        brought(cast, plan)


def test_stranger_brings_nothing(cast, plan):
    with pytest.raises(PermissionDenied):
        pasted(cast, plan, plan.sections.first().uid, by=cast.actor("curator"))
    assert not Change.objects.filter(action="bring_rows").exists()


def test_section_is_made_where_the_plan_has_none(cast):
    plan = make_plan("moc-results", association=cast.association, rows=0)
    plan.sections.all().delete()
    add_section(
        plan=plan, values=SectionValues(kind="text", heading="Задачи"), by=cast.actor("chair")
    )
    was = fingerprint(read_content(plan))
    uid = new_uid()
    change = pasted(cast, plan, uid, (*ROWS, SectionContent(heading="Лето", events=(SLET,))))
    sections = plan.sections.order_by("order")
    assert [section.heading for section in sections] == ["Задачи", "", "Лето"]
    assert sections[1].uid == uid
    assert titles(plan) == ["Слёт", "Сбор", "Слёт"]
    undo_change(change=change, by=cast.actor("chair"))
    assert fingerprint(read_content(plan)) == was


def test_no_section_is_made_for_sections_with_headings(cast):
    plan = make_plan("moc-results", association=cast.association, rows=0)
    plan.sections.all().delete()
    pasted(cast, plan, new_uid(), (SectionContent(heading="Лето", events=(SLET,)),))
    assert plan.sections.get().heading == "Лето"


def test_rows_come_into_an_empty_section(cast):
    plan = make_plan("moc-results", association=cast.association, rows=0)
    brought(cast, plan)
    assert titles(plan) == ["Слёт", "Сбор"]


def test_section_that_is_gone_or_no_table_takes_no_rows(cast, plan):
    text = add_section(plan=plan, values=SectionValues(kind="text"), by=cast.actor("chair"))
    for uid in (new_uid(), text.uid, ""):
        with pytest.raises(ValidationError, match="в плане уже нет"):
            pasted(cast, plan, uid)
    assert objection_to_place(plan, plan.sections.get(kind="table").uid) is None


def test_sections_come_after_the_section_they_were_pasted_into_also_within_another(cast, plan):
    outer = plan.sections.get()
    inner = [
        add_section(
            plan=plan, values=SectionValues(heading=name), parent=outer, by=cast.actor("chair")
        )
        for name in ("Осень", "Зима")
    ]
    pasted(cast, plan, inner[0].uid, (*ROWS, SectionContent(heading="Лето", events=(SLET,))))
    headings = outer.children.order_by("order").values_list("heading", flat=True)
    assert list(headings) == ["Осень", "Лето", "Зима"]
    assert plan.events.filter(section=inner[0]).count() == 3


def test_number_that_the_plan_does_not_give_stays(cast, plan):
    numbers = ("7.", "1.2.1", "5а")
    rows = tuple(EventContent(title=f"Слёт {one}", number=one) for one in numbers)
    brought(cast, plan, (SectionContent(events=rows),))
    stored = [plan.events.get(title=f"Слёт {one}").number for one in numbers]
    assert stored == ["", "1.2.1", "5а"]


def test_paste_that_comes_twice_adds_once_and_its_note_is_in_the_history(cast, plan):
    note = "Номера из таблицы сняты."
    first = brought(cast, plan)
    more = {"section_uid": plan.sections.get().uid, "key": "a" * 32, "note": note}
    second, again = (pasted(cast, plan, **more) for _ in range(2))
    assert second.pk == again.pk != first.pk
    assert second.words == f"Вставлены строки из таблицы: 2. {note}"
    assert titles(plan).count("Слёт") == 2


def test_queries_of_a_paste_do_not_grow_with_its_rows(cast, plan):
    def queries(count):
        sections = (SectionContent(events=(SLET,) * count),)
        with CaptureQueriesContext(connection) as caught:
            brought(cast, plan, sections)
        return len(caught)

    assert queries(1) == queries(20)
