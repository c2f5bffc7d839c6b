"""Divides a sheet of cells into tables and the lines above, between and below them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from reports.sources.docx.parts import TOO_LONG, TOO_WIDE
from reports.sources.docx.rows import MAX_COLUMNS, MAX_PLACES, MAX_ROWS
from reports.sources.source_document import (
    Block,
    Run,
    SourceCell,
    SourceError,
    SourceParagraph,
    SourceTable,
)

# A row of a plan has at least so many cells; a line above or below it has fewer.
_CELLS_OF_A_ROW: Final = 3


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a sheet: its text, how far it reaches, and whether it has a frame."""

    column: int
    text: str
    bold: bool = False
    rowspan: int = 1
    colspan: int = 1
    framed: bool = False


type Grid = list[list[GridCell]]


def sheet_blocks(grid: Grid, widths: tuple[int, ...] = ()) -> tuple[Block, ...]:
    """The blocks of a sheet in reading order; none where it has no text.

    `grid` lists for each row the cells with text that begin in it; `widths` of columns may be
    fewer than the columns.
    """
    _refuse_long(grid)
    grid, kept = _without_empty_columns(grid)
    if len(kept) > MAX_COLUMNS:
        raise SourceError(TOO_WIDE)
    if len(kept) * len(grid) > MAX_PLACES:
        raise SourceError(TOO_LONG)
    own = tuple(widths[at] for at in kept) if kept and max(kept) < len(widths) else ()
    return tuple(_blocks(grid, len(kept), own))


def rows_as_table(grid: Grid, columns: int) -> tuple[Block, ...]:
    """All rows with text as one table with all these columns, empty ones too; none without text."""
    _refuse_long(grid)
    rows = [row for row in grid if row]
    if columns > MAX_COLUMNS:
        raise SourceError(TOO_WIDE)
    if columns * len(rows) > MAX_PLACES:
        raise SourceError(TOO_LONG)
    return (_table(rows, columns, ()),) if rows else ()


def _refuse_long(grid: Grid) -> None:
    if len(grid) > MAX_ROWS:
        raise SourceError(TOO_LONG)


def _blocks(grid: Grid, columns: int, widths: tuple[int, ...]) -> Iterator[Block]:
    at = 0
    for begins, ends in _framed_tables(grid) or _table_within(grid):
        # Side by side above a plan are stamps; below it, position and name of one signature.
        yield from _above(grid[:begins], columns) if at == 0 else _below(grid[at:begins], columns)
        yield _table(grid[begins:ends], columns, widths)
        at = ends
    yield from _below(grid[at:], columns)


def _below(rows: Grid, columns: int) -> Iterator[Block]:
    yield from (_line(row, columns) for row in rows if row)


def _without_empty_columns(grid: Grid) -> tuple[Grid, list[int]]:
    """The grid without columns in which no cell begins; and the columns that are kept."""
    begun = sorted({one.column for row in grid for one in row})
    before = {column: at for at, column in enumerate(begun)}

    def moved(one: GridCell) -> GridCell:
        reach = range(one.column, one.column + one.colspan)
        wide = sum(column in before for column in reach) if len(reach) > 1 else 1
        return replace(one, column=before[one.column], colspan=wide)

    return [[moved(one) for one in row] for row in grid], begun


def _framed_tables(grid: Grid) -> list[tuple[int, int]]:
    """Tables found by their frames, as first row and row after the last."""
    tables: list[tuple[int, int]] = []
    begins: int | None = None
    ends = 0
    for at, row in enumerate([*grid, [GridCell(0, "")]]):
        if row and sum(one.framed for one in row) * 2 > len(row):
            begins = at if begins is None else begins
            ends = max(ends, at + max(one.rowspan for one in row))
        elif row and begins is not None and at >= ends:
            tables.append((begins, min(ends, len(grid))))
            begins = None
    return [
        (_with_head(grid, one, end), end) for one, end in tables if max(map(len, grid[one:end])) > 1
    ]


def _with_head(grid: Grid, begins: int, ends: int) -> int:
    """Where the table begins, with a head above it that is coloured but not framed."""
    fullest = max(len(row) for row in grid[begins:ends])
    if begins and len(grid[begins - 1]) >= max(fullest - 1, _CELLS_OF_A_ROW):
        return begins - 1
    return begins


def _table_within(grid: Grid) -> list[tuple[int, int]]:
    """The only table of a sheet without frames: from its head to its last row or band."""
    fullest = max((len(row) for row in grid), default=0)
    if fullest < 2:  # noqa: PLR2004 - a single column is no table
        return []
    least = min(_CELLS_OF_A_ROW, fullest)
    begins = next(at for at, row in enumerate(grid) if _is_head(row, max(least, fullest - 1)))
    full = [at for at, row in enumerate(grid) if at >= begins and row and len(row) >= least]
    ends = full[-1] + max(one.rowspan for one in grid[full[-1]])
    while ends < len(grid) and grid[ends]:
        ends += 1
    return [(begins, min(ends, len(grid)))]


def _is_head(row: list[GridCell], many: int) -> bool:
    """Whether a table may begin here: nearly all columns, or their headings of two levels."""
    parted = any(one.rowspan > 1 for one in row) and any(one.colspan > 1 for one in row)
    return len(row) >= many or (parted and len(row) >= _CELLS_OF_A_ROW)


def _above(rows: Grid, columns: int) -> Iterator[Block]:
    """Lines above the table; stamps side by side become a table of their own."""
    beside: Grid = []
    for row in [*rows, []]:
        if len(row) > 1 or (beside and row and not _is_wide(row[0], columns)):
            beside.append(row)
            continue
        if beside:
            yield _table(beside, columns, ())
            beside = []
        if row:
            yield _line(row, columns)


def _is_wide(square: GridCell, columns: int) -> bool:
    return square.colspan * 2 > columns


def _line(row: list[GridCell], columns: int) -> SourceParagraph:
    first = row[0]
    centre = first.column + first.colspan / 2
    align = "center" if _is_wide(first, columns) else "right" if centre * 2 > columns else ""
    return SourceParagraph((Run("\t".join(one.text for one in row), first.bold),), align)


def _table(rows: Grid, columns: int, widths: tuple[int, ...]) -> SourceTable:
    made: list[tuple[SourceCell, ...]] = []
    # By column: the first row that no cell from above reaches.
    reach = [0] * columns
    for at, row in enumerate(rows):
        begun = {one.column: one for one in row}
        cells: list[SourceCell] = []
        for column in range(columns):
            if reach[column] > at:
                continue
            one = begun.get(column) or GridCell(column, "")
            high = min(one.rowspan, len(rows) - at)
            for place in range(column, min(column + one.colspan, columns)):
                reach[place] = at + high
            cells.append(SourceCell(at, column, high, one.colspan, _paragraphs(one)))
        made.append(tuple(cells))
    return SourceTable(tuple(made), columns, 0, widths)


def _paragraphs(one: GridCell) -> tuple[SourceParagraph, ...]:
    lines = (line.strip() for line in one.text.splitlines())
    return tuple(SourceParagraph((Run(line, one.bold),)) for line in lines if line)
