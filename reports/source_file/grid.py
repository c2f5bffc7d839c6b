"""Makes blocks of a sheet of cells: what stands over the table, the table, what stands under it.

It knows squares with text; it refuses to know which program drew them.
"""

from dataclasses import dataclass
from typing import Final

from reports.word_file import Block, Cell, Paragraph, Run, Table, WordFileError

MAX_COLUMNS: Final = 64
MAX_ROWS: Final = 20_000
TOO_WIDE: Final = f"В таблице больше {MAX_COLUMNS} столбцов: это не план."
TOO_LONG: Final = f"В таблице больше {MAX_ROWS} строк: это не похоже на план."
# A row of a plan has so many cells at least; a line over it or under it has fewer.
_CELLS_OF_A_ROW: Final = 3


@dataclass(frozen=True, slots=True)
class Square:
    """One cell of a sheet: its text and how far it reaches."""

    column: int
    text: str
    bold: bool = False
    rowspan: int = 1
    colspan: int = 1


type Grid = list[list[Square]]


def blocks_of(grid: Grid, widths: tuple[int, ...] = ()) -> tuple[Block, ...]:
    """The blocks of a sheet in reading order; a sheet without text has none.

    `grid` lists for each row the squares that begin in it and say something.
    """
    columns = max((one.column + one.colspan for row in grid for one in row), default=0)
    if columns > MAX_COLUMNS:
        raise WordFileError(TOO_WIDE)
    if len(grid) > MAX_ROWS:
        raise WordFileError(TOO_LONG)
    begins, ends = _table_within(grid)
    above = [*_above(grid[:begins], columns)]
    table = [_table(grid[begins:ends], columns, widths)] if ends > begins else []
    below = [_line(row, columns) for row in grid[ends:] if row]
    return (*above, *table, *below)


def _table_within(grid: Grid) -> tuple[int, int]:
    """The rows of the table: from its head to the last row, with bands that follow at once."""
    fullest = max((len(row) for row in grid), default=0)
    least = min(_CELLS_OF_A_ROW, fullest)
    full = [at for at, row in enumerate(grid) if row and len(row) >= least]
    if not full or fullest < 2:  # noqa: PLR2004 - a single column is no table
        return len(grid), len(grid)
    ends = full[-1] + max(one.rowspan for one in grid[full[-1]])
    while ends < len(grid) and grid[ends]:
        ends += 1
    return full[0], min(ends, len(grid))


def _above(rows: Grid, columns: int) -> list[Block]:
    """Lines over the table; stamps that stand side by side become a table of their own."""
    blocks: list[Block] = []
    beside: Grid = []
    for row in [*rows, []]:
        if len(row) > 1 or (beside and row and not _is_wide(row[0], columns)):
            beside.append(row)
            continue
        if beside:
            blocks.append(_table(beside, columns, ()))
            beside = []
        if row:
            blocks.append(_line(row, columns))
    return blocks


def _is_wide(square: Square, columns: int) -> bool:
    return square.colspan * 2 > columns


def _line(row: list[Square], columns: int) -> Paragraph:
    first = row[0]
    centre = first.column + first.colspan / 2
    align = "center" if _is_wide(first, columns) else "right" if centre * 2 > columns else ""
    return Paragraph((Run("\t".join(one.text for one in row), first.bold),), align)


def _table(rows: Grid, columns: int, widths: tuple[int, ...]) -> Table:
    told: list[tuple[Cell, ...]] = []
    # The row below the last that a square from above reaches, by column.
    reach = [0] * columns
    for at, row in enumerate(rows):
        begun = {one.column: one for one in row}
        cells: list[Cell] = []
        for column in range(columns):
            if reach[column] > at:
                continue
            one = begun.get(column) or Square(column, "")
            high = min(one.rowspan, len(rows) - at)
            for place in range(column, column + one.colspan):
                reach[place] = at + high
            cells.append(Cell(at, column, high, one.colspan, _said(one)))
        told.append(tuple(cells))
    return Table(tuple(told), columns, 0, widths if len(widths) == columns else ())


def _said(one: Square) -> tuple[Paragraph, ...]:
    lines = (line.strip() for line in one.text.splitlines())
    return tuple(Paragraph((Run(line, one.bold),)) for line in lines if line)
