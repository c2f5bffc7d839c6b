"""Snapshots: taken and compared."""

from dataclasses import replace

from events.drafting.rules.part_writing import write_patch
from events.drafting.rules.rows import delete_event
from events.drafting.rules.snapshots import patch_between, take_snapshot
from tests.plans import change, make_plan


def test_deleted_row_comes_back_to_its_place(cast):
    plan, by = make_plan(association=cast.association, rows=3), cast.actor("chair")
    event = plan.events.order_by("section", "order")[1]
    before = take_snapshot(plan, [event.uid])
    delete_event(event=event, by=by)
    now = take_snapshot(plan, [event.uid])
    assert now.rows == {}
    write_patch(plan, patch_between(now, before))
    assert take_snapshot(plan, [event.uid]) == before


def test_heading_is_put_back(cast):
    plan = make_plan(association=cast.association, rows=1)
    before = take_snapshot(plan, [], heading=True)
    plan = change(plan)
    now = take_snapshot(plan, [], heading=True)
    assert now != before
    write_patch(plan, patch_between(now, before))
    plan.refresh_from_db()
    assert plan.title == before.heading.title


def test_row_becomes_a_part_of_another_and_keeps_its_words(cast):
    plan = make_plan(association=cast.association, rows=3)
    first, second = plan.events.order_by("section", "order")[:2]
    now = take_snapshot(plan, [first.uid, second.uid])
    inner = replace(now.rows[second.uid], parent=first.uid, after="")
    write_patch(plan, patch_between(now, replace(now, rows={**now.rows, second.uid: inner})))
    assert first.children.get().title == second.title


def test_equal_snapshots_give_no_patch(cast):
    plan = make_plan(association=cast.association, rows=2)
    uids = [*plan.events.values_list("uid", flat=True), plan.sections.first().uid]
    now = take_snapshot(plan, [*uids, plan.steps.first().uid], heading=True)
    assert patch_between(now, now) == ()
