"""Where the tests of a module lie: tests/<package>/…/test_<module>.py.

`python -m tests.house.mirror` writes down anew which modules have none of their own yet.
"""

import ast
from pathlib import Path

from tests.house.tree import ROOT, files_with, said

PACKAGES = ("associations", "deploy", "events", "plans_portal", "reports")
LISTED = ROOT / "tests" / "house" / "without_tests.txt"


def test_of(path: Path) -> Path:
    """Give the path of the tests of a module; a package's own code is tested under its name."""
    inside = path.relative_to(ROOT)
    name = inside.parent.name if inside.stem == "__init__" else inside.stem
    return ROOT / "tests" / inside.parent / f"test_{name}.py"


def decides(path: Path) -> bool:
    """Tell whether a module holds a function or a method: mere values and addresses do nothing."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))


def without_tests() -> list[str]:
    """Name the modules that decide something and have no tests of their own name."""
    modules = [one for one in files_with(".py") if one.relative_to(ROOT).parts[0] in PACKAGES]
    return [said(one) for one in modules if decides(one) and not test_of(one).is_file()]


if __name__ == "__main__":
    LISTED.write_text("".join(f"{one}\n" for one in without_tests()), encoding="utf-8")
