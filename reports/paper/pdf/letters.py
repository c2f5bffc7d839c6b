"""Names the letter of each glyph in a PDF by the typeface itself (ISO 32000-1, 9.10.3).

WeasyPrint takes a glyph's letters from the text in which it is drawn first. There a letter under a
stress has none of its own, and a bracket drawn from right to left is called by its mirror: whoever
reads the file would then read it so everywhere.
"""

import re
from typing import Any, Final

import pydyf

from reports.paper.typeface import letters_of_glyphs

_GLYPH: Final = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


def name_letters(pdf: Any) -> None:
    """Correct the maps of all fonts just before the PDF is written."""
    dictionaries = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary)]
    for font in dictionaries:
        if font.get("Type") == "/Font" and "ToUnicode" in font:
            table = pdf.objects[int(font["ToUnicode"].split()[0])]
            is_bold = "Bold" in _text(font["BaseFont"])
            table.stream = [_named(item, is_bold=is_bold) for item in table.stream]


def _text(name: Any) -> str:
    return name.decode() if isinstance(name, bytes) else str(name)


def _named(item: Any, *, is_bold: bool) -> Any:
    match = _GLYPH.fullmatch(item) if isinstance(item, bytes) else None
    if match is None:
        return item
    known = letters_of_glyphs(bold=is_bold).get(int(match[1], 16), "")
    said = bytes.fromhex(match[2].decode()).decode("utf-16-be")
    if not known or (len(said) == 1 and said in known):
        return item
    return b"<%s> <%s>" % (match[1], known[0].encode("utf-16-be").hex().encode())
