"""Reads a tagged PDF as a screen reader does: texts and table rows (ISO 32000-1, 14.7-14.8).

What has no tag (page numbers, watermarks) is not text of the document.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream

from reports.paper.pdf.right_to_left import in_order

_CELLS: Final = ("/TD", "/TH")
# Elements that begin a new text; any other continues the text around it.
_TEXT_BLOCKS: Final = frozenset(
    ("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/LI", "/Div", "/Caption", "/Sect")
)
_SHOW_TEXT: Final = (b"Tj", b"TJ", b"'", b'"')
_CODE_BYTES: Final = 2
# What tells marks and text on a page as WeasyPrint writes it: pypdf, which makes an object of
# each number of each line drawn, takes ten times as long for the same.
_OPERATION: Final = re.compile(
    rb"/MCID\s+(?P<mcid>\d+)|(?<![^\s>])(?P<mark>BDC|BMC|EMC)(?!\S)"
    rb"|(?P<font>/[^\s/<>\[\]]+)\s+[\d.]+\s+Tf(?!\S)"
    rb"|(?P<glyphs>\[[^\]]*\]|<[0-9a-fA-F]*>)\s*T[jJ](?!\S)"
)
_HEX: Final = re.compile(rb"<([0-9a-fA-F]+)>")
# Strings in parentheses, comments, images inside the page, and rarer ways to show text.
_ANYTHING_ELSE: Final = re.compile(rb"[()%'\"]|(?<!\S)BI(?!\S)")
_SINGLE: Final = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGE: Final = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR: Final = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_TRIPLE: Final = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


class UnreadableError(ValueError):
    """The bytes are not a tagged PDF that can be read."""


class ReadText(str):
    """One text in the file and its page; a text that a page cuts comes once for each page."""

    __slots__ = ("page",)

    page: int

    def __new__(cls, text: str, page: int) -> Self:
        """The text, read on a page."""
        made = super().__new__(cls, text)
        made.page = page
        return made


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a table in the file: the text of each of its cells.

    `page` tells pages apart; it is 0 where the file has none.
    """

    cells: tuple[str, ...]
    is_head: bool = False
    page: int = 0


type Read = str | ReadRow


def read_tagged(data: bytes) -> tuple[Read, ...]:
    """Texts and rows in the order of the tags; a row that a page cuts comes once for each page.

    Raises:
        UnreadableError: it is not a PDF, or it has no tags.

    """
    try:
        reader = PdfReader(io.BytesIO(data))
        root = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
        return tuple(_Walk(reader).read(root))
    except (PyPdfError, KeyError, ValueError, TypeError, IndexError) as error:
        raise UnreadableError(str(error)) from error


class _Walk:
    """Goes once through the tags and reads the texts of each page when they are needed."""

    def __init__(self, reader: PdfReader) -> None:
        self._pages: dict[int, PageObject] = {
            page.indirect_reference.idnum: page
            for page in reader.pages
            if page.indirect_reference is not None
        }
        # Pages are told by their place in the file; a program that writes it anew numbers objects
        # in its own way.
        self._numbers = {page: number for number, page in enumerate(self._pages, 1)}
        self._texts: dict[int, dict[int, str]] = {}
        self._reader = reader
        # Where the text that is read now has words.
        self._page = 0

    def read(self, root: Any) -> Iterator[Read]:
        pieces: list[str] = [""]
        for kid in _kids(root):
            yield from self._element(kid, pieces, 0)
        yield from self._flush(pieces)

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
            yield from self._flush(pieces)
            yield self._row(element, page)
            return
        if kind in _TEXT_BLOCKS:
            yield from self._flush(pieces)
        for kid in _kids(element):
            yield from self._element(kid, pieces, page)
        if kind in _TEXT_BLOCKS:
            yield from self._flush(pieces)

    def _row(self, element: Any, page: int) -> ReadRow:
        cells = [kid for kid in _kids(element) if not isinstance(kid, int)]
        cells = [kid for kid in cells if kid.get("/S") in _CELLS]
        texts = []
        for cell in cells:
            pieces = [""]
            inner = list(self._element(cell, pieces, _page_of(cell) or page))
            texts.append(
                "\n".join(text for text in (*inner, *pieces) if isinstance(text, str) and text)
            )
        heads = [cell.get("/S") == "/TH" for cell in cells]
        page = next(filter(None, map(_page_of, cells)), page)
        number = self._numbers.get(page, 0)
        return ReadRow(tuple(texts), is_head=len(cells) > 1 and all(heads), page=number)

    def _flush(self, pieces: list[str]) -> Iterator[str]:
        text, pieces[-1] = pieces[-1], ""
        if text.strip():
            yield ReadText(text, self._numbers.get(self._page, 0))

    def _marked(self, page: int) -> dict[int, str]:
        self._page = page
        if page not in self._texts:
            self._texts[page] = _marked_texts(self._pages[page], self._reader)
        return self._texts[page]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    kids = kids if isinstance(kids, list) else [kids]
    children = []
    for kid in kids:
        child = kid.get_object()
        if isinstance(child, int):
            children.append(int(child))
        # A referenced object (a link, a form field) has no text.
        elif child.get("/Type") != "/OBJR":
            children.append(child)
    return children


def _page_of(element: Any) -> int:
    page = element.raw_get("/Pg") if "/Pg" in element else None
    return int(page.idnum) if page is not None else 0


def _marked_texts(page: PageObject, reader: PdfReader) -> dict[int, str]:
    """The text of each marked content of a page, by its MCID."""
    fonts = _fonts(page)
    texts: dict[int, list[str]] = {}
    open_ids: list[int | None] = []
    font: dict[int, str] = {}
    for operator, operand in _operations(page, reader):
        if operator in (b"BDC", b"BMC"):
            open_ids.append(operand)
        elif operator == b"EMC":
            open_ids.pop()
        elif operator == b"Tf":
            font = fonts.get(operand, {})
        elif open_ids:
            inner = next((mcid for mcid in reversed(open_ids) if mcid is not None), None)
            if inner is not None:
                texts.setdefault(inner, []).append(_decoded(operand, font))
    return {mcid: in_order("".join(parts)) for mcid, parts in texts.items()}


def _operations(page: PageObject, reader: PdfReader) -> Iterator[tuple[bytes, Any]]:
    """The operators that tell marks and text, each with its MCID, font or glyphs."""
    contents = page.get_contents()
    if contents is None:
        return
    data = contents.get_data()
    if _ANYTHING_ELSE.search(data):
        yield from _operations_by_pypdf(ContentStream(contents, reader))
        return
    mcid = None
    for found in _OPERATION.finditer(data):
        if found["mcid"]:
            mcid = int(found["mcid"])
        elif found["font"]:
            yield b"Tf", found["font"].decode()
        elif found["glyphs"]:
            yield b"TJ", [bytes.fromhex(text.decode()) for text in _HEX.findall(found["glyphs"])]
        else:
            yield found["mark"], mcid
            mcid = None


def _operations_by_pypdf(contents: ContentStream) -> Iterator[tuple[bytes, Any]]:
    for operands, operator in contents.operations:
        if operator in (b"BDC", b"BMC"):
            mcid = operands[1].get("/MCID") if operator == b"BDC" else None
            yield operator, None if mcid is None else int(mcid)
        elif operator == b"EMC":
            yield operator, None
        elif operator == b"Tf":
            yield operator, operands[0]
        elif operator in _SHOW_TEXT:
            shown = operands[-1] if isinstance(operands[-1], list) else [operands[-1]]
            yield operator, [getattr(part, "original_bytes", b"") for part in shown]


def _fonts(page: PageObject) -> dict[str, dict[int, str]]:
    """The letters of each font's glyphs, by the font's name on the page."""
    resources: Any = page["/Resources"].get_object()
    fonts = resources.get("/Font", {})
    return {name: _letters(fonts[name].get_object()) for name in fonts}


def _letters(font: Any) -> dict[int, str]:
    """The letters of a font's glyphs, from the map that every embedded font has."""
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


def _decoded(shown: list[bytes], font: dict[int, str]) -> str:
    """The letters of shown glyphs; every embedded font has glyph codes of two bytes."""
    text = []
    for codes in shown:
        for start in range(0, len(codes) - 1, _CODE_BYTES):
            code = int.from_bytes(codes[start : start + _CODE_BYTES])
            text.append(font.get(code, ""))
    return "".join(text)
