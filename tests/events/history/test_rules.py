"""Writing history: who, what, the values before and after; names of versions."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from events.history.rules import added_rows, name_version, record
from events.models import NamedVersion
from events.plan.patch import PartChange, PartKind, Place
from tests.cast import EVERYBODY
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


def test_authors_name_a_version_and_change_its_name(cast):
    plan = make_plan("moc-results", "signoff", association=cast.association, rows=1)
    change = plan.changes.first()
    start = timezone.now()
    name_version(change=change, name=" Перед\tотправкой  совету ", by=cast.actor("chair"))
    version = name_version(change=change, name="Совету", by=cast.actor("secretary"))
    version.refresh_from_db()
    assert (version.name, version.named_by) == ("Совету", cast.user("secretary"))
    assert version.named_at > start
    assert NamedVersion.objects.get() == version
    assert name_version(change=change, name=" ", by=cast.actor("chair")) is None
    assert not NamedVersion.objects.exists()
    assert name_version(change=change, name="", by=cast.actor("chair")) is None


def test_name_is_not_too_long(cast):
    change = make_plan(association=cast.association, rows=0).changes.first()
    with pytest.raises(ValidationError):
        name_version(change=change, name="я" * 121, by=cast.actor("chair"))


@pytest.mark.parametrize(
    "who", sorted({*EVERYBODY} - {"anonymous", "chair", "secretary", "methodist"})
)
def test_nobody_else_names_versions(cast, who):
    change = make_plan(association=cast.association, rows=0).changes.first()
    with pytest.raises(PermissionDenied, match="авторы"):
        name_version(change=change, name="Совету", by=cast.actor(who))


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
