"""Goes through the elements of a page: what of it is text, what is a list, what is a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from reports.sources.docx.characters import with_usual_hyphens
from reports.sources.docx.lists import BULLETS, formatted_number
from reports.sources.docx.parts import MAX_LETTERS as MAX_SAID
from reports.sources.docx.parts import TOO_LONG, TOO_WIDE
from reports.sources.docx.rows import MAX_COLUMNS, MAX_PLACES, MAX_ROWS
from reports.sources.html_look import FORMS, ElementLook, Looks
from reports.sources.source_document import (
    Aside,
    Block,
    Run,
    SourceCell,
    SourceError,
    SourceParagraph,
    SourceTable,
    merge_runs,
)

TOO_MUCH: Final = "Вставлено слишком много текста для плана: оставьте только таблицу плана."

# Never seen by a reader, or not text.
_SILENT_TAGS: Final = (
    "head script style template title noscript svg math object embed iframe audio video img "
    "select textarea button input"
)
_BLOCK_TAGS: Final = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary ul"
)
_SILENT: Final = frozenset(_SILENT_TAGS.split())
_BLOCKS: Final = frozenset(_BLOCK_TAGS.split())
_BOLD: Final = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
# Deleted with changes tracked.
_GONE: Final = frozenset(("del",))
_STRUCK: Final = frozenset(("s", "strike"))


@dataclass(frozen=True, slots=True)
class _Face:
    """How text looks at one place of the page."""

    bold: bool = False
    align: str = ""
    kept: bool = False  # blanks and line ends as typed (<pre>)


@dataclass(slots=True)
class _Open:
    """A paragraph that is being filled."""

    runs: list[Run] = field(default_factory=list)
    align: str = ""
    marker: str = ""
    page_break: bool = False


@dataclass(slots=True)
class _List:
    """A list that is being counted: its last number and their form, empty for bullets."""

    last: int
    form: str


class Walk:
    """Goes once through a page in reading order.

    `left_out` names what was not read; `asides` are comments beside the text.
    """

    def __init__(self, faces: Looks) -> None:
        self._faces = faces
        self._places = 0
        self._rows_read = 0
        self._letters = 0
        self.left_out: set[str] = set()
        self.asides: list[Aside] = []

    def blocks(self, element: etree._Element, face: _Face = _Face()) -> Iterator[Block]:
        """Paragraphs and tables of the element."""
        told: list[Block | _Open] = [_Open(align=face.align)]
        self._walk(element, face, told, [])
        for one in told:
            if isinstance(one, SourceTable):
                yield one
            elif isinstance(one, _Open) and (paragraph := _closed(one)) is not None:
                yield paragraph

    def _walk(
        self, element: etree._Element, face: _Face, told: "list[Block | _Open]", lists: list[_List]
    ) -> None:
        self._say(element.text, face, told)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SILENT:
                self._child(child, face, told, lists)
            self._say(child.tail, face, told)

    def _child(
        self, child: etree._Element, face: _Face, told: "list[Block | _Open]", lists: list[_List]
    ) -> None:
        tag, look = str(child.tag), self._faces.of(child)
        if tag in _GONE or look.hidden:
            self._leave_out(child, "deleted" if tag in _GONE else "hidden")
        elif tag in _STRUCK:
            self.left_out.add("struck")
            self._walk(child, face, told, lists)
        elif look.part:
            self._put_aside(child, look)
        elif look.is_number:
            self._number(child, told)
        elif look.is_tab:
            self._text("\t", face, told)
        elif tag == "br":
            self._text("\n", face, told)
            if look.page_break and isinstance(told[-1], _Open):
                told[-1].page_break = True
        elif tag == "table":
            told += [self._table(child, _face(tag, look, face)), _Open(align=face.align)]
        elif tag in _BLOCKS:
            self._block(child, look, face, told, lists)
        else:
            self._walk(child, _face(tag, look, face), told, lists)

    def _block(
        self,
        child: etree._Element,
        look: ElementLook,
        face: _Face,
        told: "list[Block | _Open]",
        lists: list[_List],
    ) -> None:
        tag, own = str(child.tag), _face(str(child.tag), look, face)
        marker = ""
        if tag in ("ol", "ul"):
            lists = [*lists, _begun(child, look)]
        elif tag == "li":
            marker = _marker(child, look, lists)
        begun = _Open(align=own.align, marker=marker, page_break=look.page_break)
        last = told[-1]
        if isinstance(last, _Open) and not any(run.text.strip() for run in last.runs):
            # The first paragraph inside an item without text of its own takes its number.
            begun.marker, last.marker = begun.marker or last.marker, ""
            begun.page_break |= last.page_break
        told.append(begun)
        self._walk(child, own, told, lists)
        told.append(_Open(align=face.align))

    def _leave_out(self, element: etree._Element, why: str) -> None:
        if any(text.strip() for text in element.itertext()):
            self.left_out.add(why)

    def _put_aside(self, element: etree._Element, look: ElementLook) -> None:
        text = " ".join("".join(str(one) for one in element.itertext()).split())
        if look.part == "comments" and text:
            self.asides.append(Aside("примечание рецензента", text))

    @staticmethod
    def _number(element: etree._Element, told: "list[Block | _Open]") -> None:
        """The number or bullet that Word drew before a paragraph of a list."""
        drawn = with_usual_hyphens("".join(str(one) for one in element.itertext()).strip())
        last = told[-1]
        if isinstance(last, _Open) and drawn:
            last.marker = BULLETS.get(drawn, drawn)

    def _say(self, text: str | None, face: _Face, told: "list[Block | _Open]") -> None:
        if text:
            self._text(text if face.kept else _BLANKS.sub(_blank, text), face, told)

    def _text(self, text: str, face: _Face, told: "list[Block | _Open]") -> None:
        self._letters += len(text)
        if self._letters > MAX_SAID:
            raise SourceError(TOO_MUCH)
        last = told[-1]
        if isinstance(last, _Open):
            last.runs.append(Run(with_usual_hyphens(text), face.bold))

    def _table(self, element: etree._Element, face: _Face) -> SourceTable:
        rows: list[tuple[SourceCell, ...]] = []
        taken: set[tuple[int, int]] = set()
        columns = 0
        found = list(self._rows(element))
        self._rows_read += len(found)
        if self._rows_read > MAX_ROWS:
            raise SourceError(TOO_LONG)
        for at, row in enumerate(found):
            cells: list[SourceCell] = []
            column = 0
            for one in self._cells(row):
                while (at, column) in taken:
                    column += 1
                wide = max(1, _whole(one.get("colspan"), 1))
                # 0 means: to the end of the table.
                high = _whole(one.get("rowspan"), 1) or len(found)
                high = max(1, min(high, len(found) - at))
                if column + wide > MAX_COLUMNS:
                    raise SourceError(TOO_WIDE)
                self._places += wide * high
                if self._places > MAX_PLACES:
                    raise SourceError(TOO_LONG)
                taken.update((at + d, column + r) for d in range(high) for r in range(wide))
                own = _face(str(one.tag), self._faces.of(one), face)
                cells.append(SourceCell(at, column, high, wide, tuple(self.blocks(one, own))))
                column += wide
                columns = max(columns, column)
            rows.append(tuple(cells))
        caption = element.find("caption")
        if caption is not None and rows:
            rows[0] = _with_caption(rows[0], tuple(self.blocks(caption, face)))
        heads = sum(1 for row in found if (up := row.getparent()) is not None and up.tag == "thead")
        widths = _widths(element)
        return SourceTable(tuple(rows), columns, heads, widths if len(widths) == columns else ())

    def _rows(self, table: etree._Element) -> Iterator[etree._Element]:
        for child in table:
            if child.tag not in ("tr", "thead", "tbody", "tfoot"):
                continue
            if self._faces.of(child).hidden:
                self._leave_out(child, "hidden")
            elif child.tag == "tr":
                yield child
            else:
                yield from self._rows(child)

    def _cells(self, row: etree._Element) -> Iterator[etree._Element]:
        """The cells of a row; one that is hidden takes no place, as on the page."""
        for child in row:
            if child.tag not in ("td", "th"):
                continue
            if self._faces.of(child).hidden:
                self._leave_out(child, "hidden")
            else:
                yield child


def _widths(table: etree._Element) -> tuple[int, ...]:
    widths: list[int] = []
    for one in table.iter("col"):
        widths += [_whole(one.get("width"))] * min(max(_whole(one.get("span"), 1), 1), MAX_COLUMNS)
    return tuple(widths) if len(widths) <= MAX_COLUMNS and any(widths) else ()


def _with_caption(row: tuple[SourceCell, ...], blocks: tuple[Block, ...]) -> tuple[SourceCell, ...]:
    """Put a caption into the first cell: a table has no other place for it."""
    if not row or not blocks:
        return row
    first = row[0]
    told = SourceCell(first.row, first.column, first.rowspan, first.colspan, blocks + first.blocks)
    return (told, *row[1:])


def _blank(found: re.Match[str]) -> str:
    """One blank for several; a tab stays where it is inside a line."""
    return "\t" if "\t" in found[0] and "\n" not in found[0] else " "


def _face(tag: str, look: ElementLook, face: _Face) -> _Face:
    bold = look.bold if look.bold is not None else face.bold or tag in _BOLD
    align = look.align or ("center" if tag == "center" else face.align)
    return _Face(bold, align, face.kept or tag == "pre")


def _begun(element: etree._Element, look: ElementLook) -> _List:
    if element.tag == "ul":
        return _List(0, "")
    form = look.form or FORMS.get(element.get("type", ""), "decimal")
    return _List(_whole(element.get("start"), 1) - 1, form)


def _marker(item: etree._Element, look: ElementLook, lists: list[_List]) -> str:
    if not lists or not lists[-1].form:
        return "" if look.form == "none" else "–"
    one = lists[-1]
    one.last = _whole(item.get("value"), one.last + 1)
    number = formatted_number(one.last, look.form or one.form)
    return f"{number}." if number else ""


def _closed(one: _Open) -> SourceParagraph | None:
    """The paragraph without blanks at its ends; None where it is empty."""
    runs = list(merge_runs(one.runs))
    if not any(run.text.strip() for run in runs):
        # A number of a list may be all of a cell's text; a bullet alone is no text.
        is_number = any(character.isalnum() for character in one.marker)
        return SourceParagraph((), one.align, one.marker) if is_number else None
    runs[0] = Run(runs[0].text.lstrip(" \t\n"), runs[0].bold)
    runs[-1] = Run(runs[-1].text.rstrip(" \t\n"), runs[-1].bold)
    return SourceParagraph(
        tuple(run for run in runs if run.text), one.align, one.marker, one.page_break
    )


def _whole(text: str | None, usual: int = 0) -> int:
    digits = re.match(r"\s*(\d{1,6})", text or "")
    return int(digits[1]) if digits else usual
