"""Two people at the same time, really: threads on PostgreSQL, and nothing half done or lost."""

from dataclasses import replace

import pytest

from events.drafting.models.plan import new_uid
from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.rules.cells import CellEdit, NewPart, edit_cells
from events.drafting.rules.next_year import begin_from
from events.drafting.rules.parts import row_fields
from events.drafting.rules.plans import create_plan
from events.drafting.rules.presence import note_presence
from events.drafting.rules.rows import add_event, delete_event, edit_event, move_event
from events.drafting.rules.several_rows import copy_rows, delete_rows, fill_rows, move_rows
from events.drafting.rules.undo import undo_change
from events.models import Plan
from events.plan.merging import Opened
from events.plan.patch import Place
from events.plan.period import Period
from plans_portal.lib.versions import Conflict, version_of
from tests.at_once import AT_ONCE, at_once, refusals
from tests.plans import make_plan

pytestmark = AT_ONCE

LAST_YEAR = Period.of_calendar_year(2026)


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("moc-results", association=cast.association, rows=4)


def order_of(plan: Plan) -> list[int]:
    return list(plan.events.order_by("order").values_list("order", flat=True))


def test_two_people_save_the_same_row(cast, plan):
    event = plan.events.get(order=1)
    version = version_of(row_values(event))
    chair, secretary = cast.actor("chair"), cast.actor("secretary")
    answers = at_once(
        lambda: edit_event(
            event=event, values=EventValues(title="Первый"), expected_version=version, by=chair
        ),
        lambda: edit_event(
            event=event, values=EventValues(title="Второй"), expected_version=version, by=secretary
        ),
    )
    (conflict,) = refusals(answers)
    assert isinstance(conflict, Conflict)
    event.refresh_from_db()
    assert event.title in {"Первый", "Второй"}
    assert conflict.stored.title == event.title


def test_two_people_save_other_fields_of_the_same_row(cast, plan):
    event = plan.events.get(order=1)
    old = row_values(event)
    form = {
        "event": event,
        "expected_version": version_of(old),
        "opened": Opened(row_fields(old)),
    }
    chair, secretary = cast.actor("chair"), cast.actor("secretary")
    answers = at_once(
        lambda: edit_event(values=replace(old, title="Слёт"), **form, by=chair),
        lambda: edit_event(values=replace(old, place="Сургут"), **form, by=secretary),
    )
    assert refusals(answers) == []
    event.refresh_from_db()
    assert row_values(event) == replace(old, title="Слёт", place="Сургут")


def test_rows_moved_at_once_keep_a_whole_order(cast, plan):
    rows = list(plan.events.order_by("order"))
    chair = cast.actor("chair")
    answers = at_once(
        *(lambda row=row: move_event(event=row, direction="down", by=chair) for row in rows)
    )
    assert refusals(answers) == []
    assert order_of(plan) == [1, 2, 3, 4]


def test_rows_added_at_once_are_all_there(cast, plan):
    section, chair = plan.sections.get(), cast.actor("chair")
    titles = [f"Строка {n}" for n in range(5)]
    answers = at_once(
        *(
            lambda title=title: add_event(
                section=section, values=EventValues(title=title), by=chair
            )
            for title in titles
        )
    )
    assert refusals(answers) == []
    assert order_of(plan) == list(range(1, 10))
    assert plan.events.filter(title__in=titles).count() == 5


def test_row_deleted_while_it_is_moved_and_changed(cast, plan):
    event = plan.events.get(order=2)
    version, chair = version_of(row_values(event)), cast.actor("chair")
    answers = at_once(
        lambda: delete_event(event=event, by=chair),
        lambda: move_event(event=event, direction="up", by=chair),
        lambda: edit_event(
            event=event, values=EventValues(title="Иначе"), expected_version=version, by=chair
        ),
    )
    refusals(answers)
    assert not plan.events.filter(pk=event.pk).exists()
    assert order_of(plan) == [1, 2, 3]
    assert plan.changes.filter(action="delete_event").count() == 1


@pytest.mark.parametrize("way", ["from last year", "empty"])
def test_double_click_begins_one_plan(cast, way):
    source = make_plan("moc-results", association=cast.association, rows=2, period=LAST_YEAR)
    by, key = cast.actor("chair"), new_uid()

    def begin() -> Plan:
        if way == "from last year":
            return begin_from(source=source, year=2027, key=key, by=by)
        return create_plan(
            association=cast.association,
            layout=source.layout,
            period=LAST_YEAR.next(),
            key=key,
            by=by,
        )

    first, second = at_once(begin, begin)
    assert first == second
    assert list(Plan.objects.exclude(pk=source.pk)) == [first]


def test_two_people_begin_the_plan_of_the_same_year(cast):
    source = make_plan("moc-results", association=cast.association, rows=2, period=LAST_YEAR)
    chair, secretary = cast.actor("chair"), cast.actor("secretary")
    answers = at_once(
        lambda: begin_from(source=source, year=2027, key=new_uid(), by=chair),
        lambda: begin_from(source=source, year=2027, key=new_uid(), by=secretary),
    )
    (refusal,) = refusals(answers)
    assert "уже есть план" in str(refusal)
    (plan,) = Plan.objects.exclude(pk=source.pk)
    assert plan.events.count() == source.events.count()


def test_five_people_type_in_one_row_and_lose_nothing(cast, plan):
    row = plan.events.order_by("order")[0]
    by = cast.actor("chair")
    texts = {"title": "Слёт", "term": "5 мая", "place": "актовый зал", "result": "Отчёт"}
    texts |= {"note": "Вместе с библиотекой"}
    edits = [CellEdit(name, text, getattr(row, name)) for name, text in texts.items()]
    answers = at_once(
        *(lambda one=one: edit_cells(plan=plan, uid=row.uid, edits=[one], by=by) for one in edits)
    )
    assert [answer.conflicts for answer in answers] == [()] * len(edits)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in texts} == texts


def test_one_cell_of_two_people_is_written_once_and_told_to_the_other(cast, plan):
    row = plan.events.order_by("order")[0]
    by = cast.actor("chair")
    edits = [CellEdit("term", text, row.term) for text in ("5 мая", "6 мая")]
    answers = at_once(
        *(lambda one=one: edit_cells(plan=plan, uid=row.uid, edits=[one], by=by) for one in edits)
    )
    told = [answer for answer in answers if answer.conflicts]
    row.refresh_from_db()
    assert len(told) == 1
    assert told[0].texts == {"term": row.term}


@pytest.mark.parametrize("keys", [("a" * 32, "a" * 32), ("a" * 32, "b" * 32)])
def test_row_that_comes_twice_from_the_sheet_is_one(cast, plan, keys):
    edits, new = [CellEdit("title", "Слёт", "")], NewPart(Place(plan.sections.get().uid))
    chair, uid = cast.actor("chair"), new_uid()
    answers = at_once(
        *(
            lambda key=key: edit_cells(plan=plan, uid=uid, edits=edits, new=new, key=key, by=chair)
            for key in keys
        )
    )
    assert [answer.texts for answer in answers] == [{"title": "Слёт"}] * 2
    assert order_of(plan) == [1, 2, 3, 4, 5]
    assert plan.changes.filter(action="add_event", event_uid=uid).count() == 1


def test_double_press_of_undo_undoes_once(cast, plan):
    row, chair = plan.events.get(order=1), cast.actor("chair")
    change = delete_rows(plan=plan, uids=[row.uid], by=chair)
    answers = at_once(*(lambda: undo_change(change=change, by=chair) for _ in range(3)))
    assert len(refusals(answers)) == 2
    assert order_of(plan) == [1, 2, 3, 4]


def test_rows_are_deleted_while_they_are_moved_copied_and_filled(cast, plan):
    rows = list(plan.events.order_by("order").values_list("uid", flat=True))
    section, chair, secretary = (
        plan.sections.get().uid,
        cast.actor("chair"),
        cast.actor("secretary"),
    )
    answers = at_once(
        lambda: delete_rows(plan=plan, uids=rows[:2], by=chair),
        lambda: move_rows(plan=plan, uids=rows[1:3], section=section, after="", by=secretary),
        lambda: copy_rows(plan=plan, uids=rows[1:2], by=secretary),
        lambda: fill_rows(plan=plan, uids=rows, field="term", text="5 мая", by=secretary),
    )
    refusals(answers)
    assert not plan.events.filter(uid__in=rows[:2]).exists()
    assert order_of(plan) == list(range(1, plan.events.count() + 1))


def test_pages_that_are_opened_at_once_are_all_noted(cast, plan):
    tabs, chair = [new_uid() for _ in range(4)], cast.actor("chair")
    answers = at_once(
        *(
            lambda tab=tab: list(note_presence(plan=plan, tab=tab, row="", by=chair))
            for tab in (*tabs, tabs[0])
        )
    )
    assert refusals(answers) == []
    assert set(plan.presences.values_list("tab", flat=True)) == set(tabs)
