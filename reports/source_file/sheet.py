"""Reads the visible sheets of an Excel file (.xlsx) as paragraphs and tables.

It knows workbooks, dates as they are shown, and limits before parsing; it refuses macros, links
to other files and to know what a plan is.
"""

import datetime as dt
import warnings
from io import BytesIO
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from reports.word_file import Aside, Block, Paragraph, Run, Table, WordFile, WordFileError
from reports.word_file.parts import Parts

from .grid import MAX_COLUMNS, MAX_ROWS, TOO_LONG, TOO_WIDE, Square, blocks_of

BROKEN: Final = "Книга Excel повреждена: откройте её в Excel, сохраните заново и повторите."
NO_TABLE: Final = "В книге Excel нет ни одной таблицы, а план читается из таблицы."
# A twentieth of a point; Excel counts widths in letters of about 5.25 points.
_LETTER: Final = 105
_UNNAMED: Final = ("лист", "sheet", "таблица")
_MONTH_NAMES: Final = (
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
)
_MONTHS: Final = tuple(_MONTH_NAMES.split())


def read_sheets(data: bytes) -> WordFile:
    """Everything that the visible sheets say, in the order of the sheets.

    WordFileError, with one Russian sentence, where the file breaks a limit or holds no table.
    """
    Parts(data).check_every_part()
    book = _opened(data)
    sheets = [one for one in book.worksheets if one.sheet_state == "visible" and one._cells]  # noqa: SLF001
    blocks: list[Block] = []
    asides: list[Aside] = []
    for sheet in sheets:
        found = _sheet(sheet)
        if found and len(sheets) > 1 and not sheet.title.casefold().startswith(_UNNAMED):
            blocks.append(Paragraph((Run(sheet.title, bold=True),)))
        blocks.extend(found)
        asides.extend(_notes(sheet))
    if not any(isinstance(block, Table) for block in blocks):
        raise WordFileError(NO_TABLE)
    wide = any(sheet.page_setup.orientation == "landscape" for sheet in sheets)
    return WordFile(tuple(blocks), tuple(asides), wide)


def _opened(data: bytes) -> Workbook:
    with warnings.catch_warnings():
        # It warns of drawings and styles that it leaves out: none of them is text.
        warnings.simplefilter("ignore")
        try:
            return load_workbook(BytesIO(data), data_only=True, keep_links=False)
        except Exception as error:  # a broken book can fail in it anywhere
            raise WordFileError(BROKEN) from error


def _sheet(sheet: Worksheet) -> tuple[Block, ...]:
    hidden_columns = _hidden_columns(sheet)
    spans, covered = _merges(sheet)
    grid: dict[int, list[Square]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001
        if column in hidden_columns or sheet.row_dimensions[row].hidden or (row, column) in covered:
            continue
        text = _shown(cell)
        if not text.strip():
            continue
        if column > MAX_COLUMNS:
            raise WordFileError(TOO_WIDE)
        if row > MAX_ROWS:
            raise WordFileError(TOO_LONG)
        high, wide = spans.get((row, column), (1, 1))
        square = Square(column - 1, text, bool(cell.font and cell.font.b), high, wide)
        grid.setdefault(row, []).append(square)
    rows = [grid.get(row, []) for row in range(1, max(grid, default=0) + 1)]
    return blocks_of(rows, _widths(sheet, rows))


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for one in sheet.column_dimensions.values():
        if one.hidden and one.min and one.max:
            hidden.update(range(one.min, min(one.max, MAX_COLUMNS) + 1))
    return hidden


def _merges(
    sheet: Worksheet,
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How far merged cells reach, by their first place; and the places that they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for one in sheet.merged_cells.ranges:
        high, wide = min(one.max_row, MAX_ROWS) - one.min_row + 1, one.max_col - one.min_col + 1
        if high * wide > MAX_ROWS or wide > MAX_COLUMNS:
            continue
        spans[one.min_row, one.min_col] = (max(high, 1), wide)
        places = ((r, c) for r in range(high) for c in range(wide))
        covered.update((one.min_row + r, one.min_col + c) for r, c in places if r or c)
    return spans, covered


def _widths(sheet: Worksheet, rows: list[list[Square]]) -> tuple[int, ...]:
    columns = max((one.column + one.colspan for row in rows for one in row), default=0)
    usual = sheet.sheet_format.defaultColWidth or sheet.sheet_format.baseColWidth
    widths = [float(usual)] * columns
    for one in sheet.column_dimensions.values():
        if one.customWidth and one.min and one.max:
            for at in range(one.min - 1, min(one.max, columns)):
                widths[at] = float(one.width)
    return tuple(round(width * _LETTER) for width in widths)


def _shown(cell: SheetCell) -> str:
    """The text of a cell as its sheet shows it, near enough: dates in Russian figures or words."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    if isinstance(value, dt.datetime | dt.date):
        return _date(value, str(cell.number_format).casefold())
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def _date(value: dt.date, shape: str) -> str:
    has_day, has_year = "d" in shape, "y" in shape
    if not has_day and "m" in shape:
        month = _MONTHS[value.month - 1]
        return f"{month} {value.year}" if has_year else month
    return f"{value:%d.%m.%Y}" if has_year or not has_day else f"{value:%d.%m}"


def _notes(sheet: Worksheet) -> list[Aside]:
    return [
        Aside(f"примечание к ячейке {cell.coordinate}", cell.comment.text.strip())
        for _, cell in sorted(sheet._cells.items())  # noqa: SLF001
        if cell.comment and cell.comment.text.strip()
    ]
