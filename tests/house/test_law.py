"""The law of the house (docs and README), as far as the text of the code shows whether it is kept."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.house.mirror import without_tests
from tests.house.tree import ROOT, files_with, said

APPS = ("associations", "events", "reports")
PACKAGES = (*APPS, "plans_portal")


def code_of(*packages: str) -> list[Path]:
    return [path for path in files_with(".py") if path.relative_to(ROOT).parts[0] in packages]


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize(
    "forbidden",
    [
        "django.dispatch",
        "django.db.models.signals",
        "django.contrib.contenttypes.fields",
        "django.views.generic",
        "threading.local",
    ],
)
def test_what_surprises_is_not_imported(forbidden):
    users = [
        said(path)
        for path in code_of(*PACKAGES)
        if any(name == forbidden or name.startswith(f"{forbidden}.") for name in imported(path))
    ]
    assert users == []


def test_no_model_overrides_save_or_delete():
    found = [
        f"{said(path)}: {node.name}.{method.name}"
        for path in code_of(*APPS)
        if "models" in said(path)
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}
    ]
    assert found == []


def test_today_is_asked_only_at_the_doors():
    """Rules, models and documents are told the day; views and what is like them ask for it."""
    doors = ("views", "commands", "middleware", "admin", "templatetags", "tasks", "adapter")
    found = [
        f"{said(path)}:{node.lineno}"
        for path in code_of(*PACKAGES)
        if not any(door in said(path) for door in doors)
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"today", "localdate", "utcnow"}
    ]
    assert found == []


def test_words_that_say_nothing_name_no_class():
    empty = ("Manager", "Helper", "Utils", "Util", "Common", "Processor", "Handler")
    found = [
        f"{said(path)}: {node.name}"
        for path in code_of(*PACKAGES)
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
        and node.name.endswith(empty)
        # Django's own word: what a model's `objects` is.
        and not any("Manager" in ast.unparse(base) for base in node.bases)
    ]
    assert found == []


def test_tests_stand_where_their_source_stands():
    """Each tests/<app>/…/test_x.py has a source, or says by its folder that it has none."""
    free = ("tests/house/", "tests/browser/")
    strangers = [
        said(path)
        for path in files_with(".py")
        if said(path).startswith("tests/")
        and path.name.startswith("test_")
        and not said(path).startswith(free)
        and not (ROOT / path.relative_to(ROOT / "tests").parent).is_dir()
    ]
    assert strangers == []


def test_module_has_tests_of_its_own_name():
    """Whoever changes a module finds its tests by its name."""
    assert without_tests() == []
