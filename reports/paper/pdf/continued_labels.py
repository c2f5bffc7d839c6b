"""Says what a page cuts again on the next page: labels of merged cells, numbers of long rows.

WeasyPrint lays out a table page by page, each time from the row where the last page ended. The
cells with «(продолжение)» are put into that row at that moment, before the page is laid out: so
they are right wherever pages end, and no page is laid out again for them.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from weasyprint.css import AnonymousStyle
from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.formatting_structure import boxes

from events.plan.roles import ColumnRole

CONTINUED: Final = "(продолжение)"
# Letters of the first line of a label; of a longer one the word alone is said again.
LONGEST_LABEL: Final = 300
# The word's size beside the numbers, whose column is narrow.
_SMALL: Final = 0.7

type Box = Any
type Skipped = Mapping[int, Any] | None


def with_continued_cells(table: Box, start: Skipped) -> tuple[Box, Skipped, list[int | None]]:
    """The table as a page goes on with it from `start`, which is WeasyPrint's own skip stack.

    Returns the table, the start in it, and for each cell of its first row the cell's index in the
    row as it was; None is a cell that only says something again.
    """
    if not start:
        return table, start, []
    (nth_group, rest), *_ = start.items()
    (nth, cut), *_ = (rest or {0: None}).items()
    group = table.children[nth_group]
    row = group.children[nth]
    cells: list[tuple[Box, int | None]] = [
        (_again(cell, top + cell.rowspan - nth), None)
        for top, above in enumerate(group.children[:nth])
        for cell in above.children
        if top + cell.rowspan > nth
    ]
    if not cells and not cut:
        return table, start, [*range(len(row.children))]
    cells += _own_cells(row, cut)
    cells.sort(key=lambda one: one[0].grid_x)
    places = [place for _, place in cells]
    row = row.copy_with_children([cell for cell, _ in cells])
    if cut:
        row.style = cuttable(row)
        cut = {
            index: None if place is None else cut[place]
            for index, place in enumerate(places)
            if place is None or place in cut
        }
    return with_row(table, nth_group, nth, row), {nth_group: {nth: cut}}, places


def without_continued_cells(ends: Skipped, start: Skipped, places: list[int | None]) -> Skipped:
    """Where the page ends, told by the cells of the table without those that say things again."""
    if not ends or not start:
        return ends
    (nth_group, rest), *_ = ends.items()
    (nth, cut), *_ = (rest or {0: None}).items()
    if not cut or start.get(nth_group) is None or nth not in start[nth_group]:
        return ends
    own = {places[index]: skip for index, skip in cut.items() if places[index] is not None}
    # A label that is cut is whole on an earlier page: the rest of it isn't needed.
    return {nth_group: {nth: own} if own else {nth + 1: None}}


def with_row(table: Box, nth_group: int, nth: int, row: Box) -> Box:
    """A copy of the table with another row at this place."""
    group = table.children[nth_group]
    rows = [*group.children[:nth], row, *group.children[nth + 1 :]]
    group = group.copy_with_children(rows)
    groups = [*table.children[:nth_group], group, *table.children[nth_group + 1 :]]
    return table.copy_with_children(groups)


def cuttable(row: Box) -> Any:
    """The style of a row that a page may cut."""
    style = row.style.copy()
    style["break_inside"] = "auto"
    return style


def _own_cells(row: Box, cut: Skipped) -> Iterator[tuple[Box, int | None]]:
    """The row's cells; those that ended on the page before say themselves again or stay empty."""
    goes_on = any(row.children[index].rowspan == 1 for index in cut or ())
    for index, cell in enumerate(row.children):
        if not cut or index in cut:
            yield cell, index
        elif not goes_on:
            yield _flat(cell), index
        elif cell.rowspan > 1 or is_number(cell):
            yield _again(cell, cell.rowspan), None
        else:
            yield cell, index


def _again(cell: Box, rows: int) -> Box:
    """A cell over so many rows with the first line of this one and «(продолжение)»."""
    again = cell.copy_with_children([])
    again.rowspan = rows
    again.bookmark_label = None
    texts = [box.text for box in _first_line(cell) if isinstance(box, boxes.TextBox)]
    if any(text.strip() for text in texts):
        again.children = [_word(cell)]
        if sum(map(len, texts)) <= LONGEST_LABEL:
            again.children.insert(0, _paragraph(cell))
    return again


def _first_line(cell: Box) -> Iterator[Box]:
    for child in cell.children[:1]:
        yield from child.descendants()


def _paragraph(cell: Box) -> Box:
    """The cell's first paragraph, or the first item of its list."""
    first = cell.children[0]
    if isinstance(first, boxes.LineBox):
        return boxes.BlockBox("p", AnonymousStyle(cell.style), cell.element, [first])
    return first.copy_with_children(first.children[:1]) if first.element_tag == "ul" else first


def _word(cell: Box) -> Box:
    style = AnonymousStyle(cell.style)
    style["hyphens"] = "auto"
    if is_number(cell):
        style["font_size"] *= _SMALL
    line = boxes.LineBox("p", AnonymousStyle(style), cell.element, [])
    line.children = [boxes.TextBox.anonymous_from(line, CONTINUED)]
    return boxes.BlockBox("p", style, cell.element, [line])


def _flat(cell: Box) -> Box:
    """A cell without height, in a row of which only a merged cell goes on."""
    flat = cell.copy_with_children([])
    flat.style = cell.style.copy()
    flat.style |= {"padding_top": ZERO_PIXELS, "padding_bottom": ZERO_PIXELS}
    return flat


def is_number(cell: Box) -> bool:
    """Whether the cell stands in the column of numbers."""
    return cell.element is not None and cell.element.get("class") == ColumnRole.NUMBER
