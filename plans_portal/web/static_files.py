"""Where static files come from: ours, and the listed files of npm packages."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import utils
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

PREFIX = "vendor"

# {% static "vendor/bootstrap/dist/css/bootstrap.min.css" %}: the path inside node_modules after
# "vendor/". Maps are listed because the files name them.
NPM_FILES = frozenset(
    {
        "bootstrap/dist/css/bootstrap.min.css",
        "bootstrap/dist/css/bootstrap.min.css.map",
        "bootstrap-icons/font/bootstrap-icons.min.css",
        "bootstrap-icons/font/fonts/bootstrap-icons.woff",
        "bootstrap-icons/font/fonts/bootstrap-icons.woff2",
        # Keeps what is typed in the browser: static/js/kept.js.
        "idb-keyval/dist/index.js",
        # For dragging rows on the sheet; no template loads it yet.
        "sortablejs/modular/sortable.esm.js",
        # The text face of the pages; the OFL wants its words beside the font.
        "@fontsource-variable/golos-text/LICENSE",
        "@fontsource-variable/golos-text/files/golos-text-cyrillic-wght-normal.woff2",
        "@fontsource-variable/golos-text/files/golos-text-latin-wght-normal.woff2",
        "@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf",
        "@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf",
        "@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf",
        "@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf",
    }
)


class NpmFinder(BaseFinder):
    """Finds the listed files of node_modules under the prefix `vendor/`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.NODE_MODULES)
        # collectstatic puts this before each path.
        self.storage.prefix = PREFIX  # type: ignore[attr-defined]

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:  # noqa: FBT001, FBT002
        """Give the absolute path of a listed file, or an empty list."""
        name = path.removeprefix(f"{PREFIX}/")
        if name == path or name not in NPM_FILES or not self.storage.exists(name):
            return []
        found = self.storage.path(name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Give each listed file with its storage; collectstatic fails on a missing one."""
        patterns = list(ignore_patterns or ())
        for name in sorted(NPM_FILES):
            if not utils.matches_patterns(name, patterns):
                yield name, self.storage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Adds hashes to names, also in the imports between our ES modules."""

    support_js_module_import_aggregation = True
