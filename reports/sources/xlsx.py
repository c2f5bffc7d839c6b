"""Reads the visible sheets of an Excel file (.xlsx) as paragraphs and tables.

Macros and links to other files are ignored.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from reports.sources.docx import LEFT_OUT
from reports.sources.docx.parts import (
    MAX_LETTERS,
    TOO_LONG,
    TOO_MUCH_TEXT,
    TOO_WIDE,
    DocxParts,
    Element,
)
from reports.sources.docx.rows import MAX_COLUMNS, MAX_PLACES, MAX_ROWS
from reports.sources.sheet_blocks import GridCell, sheet_blocks
from reports.sources.source_document import (
    Aside,
    Block,
    Run,
    SourceDocument,
    SourceError,
    SourceParagraph,
    SourceTable,
)
from reports.sources.xlsx_values import shown_text

BROKEN: Final = "Книга Excel повреждена: откройте её в Excel, сохраните заново и повторите."
NO_TABLE: Final = (
    "В книге Excel нет ни одной таблицы, а план читается из таблицы: выберите файл с планом."
)
BINARY: Final = (
    "Это двоичная книга Excel (.xlsb): откройте её в Excel, сохраните как «Книга Excel (.xlsx)» "
    "и повторите."
)
OWN_BOOK: Final = (
    "Эта книга выгружена из портала. Вернуть её можно только в её же план: откройте план, который "
    "вы пишете, и выберите «Вернуть файл». Для нового плана загрузите файл Word (.docx) или .json."
)
# The sheets that a book of the portal's own has beside others.
_OWN: Final = frozenset(("План", "О плане"))
HIDDEN_SHEET: Final = (
    "Скрытый лист «{title}» не прочитан: если план на нём, покажите лист в Excel и повторите."
)
NOT_COUNTED: Final = (
    "В книге есть формулы, которые ещё не посчитаны: откройте её в Excel, сохраните и повторите, "
    "иначе эти ячейки останутся пустыми."
)
TOO_MERGED: Final = (
    "На листе объединены слишком большие области: снимите в Excel объединение целых строк и "
    "столбцов и повторите."
)
_AREA: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
# A twentieth of a point; Excel counts widths in letters of about 5.25 points.
_LETTER: Final = 105
# Names of sheets that head nothing: Excel's own, and «План 2027».
_UNNAMED: Final = re.compile(
    r"(?:лист|sheet|таблица).*|план(?:\s+работы)?(?:\s+на)?[\d\s./–-]*(?:г\.?|год)?", re.IGNORECASE
)
# What a page's header is made of beside its words: place, face, size, page, date.
_CODES: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z&])', re.IGNORECASE)


def read_workbook(data: bytes) -> SourceDocument:
    """Everything in the visible sheets, in the order of the sheets.

    Text of hidden rows and columns is in `asides`; hidden sheets are only named in `noticed`.

    Raises:
        SourceError: the file breaks a limit or holds no table.

    """
    beside = _Beside()
    book = _checked(data, beside)
    if set(book.sheetnames) >= _OWN and book["О плане"]["A1"].value == "Что":
        # It has its rows several times: as rows, by dates, as meetings.
        raise SourceError(OWN_BOOK)
    told = [one for one in book.worksheets if one._cells]  # noqa: SLF001 - it has no other list
    sheets = [one for one in told if one.sheet_state == "visible"]
    blocks: list[Block] = []
    for sheet in sheets:
        found = _sheet(sheet, beside)
        blocks.extend(_named(sheet.title, found) if len(sheets) > 1 else found)
        beside.asides.extend(_notes(sheet))
    if not any(isinstance(block, SourceTable) for block in blocks):
        raise SourceError(NO_TABLE)
    noticed = [HIDDEN_SHEET.format(title=one.title) for one in told if one not in sheets]
    noticed += [NOT_COUNTED] if beside.not_counted else []
    noticed += [LEFT_OUT["struck"]] if beside.struck else []
    wide = any(sheet.page_setup.orientation == "landscape" for sheet in sheets)
    return SourceDocument(tuple(blocks), tuple(beside.asides), wide, None, tuple(noticed))


def open_workbook(data: bytes) -> Workbook:
    """The whole book, its hidden parts too, for a reader of books that the portal wrote.

    Raises:
        SourceError: the file breaks a limit, or has formulas that nobody has counted.

    """
    beside = _Beside()
    book = _checked(data, beside)
    if beside.not_counted:
        raise SourceError(NOT_COUNTED)
    return book


def _checked(data: bytes, beside: "_Beside") -> Workbook:
    parts = DocxParts(data)
    if "xl/workbook.bin" in parts.all_names():
        raise SourceError(BINARY)
    parts.check_every_part(beside.look)
    return _opened(data)


def _named(name: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a sheet with its name over its first table, as a heading."""
    if not blocks or _UNNAMED.fullmatch(name.strip()):
        return blocks
    at = next((n for n, block in enumerate(blocks) if isinstance(block, SourceTable)), None)
    heading = SourceParagraph((Run(name, bold=at is not None),))
    return (*blocks[: at or 0], heading, *blocks[at or 0 :])


@dataclass(slots=True)
class _Beside:
    """Text of a workbook outside its cells, collected while its parts are checked."""

    asides: list[Aside] = field(default_factory=list)
    not_counted: bool = False
    struck: bool = False
    letters: int = 0
    places: int = 0

    def weigh(self, text: str) -> None:
        """Count letters: thousands of cells may share one long text, stored once in the file."""
        self.letters += len(text)
        if self.letters > MAX_LETTERS:
            raise SourceError(TOO_MUCH_TEXT)

    def look(self, name: str, tree: Element) -> None:
        """Collect the text of a part; refuse areas that the reader would walk cell by cell."""
        for tag in ("mergeCell", "hyperlink"):
            self.places += sum(_area(one.get("ref", "")) for one in tree.iter(tag))
            if self.places > MAX_PLACES:
                raise SourceError(TOO_MERGED)
        if name.startswith("xl/drawings/") and not name.endswith(".vml"):
            lines = ("".join(one.text or "" for one in p.iter("t")) for p in tree.iter("p"))
            self._tell("надпись на листе", "\n".join(line for line in lines if line.strip()))
        elif name.startswith("xl/worksheets/"):
            for tag in ("oddHeader", "oddFooter", "firstHeader", "firstFooter"):
                for one in tree.iter(tag):
                    self._tell("колонтитул листа", _CODES.sub(" ", one.text or "").strip())
            for cell in tree.iter("c"):
                value = cell.find("v")
                if cell.find("f") is not None and (value is None or not value.text):
                    # An empty text result has no value either, but has the type of text.
                    self.not_counted |= cell.get("t") != "str"

    def _tell(self, place: str, text: str) -> None:
        aside = Aside(place, text)
        if any(letter.isalpha() for letter in text) and aside not in self.asides:
            self.asides.append(aside)


def _area(reference: str) -> int:
    """The number of cells in «A1:C9»; too many for a reference without two corners."""
    if ":" not in reference:
        return 1
    corners = _AREA.fullmatch(reference.upper())
    if corners is None:
        return MAX_PLACES + 1
    left, top, right, bottom = corners.groups()
    first, last = (int(column_index_from_string(one)) for one in (left, right))
    return (abs(last - first) + 1) * (abs(int(bottom) - int(top)) + 1)


def _opened(data: bytes) -> Workbook:
    with warnings.catch_warnings():
        # It warns of drawings and styles that it leaves out: none of them is text.
        warnings.simplefilter("ignore")
        try:
            return load_workbook(BytesIO(data), data_only=True, keep_links=False)
        except Exception as error:  # a broken book can fail in it anywhere
            raise SourceError(BROKEN) from error


@dataclass(slots=True)
class _Hidden:
    """The hidden rows and columns of a sheet."""

    sheet: Worksheet
    columns: set[int]

    def has(self, row: int, column: int) -> bool:
        return column in self.columns or self.row(row)

    def row(self, row: int) -> bool:
        # Not by subscript: that would make a dimension for every row that is asked for.
        one = self.sheet.row_dimensions.get(row)
        return one is not None and bool(one.hidden)

    def place(self, row: int, column: int) -> str:
        where = f"строка {row}" if self.row(row) else f"графа {column}"
        return f"скрытая {where} листа «{self.sheet.title}»"


def _sheet(sheet: Worksheet, beside: _Beside) -> tuple[Block, ...]:
    hidden = _Hidden(sheet, _hidden_columns(sheet))
    spans, covered = _merges(sheet, hidden)
    grid: dict[int, list[GridCell]] = {}
    unseen: dict[str, list[str]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001
        text = shown_text(cell.value, str(cell.number_format))
        if not text.strip():
            continue
        beside.weigh(text)
        beside.struck |= bool(cell.font and cell.font.strike)
        if (row, column) in covered:
            unseen.setdefault(f"под объединённой ячейкой, строка {row}", []).append(text)
            continue
        if column > MAX_COLUMNS:
            raise SourceError(TOO_WIDE)
        if row > MAX_ROWS:
            raise SourceError(TOO_LONG)
        at_row, at_column, high, wide = spans.get((row, column), (row, column, 1, 1))
        if hidden.has(at_row, at_column):
            unseen.setdefault(hidden.place(at_row, at_column), []).append(text)
            continue
        square = GridCell(at_column - 1, text, bool(cell.font and cell.font.b), high, wide,
                        _is_framed(cell))  # fmt: skip
        grid.setdefault(at_row, []).append(square)
    beside.asides.extend(Aside(place, "\n".join(words)) for place, words in unseen.items())
    rows = [
        sorted(grid.get(row, []), key=lambda one: one.column)
        for row in range(1, max(grid, default=0) + 1)
    ]
    return sheet_blocks(rows, _widths(sheet))


def _is_framed(cell: SheetCell) -> bool:
    border = cell.border
    sides = (border.left, border.right, border.top, border.bottom) if border else ()
    return sum(bool(side and side.style) for side in sides) > 1


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for one in sheet.column_dimensions.values():
        if one.hidden and one.min and one.max:
            hidden.update(range(one.min, min(one.max, MAX_COLUMNS) + 1))
    return hidden


type Place = tuple[int, int]


def _merges(
    sheet: Worksheet, hidden: _Hidden
) -> tuple[dict[Place, tuple[int, int, int, int]], set[Place]]:
    """Merged cells by their first place: visible place and size; and the places they cover."""
    spans: dict[Place, tuple[int, int, int, int]] = {}
    covered: set[Place] = set()
    for one in sheet.merged_cells.ranges:
        rows = range(one.min_row, min(one.max_row, MAX_ROWS) + 1)
        columns = range(one.min_col, one.max_col + 1)
        if len(rows) * len(columns) > MAX_ROWS or len(columns) > MAX_COLUMNS:
            continue
        # A merged cell that begins in a hidden place is shown at its first visible one.
        row = next((r for r in rows if not hidden.row(r)), one.min_row)
        column = next((c for c in columns if c not in hidden.columns), one.min_col)
        high, wide = rows.stop - row, columns.stop - column
        spans[one.min_row, one.min_col] = (row, column, max(high, 1), max(wide, 1))
        covered.update((r, c) for r in rows for c in columns)
        covered.discard((one.min_row, one.min_col))
    return spans, covered


def _widths(sheet: Worksheet) -> tuple[int, ...]:
    usual = sheet.sheet_format.defaultColWidth or sheet.sheet_format.baseColWidth
    widths = [float(usual)] * MAX_COLUMNS
    for one in sheet.column_dimensions.values():
        if one.customWidth and one.min and one.max:
            for at in range(one.min - 1, min(one.max, MAX_COLUMNS)):
                widths[at] = float(one.width)
    return tuple(round(width * _LETTER) for width in widths)


def _notes(sheet: Worksheet) -> Iterator[Aside]:
    for _, cell in sorted(sheet._cells.items()):  # noqa: SLF001
        if cell.comment and cell.comment.text.strip():
            yield Aside(f"примечание к ячейке {cell.coordinate}", cell.comment.text.strip())
