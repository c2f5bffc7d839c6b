"""Reads a tagged PDF back as a screen reader would: its paragraphs and the cells of its rows.

It knows PDF and its tags (ISO 32000-1, 14.7 and 14.8); it refuses to know how the file was made.
What has no tag, as page numbers and watermarks, is not text of the document.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream

_CELLS: Final = ("/TD", "/TH")
# Structures that begin a new piece of text; the rest goes on with the piece it stands in.
_PIECES: Final = frozenset(
    ("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/LI", "/Div", "/Caption", "/Sect")
)
_SHOWS: Final = (b"Tj", b"TJ", b"'", b'"')
_CODE_BYTES: Final = 2
_SINGLE: Final = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGE: Final = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR: Final = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_TRIPLE: Final = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


class UnreadableError(ValueError):
    """The bytes are no tagged PDF that can be read back."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a table as the file tells it: the text of each of its cells."""

    cells: tuple[str, ...]
    is_head: bool = False


type Read = str | ReadRow


def read_tagged(data: bytes) -> tuple[Read, ...]:
    """Texts and rows in the order of the tags; a row that a page cuts comes once a page.

    Raises:
        UnreadableError: it is no PDF, or it has no tags.

    """
    try:
        reader = PdfReader(io.BytesIO(data))
        root = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
        return tuple(_Walk(reader).read(root))
    except (PyPdfError, KeyError, ValueError, TypeError, IndexError) as error:
        raise UnreadableError(str(error)) from error


class _Walk:
    """Goes once through the tags, taking each page's marked texts as they are needed."""

    def __init__(self, reader: PdfReader) -> None:
        self._pages: dict[int, PageObject] = {
            page.indirect_reference.idnum: page
            for page in reader.pages
            if page.indirect_reference is not None
        }
        self._texts: dict[int, dict[int, str]] = {}
        self._reader = reader

    def read(self, root: Any) -> Iterator[Read]:
        pieces: list[str] = [""]
        for kid in _kids(root):
            yield from self._element(kid, pieces, 0)
        yield from _told(pieces)

    def _element(self, element: Any, pieces: list[str], page: int) -> Iterator[Read]:
        if isinstance(element, int):
            pieces[-1] += self._marked(page).get(element, "")
            return
        kind = element.get("/S")
        page = _page_of(element) or page
        if element.get("/Type") == "/MCR":
            pieces[-1] += self._marked(page).get(element["/MCID"], "")
            return
        if kind == "/TR":
            yield from _told(pieces)
            yield self._row(element, page)
            return
        if kind in _PIECES:
            yield from _told(pieces)
        for kid in _kids(element):
            yield from self._element(kid, pieces, page)
        if kind in _PIECES:
            yield from _told(pieces)

    def _row(self, element: Any, page: int) -> ReadRow:
        cells = [kid for kid in _kids(element) if not isinstance(kid, int)]
        cells = [kid for kid in cells if kid.get("/S") in _CELLS]
        texts = []
        for cell in cells:
            pieces = [""]
            inner = list(self._element(cell, pieces, _page_of(cell) or page))
            texts.append(
                "\n".join(one for one in (*inner, *pieces) if isinstance(one, str) and one)
            )
        heads = [cell.get("/S") == "/TH" for cell in cells]
        return ReadRow(tuple(texts), is_head=len(cells) > 1 and all(heads))

    def _marked(self, page: int) -> dict[int, str]:
        if page not in self._texts:
            self._texts[page] = _marked_texts(self._pages[page], self._reader)
        return self._texts[page]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    kids = kids if isinstance(kids, list) else [kids]
    found = []
    for kid in kids:
        one = kid.get_object()
        if isinstance(one, int):
            found.append(int(one))
        # An object of its own (a link, a form field) has no text; content of another page has.
        elif one.get("/Type") != "/OBJR":
            found.append(one)
    return found


def _page_of(element: Any) -> int:
    page = element.raw_get("/Pg") if "/Pg" in element else None
    return int(page.idnum) if page is not None else 0


def _told(pieces: list[str]) -> Iterator[str]:
    text, pieces[-1] = pieces[-1], ""
    if text.strip():
        yield text


def _marked_texts(page: PageObject, reader: PdfReader) -> dict[int, str]:
    """The text of each marked content of a page, by its MCID."""
    fonts = _fonts(page)
    texts: dict[int, list[str]] = {}
    open_marks: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in _operations(page, reader):
        if operator in (b"BDC", b"BMC"):
            mark = operands[1].get("/MCID") if operator == b"BDC" else None
            open_marks.append(None if mark is None else int(mark))
        elif operator == b"EMC":
            open_marks.pop()
        elif operator == b"Tf":
            font = fonts.get(operands[0], {})
        elif operator in _SHOWS and open_marks:
            mark = next((one for one in reversed(open_marks) if one is not None), None)
            if mark is not None:
                texts.setdefault(mark, []).append(_decoded(operands[-1], font))
    return {mark: "".join(parts) for mark, parts in texts.items()}


def _operations(page: PageObject, reader: PdfReader) -> Iterator[tuple[Any, bytes]]:
    contents = page.get_contents()
    if contents is not None:
        yield from ContentStream(contents, reader).operations


def _fonts(page: PageObject) -> dict[str, dict[int, str]]:
    """What each glyph of each font stands for, by the font's name on the page."""
    resources: Any = page["/Resources"].get_object()
    fonts = resources.get("/Font", {})
    return {name: _letters(fonts[name].get_object()) for name in fonts}


def _letters(font: Any) -> dict[int, str]:
    """The letters of a font's glyphs, from the map that every font of ours brings with it."""
    table = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    letters: dict[int, str] = {}
    for block in _SINGLE.findall(table):
        for code, text in _PAIR.findall(block):
            letters[int(code, 16)] = _text(text)
    for block in _RANGE.findall(table):
        for first, last, text in _TRIPLE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(int(text, 16) + step)
    return letters


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")


def _decoded(shown: Any, font: dict[int, str]) -> str:
    """The letters of shown glyphs; glyphs have codes of two bytes in every font that we embed."""
    parts = shown if isinstance(shown, list) else [shown]
    text = []
    for part in parts:
        codes = getattr(part, "original_bytes", b"")
        for at in range(0, len(codes) - 1, _CODE_BYTES):
            code = int.from_bytes(codes[at : at + _CODE_BYTES])
            text.append(font.get(code, ""))
    return "".join(text)
