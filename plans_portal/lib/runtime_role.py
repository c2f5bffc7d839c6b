"""Rights of the role by which a running portal works on PostgreSQL: it owns no table.

Who owns a table can take its triggers off, and a superuser can pass them by. So migrations are run
by one role, which owns the tables, and the portal by another, which reads and writes them, adds
rows to those that only grow, and can do nothing else.
"""

from typing import Final

from django.db import connection, transaction
from psycopg import sql

from plans_portal.lib.append_only import PG_FUNCTION_NAME

_GROWING: Final = """
    SELECT DISTINCT relname FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE proname = %s AND relnamespace = current_schema()::regnamespace
"""
_OWNS: Final = """
    SELECT rolsuper OR EXISTS (
        SELECT FROM pg_class
        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
            AND pg_has_role(pg_roles.oid, relowner, 'MEMBER')
    ) FROM pg_roles WHERE rolname = %s
"""


def objection_to_role(role: str) -> str | None:
    """Why this role can't be the one by which the portal runs, or None."""
    if connection.vendor != "postgresql":
        return "Роли есть только в PostgreSQL: у SQLite владелец данных — владелец файла."
    with connection.cursor() as cursor:
        cursor.execute(_OWNS, [role])
        owns = cursor.fetchone()
    if owns is None:
        return f"Роли «{role}» нет. Создайте её: CREATE ROLE {role} LOGIN PASSWORD '…'."
    if owns[0]:
        return (
            f"Роль «{role}» владеет таблицами портала или может всё, и триггеры её не удержат."
            " Назовите другую роль, а эту команду выполните от имени владельца."
        )
    return None


@transaction.atomic
def grant(role: str) -> None:
    """Give the role what a running portal needs, and no more; to call it again does no harm.

    Migrations make new tables, so it is called after each.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = sql.Identifier(cursor.fetchone()[0])
        cursor.execute(_GROWING, [PG_FUNCTION_NAME])
        growing = [name for (name,) in cursor.fetchall()]
        to = {"role": sql.Identifier(role), "schema": schema}
        for words in (
            "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}",
            "GRANT USAGE ON SCHEMA {schema} TO {role}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
        ):
            cursor.execute(sql.SQL(words).format(**to))
        for name in growing:
            revoke = sql.SQL("REVOKE UPDATE, DELETE ON {table} FROM {role}")
            cursor.execute(revoke.format(table=sql.Identifier(name), **to))
        revoke = sql.SQL("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}")
        cursor.execute(revoke.format(**to))
