"""Forges records as somebody would who reaches the database: past the triggers, by plain SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from tests.emptied import as_owner


@contextmanager
def without_triggers(table: str) -> Iterator[None]:
    """Take the triggers of the table off, and put the same ones on again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # As a superuser may; a table can't be altered while its rows await checks of keys.
            with as_owner():
                cursor.execute("SET session_replication_role = replica")
                yield
                cursor.execute("SET session_replication_role = DEFAULT")
            return
        wanted = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        cursor.execute(wanted, [table])
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, sql in triggers:
            cursor.execute(sql)


def forge(row: models.Model, **values: Any) -> None:
    """Write other values into a row that only grows."""
    with without_triggers(row._meta.db_table):
        type(row)._default_manager.filter(pk=row.pk).update(**values)


def remove(rows: models.QuerySet[Any]) -> None:
    """Delete rows of a table that only grows."""
    with without_triggers(rows.model._meta.db_table):
        rows._raw_delete(rows.db)
