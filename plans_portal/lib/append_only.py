"""Migration operations for tables that only grow: triggers refuse UPDATE, DELETE and TRUNCATE.

For SQLite and PostgreSQL. SQLite drops triggers when a later migration rebuilds a table: such a
migration repeats the operation (a test looks for the triggers of every table named here).
"""

from functools import partial
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from plans_portal.lib.chain import has_hash, link_present_rows

MESSAGE = "append-only"
PG_FUNCTION_NAME = "portal_append_only"

_PG_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {PG_FUNCTION_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}: %', TG_TABLE_NAME USING ERRCODE = '23000';
END $$
"""


class AppendOnly(Operation):
    """Migration operation: refuse UPDATE, DELETE and TRUNCATE on the model's table."""

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes for the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,
    ) -> None:
        """Create the triggers."""
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table  # noqa: SLF001
        if schema_editor.connection.vendor == "postgresql":
            # None: the % in it belongs to RAISE and is no parameter.
            schema_editor.execute(_PG_FUNCTION, None)
            schema_editor.execute(
                f'CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE ON "{table}" '
                f"FOR EACH ROW EXECUTE FUNCTION {PG_FUNCTION_NAME}()"
            )
            # Triggers of rows don't see it. SQLite has no TRUNCATE.
            schema_editor.execute(
                f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
                f"FOR EACH STATEMENT EXECUTE FUNCTION {PG_FUNCTION_NAME}()"
            )
            return
        for change in ("update", "delete"):
            schema_editor.execute(
                f'CREATE TRIGGER "{table}_no_{change}" BEFORE {change.upper()} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {table}'); END"
            )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """Drop the triggers."""
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table  # noqa: SLF001
        if schema_editor.connection.vendor == "postgresql":
            for trigger in (f"{table}_append_only", f"{table}_no_truncate"):
                schema_editor.execute(f'DROP TRIGGER IF EXISTS "{trigger}" ON "{table}"')
            return
        for change in ("update", "delete"):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{change}"')

    def describe(self) -> str:
        """Describe the operation for `migrate --plan`."""
        return f"Refuse to change or delete rows of {self.model_name}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Give how the operation is written in a migration file."""
        return self.__class__.__name__, [self.model_name], {}


class AllowChange(AppendOnly):
    """The reverse operation, for a migration that must change such rows."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        super().database_backwards(app_label, schema_editor, to_state, from_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers again."""
        super().database_forwards(app_label, schema_editor, to_state, from_state)

    def describe(self) -> str:
        """Describe the operation for `migrate --plan`."""
        return f"Let rows of {self.model_name} be changed for a while"


def chain_table(app_label: str, model_name: str, chain_by: str, constraint: str) -> list[Operation]:
    """The operations that chain a table by hashes, with the rows that it has already.

    `chain_by` is the look-up of what each chain belongs to (`plans_portal.lib.chain.ChainedRow`),
    `constraint` the name of the one by which the database refuses a row without a hash. The columns
    are empty until the rows are linked; then nothing follows the same row twice.
    """
    column = partial(models.CharField, max_length=64, editable=False)
    previous = partial(column, "хеш предыдущей записи")
    number = models.PositiveSmallIntegerField("формат хеша", default=1, editable=False)

    def link(apps: Any, _schema_editor: BaseDatabaseSchemaEditor) -> None:
        link_present_rows(apps.get_model(app_label, model_name), chain_by)

    def add(name: str, field: models.Field[Any, Any]) -> Operation:
        return migrations.AddField(model_name, name, field, preserve_default=False)

    return [
        AllowChange(model_name),
        add("previous", previous(default="")),
        add("hash", column("хеш записи", default="")),
        migrations.AddField(model_name, "hash_format", number),
        migrations.RunPython(link, migrations.RunPython.noop),
        migrations.AlterField(model_name, "previous", previous(unique=True)),
        migrations.AddConstraint(model_name, has_hash(constraint)),
        AppendOnly(model_name),
    ]
