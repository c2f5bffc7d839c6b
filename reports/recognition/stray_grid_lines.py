"""Removes grid columns of a table that exist only because of a few misplaced cell borders."""

from collections import defaultdict
from dataclasses import replace

from reports.recognition.heading_words import role_of
from reports.recognition.table_head import HEAD_WITHIN
from reports.sources.source_document import SourceCell, SourceDocument, SourceTable

# A stray column begins a cell in at most this share of the rows.
STRAY = 0.34


def without_stray_columns(source: SourceDocument) -> SourceDocument:
    """Return the document without stray grid columns; the same object if it has none."""
    blocks = tuple(
        _straight(block) if isinstance(block, SourceTable) else block for block in source.blocks
    )
    same = all(after is before for after, before in zip(blocks, source.blocks, strict=True))
    return source if same else replace(source, blocks=blocks)


def _straight(table: SourceTable) -> SourceTable:
    stray = _stray(table)
    if not stray:
        return table
    kept = [column for column in range(table.columns) if column not in stray]
    place = {column: at for at, column in enumerate(kept)}
    rows = []
    for row in table.rows:
        merged: list[SourceCell] = []
        for cell in row:
            if cell.column in stray:
                # A cell of a stray column is joined to the cell before it.
                merged[-1] = replace(merged[-1], blocks=(*merged[-1].blocks, *cell.blocks))
                continue
            covers = range(cell.column, cell.column + cell.colspan)
            span = sum(column in place for column in covers)
            merged.append(replace(cell, column=place[cell.column], colspan=span))
        rows.append(tuple(merged))
    return SourceTable(tuple(rows), len(kept), table.header_rows, _widths(table, kept))


def _stray(table: SourceTable) -> set[int]:
    """Return the columns in which no cell of the head begins, and few cells of other rows."""
    head = _head(table)
    begun = {cell.column for cell in table.rows[head]} if head is not None else set()
    body = [row for row in table.rows[(head or 0) :] if len(row) > 1]
    begin: dict[int, list[SourceCell]] = defaultdict(list)
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


def _may_join(table: SourceTable, cell: SourceCell) -> bool:
    """Whether this cell and the one before it fill the same single row."""
    before = table.at(cell.row, cell.column - 1)
    return before is not None and (before.row, before.rowspan, cell.rowspan) == (cell.row, 1, 1)


def _head(table: SourceTable) -> int | None:
    """Return the row whose cells name most roles; None if no row names two."""
    best, most = None, 1
    for at, row in enumerate(table.rows[:HEAD_WITHIN]):
        named = len({role for cell in row if (role := role_of(cell.line))})
        if named > most:
            best, most = at, named
    return best


def _widths(table: SourceTable, kept: list[int]) -> tuple[int, ...]:
    if len(table.widths) < table.columns:
        return ()
    ends = [*kept[1:], table.columns]
    return tuple(sum(table.widths[at:end]) for at, end in zip(kept, ends, strict=True))
