"""Estimates which lines of a table may be higher than a sheet, so that they may be cut."""

import re
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from events.plan.cell_lines import Line
from events.plan.content import ColumnContent
from events.plan.outline import Band, Row
from events.plan.vocabulary import Orientation
from reports.paper.typeface import width as ems
from reports.paper.widths import EM, inner_width

_LINE: Final = 1.15 * EM
# Between paragraphs of a cell, and above and below them; mm.
_GAP: Final = 0.6
_EDGES: Final = 3.0
# The indent of list items, mm.
_HANGING: Final = EM
# Height of a sheet's text in mm; a little less than the real one, to be on the safe side.
_SHEET: Final = {"portrait": 235.0, "landscape": 150.0}
# A band is kept with the row under it, so it may take only this part of a sheet.
_BAND_SHARE: Final = 0.25
# A word with the character after which a line may break.
_WORD: Final = re.compile(r"[^ \u200b/–—-]*[ \u200b/–—-]?")


def tall_lines(
    columns: Sequence[ColumnContent],
    lines: Iterable[Band | Row],
    widths: Sequence[float],
    orientation: str,
) -> frozenset[int]:
    """The indexes of lines that may need more than a sheet under the table's head.

    Only these may be cut. `widths` are shares of the sheet's width. A merged cell, which stands
    beside several rows, does not count.
    """
    insides = [
        inner_width(share, column.role, orientation)
        for column, share in zip(columns, widths, strict=True)
    ]
    heads = ((column.heading, width) for column, width in zip(columns, insides, strict=True))
    head = max((_height([(text, width)], bold=True) for text, width in heads), default=0.0)
    left = _SHEET[orientation] - head
    return frozenset(
        index
        for index, line in enumerate(lines)
        if _is_higher(line, insides, left, Orientation(orientation).text_width)
    )


def _is_higher(line: Band | Row, widths: Sequence[float], left: float, sheet: float) -> bool:
    if isinstance(line, Band):
        return _height([(line.label, sheet - _EDGES)], bold=not line.is_lead) > left * _BAND_SHARE
    return any(
        _height([_text_and_width(cell_line, width) for cell_line in cell.lines]) > left
        for cell, width in zip(line.cells, widths, strict=True)
        if cell.rows == 1
    )


def _text_and_width(line: Line, width: float) -> tuple[str, float]:
    """The line's text and its width in mm; an item of a list is indented."""
    return f"{line.lead} {line.text}", max(width - _HANGING, EM) if line.mark else width


def _height(texts: Sequence[tuple[str, float]], *, bold: bool = False) -> float:
    """The height of the paragraphs together, in mm; each comes with its width in mm."""
    count = sum(
        _line_count(line, width / EM, bold=bold)
        for text, width in texts
        for line in text.split("\n")
    )
    return count * _LINE + len(texts) * _GAP + _EDGES


def _line_count(text: str, width: float, *, bold: bool) -> int:
    """The number of lines of a text; `width` is the length of a line in ems."""
    count, used = 1, 0.0
    for word_width in (ems(word, bold=bold) for word in _WORD.findall(text)):
        if used + word_width <= width:
            used += word_width
            continue
        # A word cut anywhere leaves up to a letter's width of its line empty.
        filled = max(width - 1, 1)
        begun = ceil(word_width / filled) if word_width > width else 1
        count += begun if used else begun - 1
        used = word_width - (begun - 1) * filled
    return count


def lines_in(text: str, width: float, *, bold: bool = False) -> int:
    """How many lines the paragraphs of a text take in a cell that is `width` ems wide."""
    return sum(_line_count(line, width, bold=bold) for line in text.split("\n"))
