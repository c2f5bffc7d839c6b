"""What migrations wrote, brought back quickly after a test whose end has emptied every table."""

from collections.abc import Callable

from django.db import connection, transaction


def kept_in_tables() -> Callable[[str], None]:
    """Copy every table that has rows into a schema apart, and give what brings their rows back.

    What is given takes the place of Django's `deserialize_db_from_string`, so it takes the text of
    the same rows, which it doesn't need. Keys are checked at its end, so the order is free.
    """
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        tables = []
        for name in connection.introspection.django_table_names(only_existing=True):
            table = quoted(name)
            cursor.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")
            if cursor.rowcount:
                tables.append(table)
    # Before the first test the rows are still there.
    words = "INSERT INTO {0} SELECT * FROM kept.{0} ON CONFLICT DO NOTHING"
    sql = "; ".join(words.format(table) for table in tables)

    def bring_back(_text: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    return bring_back
