"""Names of files that every system takes, read aloud as their author wrote them.

It knows letters that some system refuses; it refuses to know what is in the file.
"""

import re
import unicodedata
from typing import Final

LONGEST: Final = 120
# Most file systems count bytes, and two for a Russian letter.
_MOST_BYTES: Final = 240
_END: Final = 32
_UNFIT: Final = re.compile(r'[<>:"/\\|?*]')
_RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)\s*(\.|$)", re.IGNORECASE
)


def file_name(title: str, suffix: str) -> str:
    """A readable file name that every system takes: «План работы … на 2026 год.pdf»."""
    return f"{fit(title, LONGEST - len(suffix) - 1) or 'План'}.{suffix}"


def fit(title: str, longest: int = LONGEST) -> str:
    """The title without what some system refuses in a name, cut inside; it may be empty.

    Control marks go, those that turn text round among them: nobody is shown another ending.
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


def unlike(name: str, taken: set[str]) -> str:
    """The name, or with « (2)» and so on before its ending; it is added to the taken ones.

    Names that differ in capital letters only are alike: so they are on many systems.
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
