"""Writing history: who, what, and the values before and after."""

from django.utils import timezone

from events.history.rules import record
from tests.plans import make_plan


def test_row_keeps_the_name_and_the_values(cast):
    plan = make_plan(association=cast.association, rows=0)
    by, start = cast.actor("chair"), timezone.now()
    change = record(
        plan, "edit_event", "Строка изменена.", event_uid="a" * 32, before={"title": "А"}, by=by
    )
    change.refresh_from_db()
    assert (change.by_id, change.by_name) == (by.user_id, by.name)
    assert (change.before, change.after, change.event_uid) == ({"title": "А"}, None, "a" * 32)
    assert change.at >= start
    assert plan.changes.first() == change
