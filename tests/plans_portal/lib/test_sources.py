"""Sources of modules: whatever way one imports another, its file is found; what none imports isn't."""

import ast
from importlib.util import resolve_name

import pytest

from plans_portal.lib.sources import sources_of
from tests.house.tree import ROOT

FILES = {
    "house/__init__.py": "",
    "house/root.py": """
import json
import house.plain, house.second as other  # and not house.unused
from house import named, CONSTANT
from house.many import (
    one,  # house.unused
    two,
)
from . import sibling
from .rooms import inner

def later():
    from house.late import thing
    import outside.deep
""",
    "house/plain.py": "from house import root  # a circle",
    "house/second.py": "",
    "house/named.py": "",
    "house/many.py": "",
    "house/sibling.py": "",
    "house/late.py": "import segno",
    "house/unused.py": "import docx",
    "house/rooms/__init__.py": "from .door import key",
    "house/rooms/door.py": "from ..upstairs import bed",
    "house/rooms/inner.py": "",
    "house/upstairs.py": "",
}


@pytest.fixture
def tree(tmp_path):
    for name, words in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words)
    return tmp_path


def test_every_way_to_import_is_followed(tree):
    found = sources_of(["house.root"], tree)
    names = [str(file.relative_to(tree)) for file in found.files]
    assert names == sorted(FILES.keys() - {"house/unused.py"})
    assert {"json", "outside", "segno"} <= set(found.outside)
    assert "docx" not in found.outside
    assert "house" not in found.outside


def test_module_that_is_not_there_is_a_fault(tree):
    with pytest.raises(ModuleNotFoundError, match=r"house\.gone"):
        sources_of(["house.root", "house.gone"], tree)


def imports_of(file):
    """Give what Python's own parser finds to be imported, as names with dots."""
    package = ".".join(file.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            base = resolve_name(base, package) if node.level else base
            yield from (base, *(f"{base}.{one.name}" for one in node.names))


def test_portal_is_read_as_python_reads_it():
    found = sources_of(["events.urls", "reports.urls"], ROOT)
    assert len(found.files) > 200
    known = {file.relative_to(ROOT) for file in found.files}
    for file in found.files:
        for name in imports_of(file):
            place = ROOT.joinpath(*name.split("."))
            for one in (place.with_name(f"{place.name}.py"), place / "__init__.py"):
                assert not one.is_file() or one.relative_to(ROOT) in known, (file, name)
