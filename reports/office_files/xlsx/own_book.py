"""Reads a workbook of the portal that was filled without network: rows by their hidden keys."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from events.plan.codec import from_bytes
from plans_portal.lib.counted import counted
from reports.office_files.brought_file import (
    MOST_BYTES,
    BroughtFile,
    BroughtRow,
    known_uid,
    trusted_base,
)
from reports.office_files.round_trip import stamp_in
from reports.office_files.xlsx.book import ENCLOSED, WorkbookTable, opened
from reports.office_files.xlsx.plan import KEY_HEADING, PLAN_SHEET, other_tables
from reports.sources.docx.parts import MAX_LETTERS, TOO_LONG, TOO_MUCH_TEXT, TOO_WIDE
from reports.sources.docx.rows import MAX_COLUMNS, MAX_ROWS
from reports.sources.source_document import SourceError
from reports.sources.xlsx import open_workbook
from reports.sources.xlsx_values import shown_text

NO_ROWS: Final = (
    "В книге нет листа «План» с его шапкой: верните лист из портала, каким он был, и повторите."
)
NOT_BROUGHT: Final = (
    "На листе «{sheet}» изменено {rows}: из файла переносятся только строки листа «План», "
    "остальное впишите в самом плане."
)
# Someone may have put a few lines above the head.
_LOOKED_THROUGH: Final = 20
_GOES_ON: Final = "…"

type Grid = list[list[str]]


def read_own_book(data: bytes) -> BroughtFile | None:
    """What the book brings; None where it is no book of a plan from the portal.

    Raises:
        SourceError: it breaks a limit, or has no rows of a plan.

    """
    book = open_workbook(data)
    properties = {one.name: str(one.value) for one in book.custom_doc_props.props}
    stamp = stamp_in(properties)
    if stamp is None:
        return None
    base = trusted_base(properties, _enclosed(book))
    grid, head = _rows_of_plan(book)
    key = head.index(KEY_HEADING) if KEY_HEADING in head else None
    rows = tuple(_brought(grid, key))
    return BroughtFile(stamp, base, tuple(head), rows, notes=tuple(_notes(book, base)))


def _enclosed(book: Workbook) -> bytes:
    if ENCLOSED not in book.sheetnames:
        return b""
    pieces = [cell for row in _grid(book[ENCLOSED]) for cell in row[:1]]
    try:
        return opened(pieces, MOST_BYTES)
    except ValueError:
        return b""


def _rows_of_plan(book: Workbook) -> tuple[Grid, list[str]]:
    """The rows under the head of the sheet of rows, and the head."""
    named = [book[PLAN_SHEET]] if PLAN_SHEET in book.sheetnames else []
    sheets = [*named, *(one for one in book.worksheets if one.title != ENCLOSED)]
    grids = [_grid(sheet) for sheet in sheets]
    for grid in grids:
        for at, row in enumerate(grid[:_LOOKED_THROUGH]):
            if KEY_HEADING in row:
                return grid[at + 1 :], row
    if named and grids[0]:
        return grids[0][1:], grids[0][0]
    raise SourceError(NO_ROWS)


def _brought(grid: Grid, key: int | None) -> Iterator[BroughtRow]:
    """The rows; one that goes on with texts too long for a cell is joined to the one above."""
    last: BroughtRow | None = None
    for row in grid:
        uid = known_uid(row[key].strip()) if key is not None else ""
        cells = ["" if at == key else text for at, text in enumerate(row)]
        if not any(text.strip() for text in cells):
            continue
        if last is not None and _continues(last, cells):
            last = BroughtRow(last.uid, _joined(last.cells, cells))
            continue
        if last is not None:
            yield last
        last = BroughtRow(uid, tuple(cells))
    if last is not None:
        yield last


def _continues(above: BroughtRow, cells: list[str]) -> bool:
    pairs = zip(above.cells, cells, strict=True)
    return any(one.endswith(_GOES_ON) and text.startswith(_GOES_ON) for one, text in pairs)


def _joined(above: tuple[str, ...], cells: list[str]) -> tuple[str, ...]:
    return tuple(
        one.removesuffix(_GOES_ON) + text.removeprefix(_GOES_ON)
        if one.endswith(_GOES_ON) and text.startswith(_GOES_ON)
        else one
        for one, text in zip(above, cells, strict=True)
    )


def _notes(book: Workbook, base: str) -> Iterator[str]:
    """What was changed on the other sheets, of which nothing is taken."""
    if not base:
        return
    for table in other_tables(from_bytes(base.encode())):
        if table.name not in book.sheetnames:
            continue
        found = Counter(_words(row) for row in _grid(book[table.name])[1:])
        new = sum((found - _written(table)).values()) - (found - _written(table))[()]
        if new:
            rows = counted(new, "строка", "строки", "строк")
            yield NOT_BROUGHT.format(sheet=table.name, rows=rows)


def _written(table: WorkbookTable) -> Counter[tuple[str, ...]]:
    return Counter(
        _words([shown_text(value, "dd.mm.yyyy") for value in record.values])
        for record in table.records
    )


def _words(row: list[str]) -> tuple[str, ...]:
    """The words of a row, wherever they stand."""
    return tuple(word for text in row for word in text.split())


def _grid(sheet: Worksheet) -> Grid:
    """The texts of a sheet, hidden ones too; every row is as long as the longest."""
    cells = [
        (row, column, shown_text(cell.value, str(cell.number_format)))
        for (row, column), cell in sorted(sheet._cells.items())  # noqa: SLF001 - the only list
        if cell.value is not None
    ]
    high = max((row for row, _, _ in cells), default=0)
    wide = max((column for _, column, _ in cells), default=0)
    if high > MAX_ROWS:
        raise SourceError(TOO_LONG)
    if wide > MAX_COLUMNS:
        raise SourceError(TOO_WIDE)
    # Thousands of cells may share one long text, stored once in the file.
    if sum(len(text) for _, _, text in cells) > MAX_LETTERS:
        raise SourceError(TOO_MUCH_TEXT)
    grid = [[""] * wide for _ in range(high)]
    for row, column, text in cells:
        grid[row - 1][column - 1] = text
    return grid
