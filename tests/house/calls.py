"""Functions of the project and what they write, found in the text of the code and not by a list."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.tree import ROOT, files_with

# A queryset or a model does these with keywords alone; a dict, a hash or a storage takes a place.
WRITING = {
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
}
# These take rows or a look-up as the first word.
BY_PLACE = {"bulk_create", "bulk_update"}

type Name = tuple[str, str]


@dataclass(frozen=True)
class Function:
    """A function at the top of a module, and the names of the project's that it calls."""

    module: str
    path: Path
    node: ast.FunctionDef
    calls: frozenset[Name]

    @property
    def name(self) -> Name:
        return self.module, self.node.name


def module_of(path: Path) -> str:
    """Give the dotted name of a file, a package's for its __init__."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def functions(*packages: str) -> dict[Name, Function]:
    """Give every function at the top of a module of the packages."""
    paths = [one for one in files_with(".py") if one.relative_to(ROOT).parts[0] in packages]
    found = (one for path in paths for one in _functions_of(path))
    return {one.name: one for one in found}


@functools.cache
def writing(*packages: str) -> frozenset[Name]:
    """Give the names of all functions that write to the database, by themselves or by others."""
    known = functions(*packages)
    found = {name for name, one in known.items() if any(map(is_write, ast.walk(one.node)))}
    while more := {name for name, one in known.items() if name not in found and one.calls & found}:
        found |= more
    return frozenset(found)


def is_write(node: ast.AST) -> bool:
    """Tell whether a node calls one of the writing methods as models and querysets are called.

    Or the function that adds a row to its chain.
    """
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "append"
    if not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr in WRITING and (not node.args or node.func.attr in BY_PLACE)


def _functions_of(path: Path) -> Iterator[Function]:
    tree, module = ast.parse(path.read_text(encoding="utf-8")), module_of(path)
    at_top = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    known = _imported(tree, path) | {node.name: (module, node.name) for node in at_top}
    for node in at_top:
        called = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
        names = filter(None, (_called(one, known) for one in called))
        yield Function(module, path, node, frozenset(names))


def _called(func: ast.expr, known: dict[str, Name]) -> Name | None:
    if isinstance(func, ast.Name):
        return known.get(func.id)
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
        package, name = known.get(func.value.id, ("", ""))
        return (f"{package}.{name}", func.attr) if package else None
    return None


def _imported(tree: ast.Module, path: Path) -> dict[str, Name]:
    """Give what each name stands for that is imported from a module, anywhere in the file."""
    package = path.relative_to(ROOT).parent.parts
    found: dict[str, Name] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            found |= {one.asname or one.name: (module, one.name) for one in node.names}
    return found
