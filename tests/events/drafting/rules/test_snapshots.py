"""Snapshots: taken, stored as JSON, restored."""

import json

from events.drafting.rules.rows import delete_event
from events.drafting.rules.snapshots import restore_snapshot, snapshot_from_json, take_snapshot
from tests.plans import change, make_plan


def test_history_gives_the_same_snapshot_back(cast):
    plan = make_plan(association=cast.association, rows=3)
    uids = [*plan.events.values_list("uid", flat=True), plan.sections.first().uid]
    taken = take_snapshot(plan, [*uids, plan.steps.first().uid], heading=True)
    assert snapshot_from_json(json.loads(json.dumps(taken.as_json()))) == taken


def test_deleted_row_comes_back_to_its_place(cast):
    plan, by = make_plan(association=cast.association, rows=3), cast.actor("chair")
    event = plan.events.order_by("section", "order")[1]
    before = take_snapshot(plan, [event.uid])
    delete_event(event=event, by=by)
    now = take_snapshot(plan, [event.uid])
    assert now.rows == {}
    restore_snapshot(plan=plan, now=now, wanted=before, by=by)
    assert take_snapshot(plan, [event.uid]) == before


def test_heading_is_put_back(cast):
    plan = make_plan(association=cast.association, rows=1)
    before = take_snapshot(plan, [], heading=True)
    plan = change(plan)
    now = take_snapshot(plan, [], heading=True)
    assert not now.has_same_texts(before)
    restore_snapshot(plan=plan, now=now, wanted=before, by=cast.actor("chair"))
    plan.refresh_from_db()
    assert plan.title == before.heading.title
