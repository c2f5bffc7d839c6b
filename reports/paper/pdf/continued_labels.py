"""Repeats the label of a merged cell, with «(продолжение)», on each next page (ГОСТ Р 7.0.97)."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from events.plan.cell_lines import Line
from events.plan.outline import Band, Cell, Row, TextBlock
from events.plan.roles import ColumnRole
from reports.paper.document import Document, PaperTable

CONTINUED: Final = "(продолжение)"
# The role of such a cell, so that the outline of the PDF does not name its section twice.
AGAIN: Final = "again"


def with_labels_repeated(document: Document, page_starts: Collection[int]) -> Document:
    """Split the merged cells at the rows that begin a page.

    `page_starts` are indexes among all lines of all tables, from 0. Returns the same object if no
    merged cell is cut.
    """
    blocks: list[TextBlock | PaperTable] = []
    first, is_cut = 0, False
    for block in document.blocks:
        if isinstance(block, PaperTable):
            lines = list(block.lines)
            starts = sorted(
                start - first for start in page_starts if 0 <= start - first < len(lines)
            )
            first += len(lines)
            split = [_split(lines, start) for start in starts]
            if any(split):
                is_cut = True
                blocks.append(replace(block, lines=tuple(lines)))
                continue
        blocks.append(block)
    return replace(document, blocks=tuple(blocks)) if is_cut else document


def _split(lines: list[Band | Row], start: int) -> bool:
    """Split every merged cell that covers the row from above; True if there was one."""
    row = lines[start]
    if isinstance(row, Band):
        return False
    covered = [column for column, cell in enumerate(row.cells) if cell.rows == 0]
    for column in covered:
        top = _top(lines, start, column)
        above = lines[top]
        if isinstance(above, Band):
            continue
        cell = above.cells[column]
        rest = cell.rows - (start - top)
        lines[top] = _with_cell(above, column, replace(cell, rows=start - top))
        lines[start] = _with_cell(_row(lines[start]), column, _continued(cell, rest))
    return bool(covered)


def _top(lines: list[Band | Row], start: int, column: int) -> int:
    top = start
    while top > 0 and _row(lines[top]).cells[column].rows == 0:
        top -= 1
    return top


def _row(line: Band | Row) -> Row:
    if isinstance(line, Band):
        raise TypeError("A merged cell never crosses a band.")
    return line


def _continued(cell: Cell, rows: int) -> Cell:
    if cell.role == ColumnRole.NUMBER or not cell.lines:
        return replace(cell, rows=rows)
    # The first line is enough to recognise it; the rest is on the page before.
    return replace(cell, role=AGAIN, rows=rows, lines=(cell.lines[0], Line(CONTINUED)))


def _with_cell(row: Row, column: int, cell: Cell) -> Row:
    return replace(row, cells=(*row.cells[:column], cell, *row.cells[column + 1 :]))
