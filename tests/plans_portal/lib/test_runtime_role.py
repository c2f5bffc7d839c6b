"""The role by which a portal runs on PostgreSQL: it works, and can't pass the triggers by."""

import pytest
from django.db import DatabaseError, connection, transaction

from events.models import Change, Plan
from plans_portal.lib.runtime_role import grant, objection_to_role
from tests.emptied import RUNTIME_ROLE, as_owner
from tests.plans import make_plan

pytestmark = pytest.mark.django_db

# What somebody would try who has the portal's own password of the database.
ATTACKS = (
    "UPDATE events_signature SET name = 'П. П. Подмена'",
    "DELETE FROM events_change",
    "TRUNCATE events_signature CASCADE",
    "TRUNCATE events_plan CASCADE",
    "ALTER TABLE events_edition DISABLE TRIGGER ALL",
    "DROP TRIGGER events_edition_append_only ON events_edition",
    "DROP TRIGGER events_edition_no_truncate ON events_edition",
    "ALTER FUNCTION portal_append_only() RENAME TO gone",
    "DROP TABLE events_change CASCADE",
    "SET session_replication_role = replica",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('events', '9999', now())",
)


def attempt(words: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words)


@pytest.mark.postgres
@pytest.mark.parametrize("attack", ATTACKS)
def test_role_of_the_portal_is_refused(attack):
    make_plan(status="approved", rows=1)
    with pytest.raises(DatabaseError):
        attempt(attack)


@pytest.mark.postgres
def test_owner_is_refused_to_empty_a_table_that_only_grows():
    """Triggers of rows don't see TRUNCATE; one of the statement does, also where there is no row."""
    with as_owner():
        for table in ("events_signature", "events_plan"):
            with pytest.raises(DatabaseError, match="append-only"):
                attempt(f"TRUNCATE {table} CASCADE")


@pytest.mark.postgres
def test_tests_work_by_that_role_and_granting_again_does_no_harm():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (RUNTIME_ROLE,)
    with as_owner():
        grant(RUNTIME_ROLE)
    plan = make_plan(rows=1)
    Plan.objects.filter(pk=plan.pk).update(title="Другой план")
    assert Change.objects.filter(plan=plan).exists()


@pytest.mark.postgres
def test_role_that_owns_tables_or_is_not_there_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        [owner] = cursor.fetchone()
    assert "владеет таблицами" in objection_to_role(owner)
    assert "CREATE ROLE" in objection_to_role("nobody_of_this_name")
    assert objection_to_role(RUNTIME_ROLE) is None


@pytest.mark.one_database("SQLite has no roles")
def test_sqlite_has_no_roles():
    assert "PostgreSQL" in objection_to_role(RUNTIME_ROLE)
