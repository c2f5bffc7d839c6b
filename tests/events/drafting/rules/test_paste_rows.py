"""Rows of a foreign table in an open plan: where they stand, and how they are taken back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.paste_rows import NOTHING, paste_rows
from events.drafting.rules.rows import add_event, edit_event
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
    return paste_rows(section=section, after_uid=after, sections=sections, by=cast.actor("chair"))


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
    assert (made.number, made.shown_as, made.order) == ("", "", 2)
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
    section = plan.sections.first()
    with pytest.raises(PermissionDenied):
        paste_rows(section=section, after_uid="", sections=ROWS, by=cast.actor("curator"))
    assert not Change.objects.filter(action="bring_rows").exists()
