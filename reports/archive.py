"""A ZIP archive of papers: readable names that never meet, written file by file.

It knows names and bytes; it refuses to know what plans are and who asked for them.
"""

import datetime as dt
import shutil
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, Any, Final

from reports.file_names import file_name, fit, unlike

# These are packed inside already, and packing them again takes time and gives nothing.
_PACKED: Final = frozenset({"pdf", "docx", "xlsx", "zip"})
_LONGEST_FOLDER: Final = 60
_CHUNK: Final = 256 * 1024
_READABLE_FILE: Final = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive: its folder, from the top (none: at the top), name and bytes."""

    folder: tuple[str, ...]
    title: str
    suffix: str
    open: Callable[[], AbstractContextManager[IO[Any]]]


def write_zip(target: IO[bytes], entries: Iterable[Entry], *, at: dt.datetime) -> None:
    """Write the archive; one chunk of one file is in memory at a time, whatever their number."""
    taken: defaultdict[str, set[str]] = defaultdict(set)
    with zipfile.ZipFile(target, "w") as archive:
        for entry in entries:
            folder = "".join(f"{fit(part, _LONGEST_FOLDER) or 'Планы'}/" for part in entry.folder)
            name = unlike(file_name(entry.title, entry.suffix), taken[folder.casefold()])
            info = zipfile.ZipInfo(f"{folder}{name}", date_time=at.timetuple()[:6])
            packed = entry.suffix in _PACKED
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            info.external_attr = _READABLE_FILE
            with entry.open() as source, archive.open(info, "w") as into:
                shutil.copyfileobj(source, into, _CHUNK)
