"""What the database itself must hold, whatever the code above it forgets."""

import ast
import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from plans_portal.lib.chain import ChainedRow, chained_models
from tests.house.tree import files_with, said

# They only ever grow: what was signed, printed or done stays as it was.
APPEND_ONLY = (
    "events.Edition",
    "events.Signature",
    "events.Repeal",
    "events.PaperOriginal",
    "events.DetachedSignature",
    "events.Withdrawal",
    "events.Change",
    "events.Seal",
    "events.SealedHead",
    "events.RemarkAnswer",
    "reports.IssuedDocument",
    "associations.SignatureRules",
    "associations.RulesAcceptance",
    "associations.JournalEntry",
)
OWN_APPS = ("associations", "events", "reports")

SQLITE_TRIGGERS = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
POSTGRESQL_TRIGGERS = """
    SELECT pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid WHERE relname = %s AND NOT tgisinternal
"""


def own_models() -> list[type[models.Model]]:
    return [model for name in OWN_APPS for model in apps.get_app_config(name).get_models()]


def conditions(model: type[models.Model]) -> str:
    """Give the words of all checks of the model's table."""
    return " ".join(
        str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )


def list_in(condition: Any) -> dict[str, list[str]]:
    """Give the field that a condition holds to a list of values, where it says nothing else."""
    parts: list[Any] = list(getattr(condition, "children", ()))
    if len(parts) != 1 or not isinstance(parts[0], tuple) or not parts[0][0].endswith("__in"):
        return {}
    name, values = parts[0]
    return {name.removesuffix("__in"): sorted(filter(None, values))}


def names_in(words: str) -> set[str]:
    return set(re.findall(r"[a-z_0-9]+", words.replace("__", " ")))


@pytest.mark.django_db
@pytest.mark.parametrize("label", APPEND_ONLY)
@pytest.mark.parametrize("action", ["UPDATE", "DELETE", "TRUNCATE"])
def test_append_only_table_has_its_trigger(label, action):
    if action == "TRUNCATE" and connection.vendor == "sqlite":
        return  # it has no such word
    table = apps.get_model(label)._meta.db_table
    wanted = POSTGRESQL_TRIGGERS if connection.vendor == "postgresql" else SQLITE_TRIGGERS
    with connection.cursor() as cursor:
        cursor.execute(wanted, [table])
        triggers = [row[0] for row in cursor.fetchall()]
    assert any(re.search(rf"BEFORE [A-Z ]*{action}", sql) for sql in triggers)


def test_rows_of_a_chain_are_added_in_one_place():
    """`append` links them; the database would refuse any other way, and here it is found sooner."""
    models = "|".join(model.__name__ for model in chained_models())
    many = "|".join(
        str(relation.get_accessor_name())
        for owner in own_models()
        for relation in owner._meta.related_objects
        if issubclass(relation.related_model, ChainedRow) and not relation.hidden
    )
    creating = rf"\b({models})\.objects\.\w*create\b|\.({many})\.\w*create\b"
    found = [
        f"{said(path)}:{node.lineno}"
        for path in files_with(".py")
        if said(path).startswith(OWN_APPS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and re.search(creating, ast.unparse(node.func))
    ]
    assert found == []


def test_who_and_when_are_said_together_or_not_at_all():
    loose = []
    for model in own_models():
        fields = {field.name: field for field in model._meta.concrete_fields}
        for name, field in fields.items():
            partner = fields.get(f"{name.removesuffix('_at')}_by")
            if not name.endswith("_at") or partner is None or not (field.null and partner.null):
                continue
            if not {name, partner.name} <= names_in(conditions(model)):
                loose.append(f"{model.__name__}.{name}")
    assert loose == []


def test_choices_are_held_by_the_database_too():
    loose = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.local_concrete_fields
        if field.choices and field.name not in names_in(conditions(model))
    ]
    assert loose == []


def test_choices_and_their_constraint_are_one_list():
    compared = 0
    for model in own_models():
        fields = {field.name: field for field in model._meta.local_concrete_fields}
        for constraint in model._meta.constraints:
            for name, values in list_in(getattr(constraint, "condition", None)).items():
                choices = sorted(value for value, _ in fields[name].flatchoices)
                assert values == choices, constraint.name
                compared += 1
    assert compared > len(OWN_APPS)


def test_everything_has_a_russian_name():
    nameless = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.local_fields
        if not field.primary_key and not re.search("[а-яё]", str(field.verbose_name))
    ]
    nameless += [
        model.__name__
        for model in own_models()
        if not re.search("[а-яё]", str(model._meta.verbose_name))
    ]
    assert nameless == []
