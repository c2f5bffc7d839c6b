"""Reads tables out of HTML: a saved page, or what office programs put on the clipboard.

It knows markup and its limits; it refuses to fetch anything and to know what a plan is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from reports.word_file import Block, Cell, Paragraph, Run, Table, WordFile, WordFileError

MAX_LETTERS: Final = 6_000_000
MAX_ELEMENTS: Final = 600_000
MAX_COLUMNS: Final = 64
MAX_ROWS: Final = 20_000
MAX_PLACES: Final = 500_000

TOO_MUCH: Final = "Вставлено слишком много текста для плана: оставьте только таблицу плана."
TOO_WIDE: Final = f"В таблице больше {MAX_COLUMNS} столбцов: это не план."
TOO_LONG: Final = f"В таблице больше {MAX_ROWS} строк: это не похоже на план."
BROKEN: Final = "Вставленное не удалось прочесть: скопируйте таблицу из файла ещё раз."
NO_TABLE: Final = "Здесь нет ни одной таблицы, а план читается из таблицы."

# Never seen by a reader, or not text.
_SILENT_TAGS: Final = (
    "head script style template title noscript svg math object embed iframe audio video img "
    "select textarea button input del"
)
_BLOCK_TAGS: Final = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary ul"
)
_SILENT: Final = frozenset(_SILENT_TAGS.split())
_BLOCKS: Final = frozenset(_BLOCK_TAGS.split())
_BOLD: Final = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_WEIGHT: Final = re.compile(r"font-weight\s*:\s*(bold|normal|\d+)", re.IGNORECASE)
_ALIGN: Final = re.compile(r"text-align\s*:\s*(left|right|center|justify)", re.IGNORECASE)
_BREAK: Final = re.compile(r"page-break-before\s*:\s*always|break-before\s*:\s*page", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_HEAVY: Final = 600


def read_markup(text: str) -> WordFile:
    """The paragraphs and tables of an HTML text, merges undone, in reading order.

    WordFileError, with one Russian sentence, where it breaks a limit or holds no table.
    """
    if len(text) > MAX_LETTERS:
        raise WordFileError(TOO_MUCH)
    body = _parsed(text)
    blocks = tuple(_Walk().blocks(body))
    if not any(isinstance(block, Table) for block in blocks):
        raise WordFileError(NO_TABLE)
    return WordFile(blocks)


def _parsed(text: str) -> etree._Element:
    # A declaration of encoding would contradict the text that was decoded already.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WordFileError(BROKEN) from error
    # Where it gives up at a depth that no page has, what follows would be lost in silence; and of
    # nothing but comments it makes no root at all, whatever its types say.
    made: object = root
    if made is None or any(one.level_name == "FATAL" for one in parser.error_log):
        raise WordFileError(BROKEN)
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise WordFileError(TOO_MUCH)
    found = root.find("body")
    return root if found is None else found


@dataclass(frozen=True, slots=True)
class _Face:
    """How text stands at one place of the page."""

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


class _Walk:
    """Goes once through a page in reading order."""

    def __init__(self) -> None:
        self._places = 0

    def blocks(self, element: etree._Element, face: _Face = _Face()) -> Iterator[Block]:
        """Paragraphs and tables of the element."""
        told: list[Block | _Open] = [_Open(align=face.align)]
        self._walk(element, face, told, [])
        for one in told:
            if isinstance(one, Table):
                yield one
            elif isinstance(one, _Open) and (paragraph := _closed(one)) is not None:
                yield paragraph

    def _walk(
        self,
        element: etree._Element,
        face: _Face,
        told: "list[Block | _Open]",
        counts: list[int],
    ) -> None:
        self._say(element.text, face, told)
        for child in element:
            self._child(child, face, told, counts)
            self._say(child.tail, face, told)

    def _child(
        self,
        child: etree._Element,
        face: _Face,
        told: "list[Block | _Open]",
        counts: list[int],
    ) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        style = child.get("style", "")
        if not tag or tag in _SILENT or child.get("hidden") is not None or _HIDDEN.search(style):
            return
        if tag == "br":
            self._text("\n", face, told)
            return
        own = _face(tag, style, child, face)
        if tag == "table":
            told += [self._table(child, own), _Open(align=face.align)]
            return
        if tag not in _BLOCKS:
            self._walk(child, own, told, counts)
            return
        marker = ""
        if tag in ("ol", "ul"):
            counts = [*counts, _whole(child.get("start"), 1) - 1 if tag == "ol" else -1]
        elif tag == "li":
            marker = _marker(child, counts)
        begun = _Open(align=own.align, marker=marker, page_break=bool(_BREAK.search(style)))
        last = told[-1]
        if isinstance(last, _Open) and not any(run.text.strip() for run in last.runs):
            # A paragraph inside an item that has said nothing yet takes its number over.
            begun.marker, last.marker = begun.marker or last.marker, ""
            begun.page_break |= last.page_break
        told.append(begun)
        self._walk(child, own, told, counts)
        told.append(_Open(align=face.align))

    def _say(self, text: str | None, face: _Face, told: "list[Block | _Open]") -> None:
        if text:
            self._text(text if face.kept else _BLANKS.sub(" ", text), face, told)

    def _text(self, text: str, face: _Face, told: "list[Block | _Open]") -> None:
        last = told[-1]
        if isinstance(last, _Open):
            last.runs.append(Run(text, face.bold))

    def _table(self, element: etree._Element, face: _Face) -> Table:
        rows: list[tuple[Cell, ...]] = []
        taken: set[tuple[int, int]] = set()
        columns = 0
        widths = tuple(_whole(one.get("width")) for one in element.iter("col"))
        caption = element.find("caption")
        found = list(_rows(element))
        if len(found) > MAX_ROWS:
            raise WordFileError(TOO_LONG)
        for at, row in enumerate(found):
            cells: list[Cell] = []
            column = 0
            for one in row:
                if one.tag not in ("td", "th"):
                    continue
                while (at, column) in taken:
                    column += 1
                wide = max(1, _whole(one.get("colspan"), 1))
                # 0 means: to the end of the table.
                high = _whole(one.get("rowspan"), 1) or len(found)
                high = max(1, min(high, len(found) - at))
                if column + wide > MAX_COLUMNS:
                    raise WordFileError(TOO_WIDE)
                self._places += wide * high
                if self._places > MAX_PLACES:
                    raise WordFileError(TOO_LONG)
                taken.update((at + d, column + r) for d in range(high) for r in range(wide))
                own = _face(one.tag, one.get("style", ""), one, face)
                hidden = _HIDDEN.search(one.get("style", ""))
                blocks = () if hidden else tuple(self.blocks(one, own))
                cells.append(Cell(at, column, high, wide, blocks))
                column += wide
                columns = max(columns, column)
            rows.append(tuple(cells))
        if caption is not None and rows:
            rows[0] = _with_caption(rows[0], tuple(self.blocks(caption, face)))
        heads = sum(1 for row in found if (up := row.getparent()) is not None and up.tag == "thead")
        return Table(tuple(rows), columns, heads, widths if len(widths) == columns else ())


def _with_caption(row: tuple[Cell, ...], blocks: tuple[Block, ...]) -> tuple[Cell, ...]:
    """A caption is said by the first cell: a table has no other place for it."""
    if not row or not blocks:
        return row
    first = row[0]
    told = Cell(first.row, first.column, first.rowspan, first.colspan, blocks + first.blocks)
    return (told, *row[1:])


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr" and not _HIDDEN.search(child.get("style", "")):
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _face(tag: str, style: str, element: etree._Element, face: _Face) -> _Face:
    bold = face.bold or tag in _BOLD
    if weight := _WEIGHT.search(style):
        word = weight[1].lower()
        bold = word == "bold" or (word.isdigit() and int(word) >= _HEAVY)
    align = face.align
    if found := _ALIGN.search(style):
        align = found[1].lower()
    elif (said := (element.get("align") or "").lower()) in ("left", "right", "center", "justify"):
        align = said
    elif tag == "center":
        align = "center"
    return _Face(bold, align, face.kept or tag == "pre")


def _marker(item: etree._Element, counts: list[int]) -> str:
    if not counts or counts[-1] < 0:
        return "–"
    counts[-1] = _whole(item.get("value"), counts[-1] + 1)
    return f"{counts[-1]}."


def _closed(one: _Open) -> Paragraph | None:
    """The paragraph without blanks at its ends; None where it says nothing."""
    runs: list[Run] = []
    for run in one.runs:
        if runs and runs[-1].bold == run.bold:
            runs[-1] = Run(runs[-1].text + run.text, run.bold)
        else:
            runs.append(run)
    if not any(run.text.strip() for run in runs):
        return None
    runs[0] = Run(runs[0].text.lstrip(" \n"), runs[0].bold)
    runs[-1] = Run(runs[-1].text.rstrip(" \n"), runs[-1].bold)
    return Paragraph(tuple(run for run in runs if run.text), one.align, one.marker, one.page_break)


def _whole(text: str | None, usual: int = 0) -> int:
    digits = re.match(r"\s*(\d{1,6})", text or "")
    return int(digits[1]) if digits else usual
