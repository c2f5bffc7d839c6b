"""Where the tests of a module lie: tests/<package>/…/test_<module>.py."""

import ast
from pathlib import Path

from tests.house.tree import ROOT, files_with, said

PACKAGES = ("associations", "deploy", "events", "plans_portal", "reports")


def test_of(path: Path) -> Path:
    """Give the path of the tests of a module; a package's own code is tested under its name."""
    inside = path.relative_to(ROOT)
    name = inside.parent.name if inside.stem == "__init__" else inside.stem
    return ROOT / "tests" / inside.parent / f"test_{name.replace('.', '_')}.py"


def decides(path: Path) -> bool:
    """Tell whether a module has a function or a method; mere values and addresses need no test."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))


def without_tests() -> list[str]:
    """Name the modules that have functions and no tests of their own name."""
    modules = [path for path in files_with(".py") if path.relative_to(ROOT).parts[0] in PACKAGES]
    return [said(path) for path in modules if decides(path) and not test_of(path).is_file()]
