"""Undo and redo of each action, by the rules that did it."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.drafting.queries.row_values import row_values
from events.drafting.queries.stored_content import read_content
from events.drafting.rules import rows, sections, steps
from events.drafting.rules.cells import CellEdit, edit_cells
from events.drafting.rules.plans import HeadingValues, edit_heading, heading_values
from events.drafting.rules.undo import (
    CAME_BACK,
    CHANGED_SINCE,
    NOT_UNDOABLE,
    TOO_OLD,
    UNDONE,
    undo_change,
    undo_changes,
    undone_changes,
)
from events.models import Change, Plan
from plans_portal.lib.versions import version_of
from tests.plans import make_plan

ACTIONS = (
    "add_event",
    "edit_event",
    "move_event",
    "transfer_event",
    "duplicate_event",
    "delete_event",
    "add_section",
    "edit_section",
    "move_section",
    "delete_section",
    "add_step",
    "edit_step",
    "move_step",
    "delete_step",
    "edit_heading",
)


def act_on_row(action: str, plan: Plan, by) -> None:
    first, *_, last = plan.sections.filter(kind="table").order_by("order")
    row = first.events.order_by("order").first()
    old = row_values(row)
    values = replace(old, title="Смотр", term="6 мая", responsible=(), agenda=())
    given = {
        "add_event": {"section": first, "values": replace(values, title="Слёт"), "before": row},
        "edit_event": {"event": row, "values": values, "expected_version": version_of(old)},
        "move_event": {"event": row, "direction": "down"},
        "transfer_event": {"event": row, "section": last},
    }
    getattr(rows, action)(**given.get(action, {"event": row}), by=by)


def act_on_section(action: str, plan: Plan, by) -> None:
    section = plan.sections.filter(kind="table").order_by("order").first()
    old = sections.section_values(section)
    values, version = replace(old, heading="Лето", lead_in="Летом"), version_of(old)
    inside = version_of(sections.contents_of(plan, section))
    given = {
        "add_section": {
            "plan": plan,
            "values": replace(values, heading="Осень"),
            "before": section,
        },
        "edit_section": {"section": section, "values": values, "expected_version": version},
        "move_section": {"section": section, "direction": "down"},
        "delete_section": {"section": section, "expected_version": inside},
    }
    getattr(sections, action)(**given[action], by=by)


def act_on_step(action: str, plan: Plan, by) -> None:
    first = plan.steps.order_by("order").first()
    step = plan.steps.order_by("order").last() if action == "move_step" else first
    old = steps.step_values(step)
    values, version = replace(old, position="Ректор"), version_of(old)
    agreer = replace(values, verb="agree", office_id=None)
    given = {
        "add_step": {"plan": plan, "values": agreer},
        "edit_step": {"step": step, "values": values, "expected_version": version},
        "move_step": {"step": step, "direction": "up"},
        "delete_step": {"step": plan.steps.filter(seat=None).first()},
    }
    getattr(steps, action)(**given[action], by=by)


def act_on_heading(_action: str, plan: Plan, by) -> None:
    was = heading_values(plan)
    values = HeadingValues("План", "Омск", was.imprint)
    edit_heading(plan=plan, values=values, expected_version=version_of(was), by=by)


def act(action: str, plan: Plan, by) -> Change:
    """Do something to the plan by the rule, and give its line of the history."""
    by_part = {
        "event": act_on_row,
        "section": act_on_section,
        "step": act_on_step,
        "heading": act_on_heading,
    }
    by_part[action.partition("_")[2]](action, plan, by)
    change = plan.changes.order_by("-id")[0]
    assert change.action == action
    return change


def content(plan: Plan):
    return read_content(Plan.objects.select_related("association", "layout").get(pk=plan.pk))


@pytest.fixture
def plan(cast) -> Plan:
    plan = make_plan("rumo-directions", association=cast.association, rows=3)
    act("add_step", plan, cast.actor("chair"))
    return plan


@pytest.mark.parametrize("action", ACTIONS)
def test_each_action_is_undone_and_redone_as_often_as_wanted(cast, plan, action):
    by, before = cast.actor("chair"), content(plan)
    done = act(action, plan, by)
    after = content(plan)
    assert after != before
    undo = undo_change(change=done, by=cast.actor("secretary"))
    assert content(plan) == before
    redo = undo_change(change=undo, by=by)
    assert content(plan) == after
    assert done.pk not in undone_changes(plan)
    undo_change(change=redo, by=by)
    assert content(plan) == before
    assert undo.words == f"Отменено. {done.words}"
    assert redo.words == f"Возвращено. {done.words}"


def test_many_actions_are_undone_one_by_one(cast, plan):
    by, before = cast.actor("chair"), content(plan)
    done = [act(action, plan, by) for action in ACTIONS if action != "delete_section"]
    for change in reversed(done):
        undo_change(change=change, by=by)
    assert content(plan) == before


def test_dates_follow_what_is_undone(cast, plan):
    by = cast.actor("chair")
    change = act("edit_event", plan, by)
    row = plan.events.get(uid=change.event_uid)
    days = set(row.occurrences.values_list("ends", flat=True))
    undo_change(change=change, by=by)
    assert set(row.occurrences.values_list("ends", flat=True)) != days


def test_it_is_done_once(cast, plan):
    by = cast.actor("chair")
    done = act("delete_event", plan, by)
    undo_change(change=done, by=by)
    with pytest.raises(ValidationError, match=UNDONE):
        undo_change(change=done, by=by)
    key = "a" * 32
    done = act("delete_event", plan, by)
    assert undo_change(change=done, key=key, by=by) == undo_change(change=done, key=key, by=by)


def test_what_has_no_patch_or_is_old_stays(cast, plan):
    by = cast.actor("chair")
    with pytest.raises(ValidationError, match=NOT_UNDOABLE[:30]):
        undo_change(change=plan.changes.get(action="create_plan"), by=by)
    done = act("delete_event", plan, by)
    done.at -= dt.timedelta(days=31)
    with pytest.raises(ValidationError, match=TOO_OLD[:30]):
        undo_change(change=done, by=by)


@pytest.mark.parametrize("who", ["curator", "stranger", "foreigner", "superuser"])
def test_only_authors_undo(cast, plan, who):
    done = act("delete_event", plan, cast.actor("chair"))
    with pytest.raises(PermissionDenied):
        undo_change(change=done, by=cast.actor(who))


def type_in(plan: Plan, field: str, text: str, by, row=None) -> Change:
    """Type into a cell of the first row, or of another."""
    row = plan.events.get(pk=row.pk) if row else plan.events.order_by("pk")[0]
    base = getattr(row_values(row), field)
    edit = CellEdit(field, text, base)
    change = edit_cells(plan=plan, uid=row.uid, edits=[edit], by=by).change
    assert change is not None
    return change


def test_edits_of_one_row_are_undone_and_redone_as_one(cast, plan):
    by, before = cast.actor("chair"), content(plan)
    done = [type_in(plan, "title", text, by) for text in ("Сл", "Слёт")]
    done.append(type_in(plan, "place", "Лагерь", by))
    after = content(plan)
    undo = undo_changes(changes=done[::-1], by=by)
    assert content(plan) == before
    assert (undo.words, undo.undoes) == (f"Отменено. {done[-1].words}", done[-1])
    assert undone_changes(plan) == {change.pk for change in done}
    with pytest.raises(ValidationError, match=UNDONE):
        undo_change(change=done[0], by=by)
    redo = undo_change(change=undo, by=by)
    assert content(plan) == after
    assert undone_changes(plan) == {undo.pk}
    undo_changes(changes=[redo], by=by)
    assert content(plan) == before


def test_several_are_refused_where_the_same_cell_was_changed_since(cast, plan):
    by, other = cast.actor("chair"), cast.actor("secretary")
    done = [type_in(plan, "title", text, by) for text in ("Сл", "Слёт")]
    type_in(plan, "place", "Лагерь", other)
    undo = undo_changes(changes=done, by=by)
    # Another cell is no hindrance, and stays.
    assert plan.events.order_by("pk")[0].place == "Лагерь"
    undo_change(change=undo, by=by)
    type_in(plan, "title", "Смотр", other)
    with pytest.raises(ValidationError, match=CHANGED_SINCE[:30]):
        undo_changes(changes=done, by=by)
    assert plan.events.order_by("pk")[0].title == "Смотр"


def test_only_edits_of_one_part_are_undone_together(cast, plan):
    by = cast.actor("chair")
    first, second = plan.events.order_by("pk")[:2]
    done = [type_in(plan, "title", "Слёт", by, row) for row in (first, second)]
    with pytest.raises(ValidationError, match=NOT_UNDOABLE[:30]):
        undo_changes(changes=done, by=by)
    back = type_in(plan, "title", first.title, by, first)
    with pytest.raises(ValidationError, match=CAME_BACK[:30]):
        undo_changes(changes=[done[0], back], by=by)
    moved = act("move_event", plan, by)
    with pytest.raises(ValidationError, match=NOT_UNDOABLE[:30]):
        undo_changes(changes=[back, moved], by=by)
