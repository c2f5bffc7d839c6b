"""Triggers refuse to change or delete the rows of a table that only grows."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.state import ProjectState

from events.models import Edition
from plans_portal.lib.append_only import AllowChange, AppendOnly
from tests.emptied import as_owner
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_plan(status="signoff", rows=1).edition


def run(operation, direction):
    # Not entered: SQLite's editor refuses to begin within a test's transaction.
    editor = connection.schema_editor(atomic=False)
    state = ProjectState.from_apps(apps)
    with as_owner():
        getattr(operation, f"database_{direction}")("events", editor, state, state)


def is_changed(edition) -> bool:
    try:
        # By the owner of the table: others may not even try.
        with as_owner(), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(number=edition.number + 1)
    except DatabaseError:
        return False
    return True


def test_change_and_deletion_are_refused(edition):
    assert not is_changed(edition)
    with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk)._raw_delete(Edition.objects.db)
    assert Edition.objects.filter(pk=edition.pk, number=edition.number).exists()


@pytest.mark.one_database("a schema is changed within a transaction")
@pytest.mark.parametrize(
    ("operation", "take_off", "put_on"),
    [
        (AppendOnly("edition"), "backwards", "forwards"),
        (AllowChange("edition"), "forwards", "backwards"),
    ],
)
def test_operation_and_its_reverse(edition, operation, take_off, put_on):
    run(operation, take_off)
    assert is_changed(edition)
    run(operation, put_on)
    assert not is_changed(edition)


@pytest.mark.parametrize("kind", [AppendOnly, AllowChange])
def test_operation_is_written_to_a_migration_file(kind):
    name, args, kwargs = kind("edition").deconstruct()
    assert name == kind.__name__
    assert kind(*args, **kwargs).describe() == kind("edition").describe()
