"""The source files that modules depend on: their own, and those of all that they import.

Found by reading, nothing is imported; imports inside functions and for types alone count too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import resolve_name
from pathlib import Path
from typing import Final

_IMPORT: Final = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<base>[.\w]+)[ \t]+import[ \t]+(?P<names>\([^)]*\)|.*)"
    r"|import[ \t]+(?P<modules>.+))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Files of modules in the tree, and the names of modules imported from outside it."""

    files: tuple[Path, ...]
    outside: tuple[str, ...]


def sources_of(modules: Iterable[str], tree: Path) -> Sources:
    """The files in the tree that the modules and their imports consist of, in order.

    Raises ModuleNotFoundError where one of the modules is not in the tree.
    """
    left, files, outside = list(modules), dict[str, Path](), set[str]()
    for name in left:
        if _file_of(name, tree) is None:
            raise ModuleNotFoundError(f"No module named {name!r} in {tree}", name=name)
    seen = set(left)
    while left:
        name = left.pop()
        file = _file_of(name, tree)
        if file is None:
            outside.add(name.partition(".")[0])
            continue
        files[name] = file
        package = name if file.stem == "__init__" else name.rpartition(".")[0]
        found = {package, *_imported(file.read_text(), package)} - seen - {""}
        seen |= found
        left += found
    inside = {name.partition(".")[0] for name in files}
    return Sources(tuple(sorted(files.values())), tuple(sorted(outside - inside)))


def _file_of(name: str, tree: Path) -> Path | None:
    path = tree.joinpath(*name.split("."))
    found = (path.with_name(f"{path.name}.py"), path / "__init__.py")
    return next((file for file in found if file.is_file()), None)


def _imported(source: str, package: str) -> Iterator[str]:
    """Every name that may be a module: `from a import b` may mean a.b or a name in a."""
    for match in _IMPORT.finditer(source):
        if modules := match["modules"]:
            yield from re.findall(r"[\w.]+", modules.partition("#")[0])
            continue
        base = match["base"]
        base = resolve_name(base, package) if base.startswith(".") else base
        yield base
        yield from (f"{base}.{name}" for name in re.findall(r"\w+", match["names"]))
