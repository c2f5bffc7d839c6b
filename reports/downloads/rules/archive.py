"""Writes a ZIP archive with readable, different names, file by file."""

import datetime as dt
import shutil
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, Any, Final

from plans_portal.lib.file_names import file_name, shortened_title, unique_name

# Compressed inside already: doing it again takes time and gains nothing.
_PACKED: Final = frozenset({"pdf", "docx", "xlsx", "zip"})
_LONGEST_FOLDER: Final = 60
_CHUNK: Final = 256 * 1024
_READABLE_FILE: Final = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """One file of an archive: its path inside, and how to open its bytes."""

    path: str
    open: Callable[[], AbstractContextManager[IO[Any]]]


class Places:
    """The paths of one archive: no two files get the same."""

    def __init__(self) -> None:
        self._taken: defaultdict[str, set[str]] = defaultdict(set)

    def find(self, title: str, suffix: str, folder: tuple[str, ...] = ()) -> str:
        """A path for one more file; `folder` is named from the top."""
        above = "".join(f"{shortened_title(part, _LONGEST_FOLDER) or 'Планы'}/" for part in folder)
        return f"{above}{unique_name(file_name(title, suffix), self._taken[above.casefold()])}"


def write_zip(target: IO[bytes], entries: Iterable[ArchiveEntry], *, at: dt.datetime) -> None:
    """Write the archive; only one chunk of one file is in memory at a time."""
    with zipfile.ZipFile(target, "w") as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.path, date_time=at.timetuple()[:6])
            packed = entry.path.rpartition(".")[2] in _PACKED
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            info.external_attr = _READABLE_FILE
            with entry.open() as source, archive.open(info, "w") as into:
                shutil.copyfileobj(source, into, _CHUNK)
