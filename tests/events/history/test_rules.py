"""Writing history: who, what, and the values before and after."""

from django.utils import timezone

from events.history.rules import added_rows, record
from events.plan.patch import PartChange, PartKind, Place
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


def test_added_rows_are_named_without_their_parts_and_without_other_changes(cast):
    plan = make_plan(association=cast.association, rows=0)
    patch = (
        PartChange(PartKind.SECTION, "s", None, {}, None, Place()),
        PartChange(PartKind.ROW, "b", None, {}, None, Place("s")),
        PartChange(PartKind.ROW, "a", None, {}, None, Place("s", after="b")),
        PartChange(PartKind.ROW, "part", None, {}, None, Place("s", parent="a")),
        PartChange(PartKind.ROW, "old", {"title": ""}, {"title": "А"}),
    )
    change = record(plan, "bring_rows", "Вставлено.", patch=patch, by=cast.actor("chair"))
    assert added_rows(change) == ["b", "a"]
    assert added_rows(record(plan, "send_plan", "Отправлен.", by=cast.actor("chair"))) == []
