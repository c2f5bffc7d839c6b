"""One hash of the code that prints papers: a stored draft is used only by the same code.

It covers the modules that choose, build and print a document and all that they import, the
templates and style sheets that these name, and the versions of the libraries.
"""

import hashlib
import re
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders

from plans_portal.lib.sources import sources_of

# Names, because importing them takes a second, and not every caller prints.
_PRINTING: Final = (
    "reports.paper.shown",
    "reports.downloads.rules.stored_drafts",
    "reports.paper.pdf",
)
_NAMED: Final = re.compile(r"[\"']([\w/.@-]+\.(?:html|css|ttf|otf|woff2?))(?:#\w+)?[\"']")
_TEXTS: Final = (".py", ".html", ".css")
_REQUIRED: Final = re.compile(r"[\w.-]+")


def printing_sources() -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The files that a paper depends on, and the libraries, as «name version», in order."""
    sources = sources_of(_PRINTING, Path(settings.BASE_DIR))
    return tuple(sorted(_with_named(sources.files))), tuple(sorted(_libraries(sources.outside)))


def digest(files: Iterable[Path], libraries: Iterable[str]) -> str:
    """One hash of the files' names and bytes and of the libraries."""
    made = hashlib.sha256("\n".join(libraries).encode())
    for file in files:
        made.update(f"\n{file.name}\n".encode())
        made.update(hashlib.sha256(file.read_bytes()).digest())
    return made.hexdigest()


def _with_named(files: Iterable[Path]) -> set[Path]:
    """The files, with the templates, styles and fonts that they name, and that these name."""
    seen = set(files)
    left = list(seen)
    while left:
        file = left.pop()
        words = file.read_text() if file.suffix in _TEXTS else ""
        found = {path for name in _NAMED.findall(words) if (path := _file_of(name))} - seen
        seen |= found
        left += found
    return seen


def _file_of(name: str) -> Path | None:
    """The path of the template, the style sheet or the font of this name."""
    if not name.endswith(".html"):
        # A style sheet names its fonts relative to itself.
        path = finders.find(name.rpartition("../")[2])
        return Path(path) if path else None
    template = Path(settings.BASE_DIR, "templates", name)
    return template if template.is_file() else None


def _libraries(modules: Iterable[str]) -> set[str]:
    """Versions of the modules' distributions and of what these require."""
    left, found = (
        [module for module in modules if module not in sys.stdlib_module_names],
        set[str](),
    )
    while left:
        try:
            distribution = metadata.distribution(left.pop())
        except metadata.PackageNotFoundError:
            continue
        release = f"{distribution.name} {distribution.version}"
        if release not in found:
            found.add(release)
            needs = [need for need in distribution.requires or () if "extra ==" not in need]
            left += [match.group() for need in needs if (match := _REQUIRED.match(need))]
    return found


RELEASE: Final = digest(*printing_sources())
