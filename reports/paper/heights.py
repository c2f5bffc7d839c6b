"""How high the lines of a table are on paper: which of them may need more than a sheet.

It knows texts and the room that they have; it refuses to know how a table is drawn.
"""

import re
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from events.plan.content import ColumnContent
from events.plan.outline import Band, Line, Row
from events.plan.vocabulary import Orientation
from reports.paper.typeface import width as ems
from reports.paper.widths import EM, room_of

_LINE: Final = 1.15 * EM
# Between paragraphs of a cell, and over and under them.
_GAP: Final = 0.6
_EDGES: Final = 3.0
# By which lines of a list stand in.
_HANGING: Final = EM
# Text of a sheet in mm, somewhat less than it holds: told a little too early, never too late.
_SHEET: Final = {"portrait": 235.0, "landscape": 150.0}
# A band stands with what is under it, so a part of the sheet is already much.
_OF_BAND: Final = 0.25
# What a line may break after; what is between is cut only where it is wider than a line.
_WORD: Final = re.compile(r"[^ \u200b/–—-]*[ \u200b/–—-]?")


def tall_lines(
    columns: Sequence[ColumnContent],
    lines: Iterable[Band | Row],
    widths: Sequence[float],
    orientation: str,
) -> frozenset[int]:
    """The places of lines that may need more than a sheet under the table's head.

    Only such are cut, and bands that leave too little of one. `widths` are shares of the sheet.
    """
    rooms = [
        room_of(share, column.role, orientation)
        for column, share in zip(columns, widths, strict=True)
    ]
    heads = ((column.heading, room) for column, room in zip(columns, rooms, strict=True))
    head = max((_height([(text, room)], bold=True) for text, room in heads), default=0.0)
    left = _SHEET[orientation] - head
    return frozenset(
        at
        for at, line in enumerate(lines)
        if _is_higher(line, rooms, left, Orientation(orientation).text_width)
    )


def _is_higher(line: Band | Row, rooms: Sequence[float], left: float, sheet: float) -> bool:
    if isinstance(line, Band):
        return _height([(line.label, sheet - _EDGES)], bold=not line.is_lead) > left * _OF_BAND
    return any(
        _height([_said(one, room) for one in cell.lines]) > left
        for cell, room in zip(line.cells, rooms, strict=True)
    )


def _said(line: Line, room: float) -> tuple[str, float]:
    """The line with the room that it has: an item of a list stands in."""
    return f"{line.lead} {line.text}", max(room - _HANGING, EM) if line.mark else room


def _height(texts: Sequence[tuple[str, float]], *, bold: bool = False) -> float:
    """How high the paragraphs are together, in mm; each has so many mm of room."""
    count = sum(
        _lines(line, room / EM, bold=bold) for text, room in texts for line in text.split("\n")
    )
    return count * _LINE + len(texts) * _GAP + _EDGES


def _lines(text: str, room: float, *, bold: bool) -> int:
    """In how many lines of so many ems a text stands, one word after another."""
    count, used = 1, 0.0
    for wide in (ems(word, bold=bold) for word in _WORD.findall(text)):
        if used + wide <= room:
            used += wide
            continue
        # Cut anywhere, a line has some room left that the next letter does not fit in.
        whole = max(room - 1, 1)
        begun = ceil(wide / whole) if wide > room else 1
        count += begun if used else begun - 1
        used = wide - (begun - 1) * whole
    return count
