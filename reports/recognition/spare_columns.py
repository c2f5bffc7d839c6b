"""Removes grid columns that hold nothing of their own: stray grid lines, empty pasted columns."""

from collections.abc import Callable
from dataclasses import replace

from events.plan.content import ColumnContent
from reports.recognition.column_roles import usual_columns
from reports.recognition.heading_words import role_of
from reports.recognition.table_head import HEAD_WITHIN
from reports.sources.source_document import SourceCell, SourceDocument, SourceTable

# A stray column begins a cell in at most this share of the rows.
STRAY = 0.34


def without_stray_columns(source: SourceDocument) -> SourceDocument:
    """Return the document without columns that exist only because of misplaced cell borders."""
    return _without(source, _stray)


def without_empty_columns(
    source: SourceDocument, usual: tuple[ColumnContent, ...]
) -> SourceDocument:
    """Return the document whose tables have no empty columns, unless they have those of the plan.

    A table with the columns of the plan, `usual`, keeps them: an empty one says which the others
    are.
    """
    return _without(
        source, lambda table: set() if usual_columns(usual, table.columns) else _empty(table)
    )


def _without(source: SourceDocument, spare: Callable[[SourceTable], set[int]]) -> SourceDocument:
    """Remove the spare columns of each table; the same object if there are none."""
    blocks = tuple(
        _narrowed(block, columns) if isinstance(block, SourceTable) and (columns := spare(block))
        else block
        for block in source.blocks
    )  # fmt: skip
    same = all(after is before for after, before in zip(blocks, source.blocks, strict=True))
    return source if same else replace(source, blocks=blocks)


def _narrowed(table: SourceTable, spare: set[int]) -> SourceTable:
    """Remove columns; the words of a cell that begins in one are joined to the cell before it."""
    kept = [column for column in range(table.columns) if column not in spare]
    place = {column: at for at, column in enumerate(kept)}
    rows = []
    for row in table.rows:
        merged: list[SourceCell] = []
        for cell in row:
            if cell.column in place:
                covers = range(cell.column, cell.column + cell.colspan)
                span = sum(column in place for column in covers)
                merged.append(replace(cell, column=place[cell.column], colspan=span))
            elif cell.line:
                merged[-1] = replace(merged[-1], blocks=(*merged[-1].blocks, *cell.blocks))
        rows.append(tuple(merged))
    ends = [*kept[1:], table.columns] if len(table.widths) >= table.columns else []
    widths = tuple(sum(table.widths[at:end]) for at, end in zip(kept, ends, strict=False))
    return SourceTable(tuple(rows), len(kept), table.header_rows, widths)


def _empty(table: SourceTable) -> set[int]:
    """Return the columns where no cell has words; none of a table that is empty."""
    filled = {cell.column for row in table.rows for cell in row if cell.line or cell.colspan > 1}
    return set(range(table.columns)) - filled if filled else set()


def _stray(table: SourceTable) -> set[int]:
    """Return the columns in which no cell of the head begins, and few cells of other rows."""
    head = _head(table)
    begun = {cell.column for cell in table.rows[head]} if head is not None else set()
    body = [row for row in table.rows[(head or 0) :] if len(row) > 1]
    begin: dict[int, list[SourceCell]] = {column: [] for column in range(1, table.columns)}
    for cell in (cell for row in table.rows for cell in row if cell.column):
        begin[cell.column].append(cell)
    few = STRAY * (len(body) - 1) if head is not None else 0
    return {
        column
        for column, cells in begin.items()
        if not cells
        or (column not in begun and len(cells) <= few and all(_may_join(table, c) for c in cells))
    }


def _may_join(table: SourceTable, cell: SourceCell) -> bool:
    """Whether this cell and the one before it fill the same single row."""
    before = table.at(cell.row, cell.column - 1)
    return before is not None and (before.row, before.rowspan, cell.rowspan) == (cell.row, 1, 1)


def _head(table: SourceTable) -> int | None:
    """Return the row whose cells name most roles; None if no row names two."""
    rows = table.rows[:HEAD_WITHIN]
    named = [len({role_of(cell.line) for cell in row} - {None}) for row in rows]
    return named.index(max(named)) if max(named, default=0) > 1 else None
