"""The director's queue of the demo."""

import datetime as dt

from events.signoff.queries.waiting import count_overdue, queued_for, waiting_for
from plans_portal.demo.clock import in_order, story_time
from plans_portal.demo.queue import MOST, queue_scenes, teachers


def test_each_added_association_has_a_plan_that_waits_for_the_director(scenery):
    with story_time(scenery.today - dt.timedelta(days=30)) as clock:
        for day, happens in in_order(queue_scenes(scenery, 4)):
            clock.go_on_to(day)
            happens()
    waiting, queue = waiting_for(scenery.actor("approver")), queued_for(scenery.actor("approver"))
    assert len(waiting) == 4
    assert 0 < count_overdue(queue) < 4
    names = {one.plan.association.name_beside_kind for one in waiting}
    assert "учителей математики" in names


def test_names_are_enough_and_differ():
    assert len({teachers(place) for place in range(MOST)}) == MOST
    assert teachers(11) == "учителей физики Кленовского округа"
