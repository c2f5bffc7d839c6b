"""Moves a table's cells to the columns a reader sees, whatever grid the file has."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from reports.sources.source_document import SourceCell, SourceTable

# How far an edge may be from a column's edge and still mean the same, in twentieths of a point
# (12 mm), and in shares of the narrower column beside it.
NEAR = 700
NEAR_SHARE = 0.4


def without_deleted_columns(table: SourceTable, gone: set[int]) -> SourceTable:
    """The table without those of the `gone` columns that are empty in every row."""
    begun = Counter(cell.column for row in table.rows for cell in row)
    told = {
        cell.column for row in table.rows for cell in row if cell.blocks or cell.column not in gone
    }
    empty = {column for column in gone if column in begun and column not in told}
    if not empty:
        return table
    kept = [column for column in range(table.columns) if column not in empty]
    return _redrawn(table, [*kept, table.columns], empty)


def with_merged_edges(table: SourceTable) -> SourceTable:
    """The table with edges that mean the same merged, and the only cell of a row stretched.

    Dragging the edge of one cell with the mouse makes Word write more columns than a reader sees;
    edges are merged by their distance on paper, and never where a row has both.
    """
    if len(table.widths) == table.columns and table.columns > 2:  # noqa: PLR2004 - nothing to move
        table = _snapped(table)
    return _stretched(table)


def _snapped(table: SourceTable) -> SourceTable:
    seen = Counter(_edges(table))
    usual = seen.most_common(1)[0][0]
    kept = set(usual)
    loose = {edge for row in seen for edge in row} - kept
    if not loose:
        return table
    at = [0]
    for width in table.widths:
        at.append(at[-1] + width)
    moved: dict[int, int] = {}
    for edge in sorted(loose):
        home = min(usual, key=lambda one: abs(at[one] - at[edge]))
        both = any(edge in row and home in row for row in seen)
        if both or abs(at[home] - at[edge]) > _reach(usual, home, at):
            kept.add(edge)
        else:
            moved[edge] = home
    # Two that would coincide in one row are not moved.
    for row in seen:
        met = Counter(moved.get(edge, edge) for edge in row)
        for edge in [one for one in row if one in moved and met[moved[one]] > 1]:
            kept.add(edge)
            del moved[edge]
    return _redrawn(table, sorted(kept), set(), moved) if moved else table


def _reach(usual: tuple[int, ...], home: int, at: list[int]) -> float:
    place = usual.index(home)
    beside = [usual[one] for one in (place - 1, place + 1) if 0 <= one < len(usual)]
    return min(NEAR, NEAR_SHARE * min(abs(at[one] - at[home]) for one in beside))


def _edges(table: SourceTable) -> list[tuple[int, ...]]:
    """For each row the columns where its cells, and cells from above, begin and end."""
    found: list[set[int]] = [{0, table.columns} for _ in table.rows]
    for row in table.rows:
        for cell in row:
            for down in range(cell.row, min(cell.row + cell.rowspan, len(found))):
                found[down] |= {cell.column, cell.column + cell.colspan}
    return [tuple(sorted(one)) for one in found]


def _redrawn(
    table: SourceTable,
    edges: list[int],
    empty: Iterable[int],
    moved: dict[int, int] | None = None,
) -> SourceTable:
    """The table with only these edges, without cells of `empty` columns."""
    moved = moved or {}
    place = {edge: at for at, edge in enumerate(edges)}
    before = [sum(1 for one in edges if one < edge) for edge in range(table.columns + 1)]

    def new(edge: int) -> int:
        return place.get(moved.get(edge, edge), before[edge])

    rows = []
    for row in table.rows:
        cells: list[SourceCell] = []
        for cell in row:
            begins, ends = new(cell.column), new(cell.column + cell.colspan)
            if cell.column not in empty or ends > begins:
                cells.append(replace(cell, column=begins, colspan=max(1, ends - begins)))
        rows.append(tuple(cells))
    widths: tuple[int, ...] = ()
    if len(table.widths) == table.columns:
        bounds = pairwise(edges)
        widths = tuple(
            sum(w for at, w in enumerate(table.widths[one:other], one) if at not in empty)
            for one, other in bounds
        )
    return SourceTable(tuple(rows), len(edges) - 1, table.header_rows, widths, table.keys)


def _stretched(table: SourceTable) -> SourceTable:
    """The table with each cell that is alone in its row as wide as the table."""
    if table.columns == 1:
        return table
    reached = [0] * len(table.rows)
    for row in table.rows:
        for cell in row:
            for down in range(cell.row, min(cell.row + cell.rowspan, len(reached))):
                reached[down] += 1
    lone = {
        at
        for at, row in enumerate(table.rows)
        if len(row) == reached[at] == 1 and row[0].column == 0 and row[0].rowspan == 1
    }
    if not lone:
        return table
    rows = tuple(
        (replace(row[0], colspan=table.columns),) if at in lone else row
        for at, row in enumerate(table.rows)
    )
    return SourceTable(rows, table.columns, table.header_rows, table.widths, table.keys)
