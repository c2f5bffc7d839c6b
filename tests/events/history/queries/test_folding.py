"""Edits of one person in one part in one sitting are one line."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from events.drafting.queries.row_values import row_values
from events.drafting.rules.cells import CellEdit, edit_cells
from events.drafting.rules.rows import add_event, delete_event, move_event
from events.drafting.rules.sections import edit_section, section_values
from events.drafting.rules.undo import undo_change
from events.history.queries.folding import MOST_FOLDED, Entry, about_part, entries_of, folded
from events.history.rules import name_version
from events.models import Plan
from plans_portal.lib.versions import version_of
from tests.plans import make_plan

NINE = dt.datetime(2027, 1, 15, 9, tzinfo=dt.UTC)
ANNA, BORIS = (1, "Анна"), (2, "Борис")


def entries(*said: Entry) -> list[Entry]:
    """Number the entries, and let each come a minute after the one before where none is said."""
    return [
        replace(one, pk=n, at=NINE + dt.timedelta(minutes=n) if one.at == NINE else one.at)
        for n, one in enumerate(said, 1)
    ]


def edit(part: str = "row a", by=ANNA, at: dt.datetime = NINE, **more) -> Entry:
    return Entry(0, at, by, part, edits=True, **more)


def lines(*said: Entry) -> list[list[int]]:
    return [[entry.pk for entry in line.entries] for line in folded(entries(*said))]


def test_edits_of_one_row_are_one_line_though_others_were_edited_between():
    assert lines(edit(), edit("row b"), edit(), edit("heading "), edit()) == [[1, 3, 5], [4], [2]]


def test_half_an_hour_is_one_sitting_and_more_is_two():
    half, more = NINE + dt.timedelta(minutes=31), NINE + dt.timedelta(minutes=32)
    assert lines(edit(), edit(at=half)) == [[1, 2]]
    assert lines(edit(), edit(at=more)) == [[2], [1]]


def test_change_of_somebody_else_to_the_same_row_ends_the_line():
    assert lines(edit(), edit(by=BORIS), edit()) == [[3], [2], [1]]
    assert lines(edit(), edit("row b", by=BORIS), edit()) == [[1, 3], [2]]


@pytest.mark.parametrize("whole", [Entry(0, NINE, ANNA), Entry(0, NINE, ANNA, "row a")])
def test_another_action_on_the_row_or_on_all_ends_the_line(whole):
    assert lines(edit(), whole, edit()) == [[3], [2], [1]]


def test_row_that_is_added_and_typed_is_one_line():
    assert lines(Entry(0, NINE, ANNA, "row a", adds=True), edit(), edit()) == [[1, 2, 3]]


def test_undoing_is_a_line_of_its_own():
    undo = edit(is_undo=True)
    assert lines(edit(), edit(), undo, undo, edit()) == [[5], [3, 4], [1, 2]]


def test_name_of_a_version_ends_every_line():
    assert lines(edit(), edit("row b", version="Совету"), edit(), edit("row b")) == [
        [4], [3], [2], [1],
    ]  # fmt: skip


def test_line_does_not_grow_without_end():
    sizes = [len(line) for line in lines(*[edit()] * (2 * MOST_FOLDED + 1))]
    assert sizes == [1, MOST_FOLDED, MOST_FOLDED]


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-directions", association=cast.association, rows=2)


def type_in(plan: Plan, uid: str, text: str, by) -> None:
    base = row_values(plan.events.get(uid=uid)).title
    edit_cells(plan=plan, uid=uid, edits=[CellEdit("title", text, base)], by=by)


def actions(plan: Plan, wanted=None) -> list[list[str]]:
    """The actions of each line, newest first, without what made the plan."""
    known = dict(plan.changes.values_list("pk", "action"))
    found = [line for line in folded(entries_of(plan.changes.all(), wanted)) if line.is_wanted]
    named = [[known[entry.pk] for entry in line.entries] for line in found]
    return [one for one in named if one != ["create_plan"]]


def test_changes_are_read_as_they_were_made(cast, plan):
    by, start = cast.actor("chair"), plan.changes.count()
    first, second, *_ = plan.events.order_by("section__order", "order")
    type_in(plan, first.uid, "Сл", by)
    type_in(plan, second.uid, "Смотр", by)
    type_in(plan, first.uid, "Слёт", by)
    section = first.section
    old = section_values(section)
    edit_section(
        section=section,
        values=replace(old, lead_in="Летом"),
        expected_version=version_of(old),
        by=by,
    )
    move_event(event=first, direction="down", by=by)
    type_in(plan, first.uid, "Слёт юных", cast.actor("secretary"))
    undo_change(change=plan.changes.order_by("-pk")[0], by=by)
    new = add_event(section=section, values=row_values(first), by=by)
    type_in(plan, new.uid, "Конкурс", by)
    delete_event(event=plan.events.get(uid=new.uid), by=by)
    assert plan.changes.count() == start + 10
    assert actions(plan)[:8] == [
        ["delete_event"],
        ["add_event", "edit_event"],
        ["undo_change"],
        ["edit_event"],
        ["move_event"],
        ["edit_section"],
        ["edit_event", "edit_event"],
        ["edit_event"],
    ]


def test_named_version_parts_what_was_typed_before_and_after(cast, plan):
    by, row = cast.actor("chair"), plan.events.order_by("pk").first()
    type_in(plan, row.uid, "Сл", by)
    name_version(change=plan.changes.order_by("-pk")[0], name="Совету", by=by)
    type_in(plan, row.uid, "Слёт", by)
    assert actions(plan)[:2] == [["edit_event"], ["edit_event"]]


def test_what_touched_a_part_is_found_and_what_stood_beside_it_is_not(cast, plan):
    by = cast.actor("chair")
    first, second, *_ = plan.events.order_by("section__order", "order")
    type_in(plan, first.uid, "Слёт", by)
    type_in(plan, second.uid, "Смотр", by)
    # The patch of a move names the row above, too.
    move_event(event=first, direction="down", by=by)
    assert actions(plan, about_part(first.uid))[:2] == [["move_event"], ["edit_event"]]
    assert actions(plan, about_part(second.uid)) == [["edit_event"]]
    assert actions(plan, about_part("0" * 32)) == []


def test_it_takes_one_query_for_any_history(plan, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = entries_of(plan.changes.all())
    assert len(found) == plan.changes.count()
    assert all(one.at <= timezone.now() for one in found)
