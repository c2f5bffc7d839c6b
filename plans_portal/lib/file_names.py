"""Readable file names that every system accepts."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 120
# Most file systems count bytes, and a Russian letter takes two.
_MOST_BYTES: Final = 240
_END: Final = 32
_UNFIT: Final = re.compile(r'[<>:"/\\|?*]')
_RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)\s*(\.|$)", re.IGNORECASE
)


def file_name(title: str, suffix: str) -> str:
    """A readable file name: «План работы … на 2026 год.pdf»."""
    return f"{shortened_title(title, LONGEST - len(suffix) - 1) or 'План'}.{suffix}"


def shortened_title(title: str, longest: int = LONGEST) -> str:
    """The title without characters that a system refuses, shortened in the middle; may be empty.

    Control characters go too: those that reverse text could hide the real extension.
    """
    visible = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in title)
    clean = " ".join(_UNFIT.sub(" ", unicodedata.normalize("NFC", visible)).split()).strip(" .")
    if _RESERVED.match(clean):
        clean = f"_{clean}"
    if len(clean) <= longest and len(clean.encode()) <= _MOST_BYTES:
        return clean
    # The end tells plans apart: «… на 2026–2027 учебный год».
    end = clean[-_END:].partition(" ")[2]
    room = _MOST_BYTES - len(f" … {end}".encode())
    head = clean.encode()[:room].decode(errors="ignore")[: longest - len(end) - 3]
    head = (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" .,")
    return f"{head} … {end}" if end else f"{head}…"


def unique_name(name: str, taken: set[str]) -> str:
    """The name, with « (2)» and so on before its extension if taken; it is added to `taken`.

    Names that differ only in letter case count as equal, as on many systems.
    """
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    tried, number = name, 1
    while tried.casefold() in taken:
        number += 1
        mark = f" ({number})"
        tried = f"{stem[: LONGEST - len(mark) - len(suffix) - 1]}{mark}{dot}{suffix}"
    taken.add(tried.casefold())
    return tried
