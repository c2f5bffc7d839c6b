"""How WeasyPrint lays out our tables: what a page cuts is said again, and closed by a line."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.table import table_layout

from reports.paper.pdf.continued_labels import (
    Box,
    Skipped,
    cuttable,
    with_continued_cells,
    with_row,
    without_continued_cells,
)

# A row is cut where otherwise more than this part of the sheet would stay empty above its end.
_LARGEST_GAP: Final = 1 / 3
# How much lower each row of a tight paper is: 0.7 mm in pixels.
_SAVED: Final = 0.7 / 25.4 * 96


def use_own_tables() -> None:
    """Let WeasyPrint lay out each page of a table by `_lay_out`; it has no hook for that."""
    block.table_layout = _lay_out


def _lay_out(
    context: Any, table: Box, bottom_space: float, start: Skipped, *others: Any
) -> tuple[Any, ...]:
    """One page of a table; takes and gives what WeasyPrint's own function does."""
    here, here_start, places = with_continued_cells(table, start)
    done = table_layout(context, here, bottom_space, here_start, *others)
    cut = _row_to_cut(here, here_start, done, context.page_bottom - bottom_space)
    if cut is not None:
        nth_group, nth = cut
        row = here.children[nth_group].children[nth].copy()
        row.style = cuttable(row)
        here = with_row(here, nth_group, nth, row)
        done = table_layout(context, here, bottom_space, here_start, *others)
    drawn, ends, *rest = done
    return drawn, without_continued_cells(ends, start, places), *rest


def _row_to_cut(
    table: Box, start: Skipped, done: tuple[Any, ...], bottom: float
) -> tuple[int, int] | None:
    """The group and the row that have to be cut, if the page can't be used well otherwise."""
    drawn, ends = done[:2]
    if drawn is None:
        gap, ends = bottom - table.position_y, start or {_body(table): None}
    elif _has_head(table) and not _has_head(drawn):
        # Too high for a sheet, the row has pushed the head off it.
        gap, ends = bottom, start or {_body(table): None}
    elif ends:
        gap = bottom - drawn.position_y - drawn.height
    else:
        return None
    (nth_group, rest), *_ = ends.items()
    (nth, cells), *_ = (rest or {0: None}).items()
    if cells or gap <= _LARGEST_GAP * bottom:
        return None
    rows = table.children[nth_group].children
    while nth < len(rows) and rows[nth].style["break_after"] == "avoid":
        nth += 1
    is_whole = nth < len(rows) and rows[nth].style["break_inside"] == "avoid"
    return (nth_group, nth) if is_whole else None


def _has_head(table: Box) -> bool:
    return bool(table.children) and table.children[0].is_header


def _body(table: Box) -> int:
    return int(_has_head(table))


def close_cut_tables(layout: weasyprint.Document) -> None:
    """Finish each part of a table that a page cuts, when no page end moves any more."""
    for part, following in pairwise([*tables(layout), None]):
        table = part
        if following is not None and following.element is part.element:
            _end_merged_cells(table)
        _draw_last_line(table)


def _end_merged_cells(table: Box) -> None:
    """End every merged cell with the last row here; the row is as high as the cells need."""
    rows = table.children[-1].children
    last = rows[-1]
    for nth, row in enumerate(rows):
        for cell in row.children:
            if nth + cell.rowspan >= len(rows):
                cell.rowspan = len(rows) - nth
                needed = cell.position_y + cell.border_height() - last.position_y
                last.height = max(last.height, needed)


def _draw_last_line(table: Box) -> None:
    """Draw the line under a merged cell that the end of a page cuts.

    WeasyPrint 70 has no border inside the cell's span, so it draws none at the page's end.
    """
    table.skip_cell_border_bottom = False
    groups = table.children
    rows = sum(len(group.children) for group in groups)
    heads = len(groups[0].children) if groups[0].is_header else 0
    offset = table.skipped_rows - heads if table.skipped_rows else 0
    vertical, horizontal = table.collapsed_border_grid
    full_line = max(horizontal[0], key=lambda border: border[0])
    bottom = [line if line[1][1] else full_line for line in horizontal[rows + offset]]
    # All parts of a table share the grid.
    horizontal = [*horizontal[: rows + offset], bottom, *horizontal[rows + offset + 1 :]]
    table.collapsed_border_grid = vertical, horizontal


def leaves_one_row(layout: weasyprint.Document) -> bool:
    """Whether a page holds a last row, and no more than lower rows before it would make room for.

    Signatures under the row need room too.
    """
    rows = 0
    for before, page in pairwise(layout.pages):
        above, parts = [*_on_page(before)], [*_on_page(page)]
        rows += sum(len(table.children[-1].children) for table in above)
        if above and len(parts) == 1 and parts[0].element is above[-1].element:
            # Bands are kept with the row under them.
            (*bands, _) = last = parts[0].children[-1].children
            gap = _bottom(before) - above[-1].position_y - above[-1].height
            needed = _end_of_words(page) - last[0].position_y
            if all(map(_is_band, bands)) and needed <= gap + rows * _SAVED:
                return True
    return False


def _is_band(row: Box) -> bool:
    return "band" in row.element.get("class", "").split()


def _bottom(page: Any) -> float:
    """Where the text of a page ends at the latest."""
    box = page._page_box  # noqa: SLF001
    return float(box.content_box_y() + box.height)


def _end_of_words(page: Any) -> float:
    root = page._page_box.children[0]  # noqa: SLF001
    words = (box for box in root.descendants() if isinstance(box, boxes.TextBox))
    return max((float(box.position_y + box.height) for box in words), default=0)


def tables(layout: weasyprint.Document) -> Iterator[Any]:
    """Every table of every page, in order; a split table comes once for each of its pages."""
    for page in layout.pages:
        yield from _on_page(page)


def _on_page(page: Any) -> Iterator[Any]:
    for box in page._page_box.descendants():  # noqa: SLF001
        if isinstance(box, boxes.TableBox) and box.children:
            yield box
