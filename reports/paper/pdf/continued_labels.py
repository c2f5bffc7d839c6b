"""Merged cells that go on over a page: their label is said again («продолжение»), ГОСТ Р 7.0.97.

It knows a document and where its pages begin; it refuses to know how pages are made.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from events.plan.outline import Band, Cell, Line, Row, TextBlock
from events.plan.roles import ColumnRole
from reports.paper.document import Document, PaperTable

CONTINUED: Final = "(продолжение)"
# Such a cell is no heading of a section: it was one on the page before.
AGAIN: Final = "again"


def with_labels_repeated(document: Document, page_starts: Collection[int]) -> Document:
    """Part the merged cells at the rows that begin a page.

    `page_starts` are places of such rows among all lines of all tables, counted from 0. The
    document itself comes back where no merged cell is cut.
    """
    blocks: list[TextBlock | PaperTable] = []
    first, cut = 0, False
    for block in document.blocks:
        if isinstance(block, PaperTable):
            lines = list(block.lines)
            here = sorted(start - first for start in page_starts if 0 <= start - first < len(lines))
            first += len(lines)
            parted = [_part(lines, start) for start in here]
            if any(parted):
                cut = True
                blocks.append(replace(block, lines=tuple(lines)))
                continue
        blocks.append(block)
    return replace(document, blocks=tuple(blocks)) if cut else document


def _part(lines: list[Band | Row], start: int) -> bool:
    """Part every merged cell that covers the row from above; tell whether there was one."""
    row = lines[start]
    if isinstance(row, Band):
        return False
    covered = [place for place, cell in enumerate(row.cells) if cell.rows == 0]
    for place in covered:
        top = _top(lines, start, place)
        above = lines[top]
        if isinstance(above, Band):
            continue
        cell = above.cells[place]
        rest = cell.rows - (start - top)
        lines[top] = _with_cell(above, place, replace(cell, rows=start - top))
        lines[start] = _with_cell(_row(lines[start]), place, _continued(cell, rest))
    return bool(covered)


def _top(lines: list[Band | Row], start: int, place: int) -> int:
    top = start
    while top > 0 and _row(lines[top]).cells[place].rows == 0:
        top -= 1
    return top


def _row(line: Band | Row) -> Row:
    if isinstance(line, Band):
        raise TypeError("A merged cell never goes through a band.")
    return line


def _continued(cell: Cell, rows: int) -> Cell:
    if cell.role == ColumnRole.NUMBER or not cell.lines:
        return replace(cell, rows=rows)
    # The first line is enough to know it again; the rest was said on the page before.
    return replace(cell, role=AGAIN, rows=rows, lines=(cell.lines[0], Line(CONTINUED)))


def _with_cell(row: Row, place: int, cell: Cell) -> Row:
    return replace(row, cells=(*row.cells[:place], cell, *row.cells[place + 1 :]))
