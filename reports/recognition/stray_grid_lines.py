"""Takes lines out of a table's grid that a stray cell drew and hardly any row stands on.

It knows cells and where they begin; it refuses to know what stands in them, but for the head.
"""

from collections import defaultdict
from dataclasses import replace

from reports.recognition.heading_words import role_of
from reports.recognition.table_head import HEAD_WITHIN
from reports.sources.source_document import Cell, SourceDocument, Table

# Which share of the rows may stand on a line for it to be a stray one.
STRAY = 0.34


def straight(word: SourceDocument) -> SourceDocument:
    """The file with its tables straightened; the same words, and the same file if all stand so."""
    blocks = tuple(_straight(one) if isinstance(one, Table) else one for one in word.blocks)
    same = all(one is other for one, other in zip(blocks, word.blocks, strict=True))
    return word if same else replace(word, blocks=blocks)


def _straight(table: Table) -> Table:
    stray = _stray(table)
    if not stray:
        return table
    kept = [column for column in range(table.columns) if column not in stray]
    place = {column: at for at, column in enumerate(kept)}
    rows = []
    for row in table.rows:
        made: list[Cell] = []
        for cell in row:
            if cell.column in stray:
                # What stands on a stray line goes on with the cell before it.
                made[-1] = replace(made[-1], blocks=(*made[-1].blocks, *cell.blocks))
                continue
            covers = range(cell.column, cell.column + cell.colspan)
            span = sum(column in place for column in covers)
            made.append(replace(cell, column=place[cell.column], colspan=span))
        rows.append(tuple(made))
    return Table(tuple(rows), len(kept), table.header_rows, _widths(table, kept))


def _stray(table: Table) -> set[int]:
    """The columns that no cell of the head begins and hardly a row does."""
    head = _head(table)
    begun = {cell.column for cell in table.rows[head]} if head is not None else set()
    body = [row for row in table.rows[(head or 0) :] if len(row) > 1]
    begin: dict[int, list[Cell]] = defaultdict(list)
    for row in table.rows:
        for cell in row:
            begin[cell.column].append(cell)
    few = STRAY * (len(body) - 1)
    stray: set[int] = set()
    for column in range(1, table.columns):
        cells = begin[column]
        seldom = head is not None and column not in begun and len(cells) <= few
        if not cells or (seldom and all(_may_join(table, cell) for cell in cells)):
            stray.add(column)
    return stray


def _may_join(table: Table, cell: Cell) -> bool:
    """Whether the cell before this one begins in the same row and is as tall."""
    before = table.at(cell.row, cell.column - 1)
    return before is not None and (before.row, before.rowspan, cell.rowspan) == (cell.row, 1, 1)


def _head(table: Table) -> int | None:
    """The row whose cells name most roles; None where none names two."""
    best, most = None, 1
    for at, row in enumerate(table.rows[:HEAD_WITHIN]):
        named = len({role for cell in row if (role := role_of(cell.line))})
        if named > most:
            best, most = at, named
    return best


def _widths(table: Table, kept: list[int]) -> tuple[int, ...]:
    if len(table.widths) < table.columns:
        return ()
    ends = [*kept[1:], table.columns]
    return tuple(sum(table.widths[at:end]) for at, end in zip(kept, ends, strict=True))
