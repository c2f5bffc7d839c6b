"""Tables emptied after a test that commits, and what migrations wrote brought back, both quickly.

Knows PostgreSQL only; what it gives takes the place of three methods of Django.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

from plans_portal.lib.runtime_role import grant

# By it the tests run, as the portal does: it owns no table. The superuser who made the database
# empties it.
RUNTIME_ROLE = "plans_portal_runtime"
# What a superuser puts before a deed of its own in one transaction.
_AS_OWNER = "SET LOCAL ROLE NONE"


def may_empty_quickly() -> bool:
    """Tell whether this user may pass by the keys and triggers of its tables: superusers may."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")
        return cursor.fetchone() == (True,)


def run_as_runtime_role() -> None:
    """Let every connection from now on be that of the role by which a portal runs."""
    with connection.cursor() as cursor:
        # Processes of one run share the cluster, and so its roles.
        cursor.execute(
            f"DO $$ BEGIN CREATE ROLE {RUNTIME_ROLE};"
            " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
    grant(RUNTIME_ROLE)
    # Django's own `assume_role` asks a pool for a connection while the pool is making one.
    connection.settings_dict["OPTIONS"]["options"] = f"-c role={RUNTIME_ROLE}"
    _connect_anew()


def run_as_owner_again() -> None:
    """Let connections be those of the owner, who may drop the database."""
    connection.settings_dict["OPTIONS"].pop("options", None)
    _connect_anew()


@contextmanager
def as_owner() -> Iterator[None]:
    """Do something by the role that owns the tables, such as migrating; then grant anew."""
    if "options" not in connection.settings_dict["OPTIONS"]:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    try:
        yield
        grant(RUNTIME_ROLE)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {RUNTIME_ROLE}")


def _connect_anew() -> None:
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        close_pool: Callable[[], None] = getattr(connection, "close_pool")  # noqa: B009 - PostgreSQL
        close_pool()


def sql_to_empty(_style: object, tables: Iterable[str], **_options: bool) -> list[str]:
    """Give what empties all tables at once, asked as Django's `sql_flush` is.

    Django truncates them, which gives each table and index new files: a third of a second, where
    the few rows of a test are deleted in five milliseconds. The lock is that of TRUNCATE: what a
    view still writes is waited for. As a replica, for the keys and the triggers that keep what is
    signed from being deleted don't count there.
    """
    quoted = [connection.ops.quote_name(table) for table in tables]
    words = [f"DELETE FROM {table}" for table in quoted]  # noqa: S608 (names of our own tables)
    lock = f"LOCK TABLE {', '.join(quoted)} IN ACCESS EXCLUSIVE MODE"
    return ["; ".join([_AS_OWNER, lock, "SET LOCAL session_replication_role = replica", *words])]


def empty_again_and_again(operations: BaseDatabaseOperations, sql: list[str]) -> None:
    """Do what `sql_to_empty` gives, in the place of Django's `execute_sql_flush`.

    Tables are locked one after another, and a page that a browser has left may still be answered:
    where each waits for the other, the database ends one of them, and this one tries again.
    """
    for has_more in (True, True, False):
        try:
            BaseDatabaseOperations.execute_sql_flush(operations, sql)
        except OperationalError:
            if not has_more:
                raise
        else:
            return


def kept_in_tables() -> Callable[[str], None]:
    """Copy every table that has rows into a schema apart, and give what brings their rows back.

    That takes the text of the same rows, as Django's does, and doesn't need it. Keys are checked
    when it ends, so the order is free.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        tables = []
        for name in connection.introspection.django_table_names(only_existing=True):
            table = connection.ops.quote_name(name)
            cursor.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")
            if cursor.rowcount:
                tables.append(table)
    # Before the first test the rows are still there.
    words = "INSERT INTO {0} SELECT * FROM kept.{0} ON CONFLICT DO NOTHING"
    sql = "; ".join([_AS_OWNER, *(words.format(table) for table in tables)])

    def bring_back(_text: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    return bring_back
