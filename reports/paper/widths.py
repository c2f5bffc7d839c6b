"""How wide the columns of a table are on paper: as the layout says, but wide enough for dates.

It knows columns and what stands in them; it refuses to know how a table is drawn.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from events.plan.content import ColumnContent
from events.plan.outline import Band, Line, Row
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Orientation
from events.plan.widths import meant_shares
from reports.paper.typeface import width as ems
from reports.paper.typography import NBSP

EM: Final = 12 * 25.4 / 72  # the table's 12 points
_PADDING: Final[dict[str, float]] = {ColumnRole.NUMBER: 1.0, ColumnRole.TERM: 2.2}
_USUAL_PADDING: Final = 3.6
# No column gives more than this share of what it was meant to have, nor takes more.
_GIVES: Final = 0.35
_TAKES: Final = 0.6
_BREAKS: Final = re.compile("[ \n\u200b]")
# Between a month and its year, after a day.
_YEAR: Final = re.compile(r"(?<=[а-я]) (?=(?:19|20)\d\d\u00a0(?:г\.|год))")
_LONGEST: Final = 24  # letters; what is longer is cut anyway


def shares(
    columns: Sequence[ColumnContent], lines: Iterable[Band | Row], orientation: str
) -> list[float]:
    """The share of the sheet that each column takes; together they are 1."""
    lines = tuple(lines)
    meant = [share * Orientation(orientation).text_width for share in meant_shares(columns)]
    most = [width * (1 + _TAKES) for width in meant]
    needed = [_needed(column) for column in columns]
    for line in lines:
        if isinstance(line, Row):
            for place, cell in enumerate(line.cells):
                for one in cell.lines:
                    need = _whole(one.text, cell.role)
                    if cell.role == ColumnRole.TERM:
                        dates = _whole(_with_dates(one.text), cell.role)
                        need = dates if dates <= most[place] else need
                    needed[place] = max(needed[place], need)
    needed = [min(need, width) for need, width in zip(needed, most, strict=True)]
    fitted = _fitted(meant, needed)
    return [width / sum(fitted) for width in fitted]


def with_whole_dates(row: Row, widths: Sequence[float], orientation: str) -> Row:
    """The row with dates of its terms in one line each, where their column has the room.

    `widths` are shares of the sheet.
    """
    cells = []
    for cell, share in zip(row.cells, widths, strict=True):
        room = share * Orientation(orientation).text_width
        one_line = tuple(_dated(line, room) for line in cell.lines)
        cells.append(replace(cell, lines=one_line) if cell.role == ColumnRole.TERM else cell)
    return replace(row, cells=tuple(cells))


def room_of(share: float, role: str, orientation: str) -> float:
    """What a column with this share of the sheet has for its words, in mm."""
    return max(share * Orientation(orientation).text_width - _PADDING.get(role, _USUAL_PADDING), EM)


def _dated(line: Line, room: float) -> Line:
    text = _with_dates(line.text)
    if text == line.text or _whole(text, ColumnRole.TERM) > room:
        return line
    return replace(line, text=text)


def _with_dates(text: str) -> str:
    return _YEAR.sub(NBSP, text)


def _fitted(meant: list[float], needed: list[float]) -> list[float]:
    """Widen the columns that need it at the cost of those that have room, as far as it goes."""
    wanting = [max(need - width, 0) for need, width in zip(needed, meant, strict=True)]
    spare = [
        min(max(width - need, 0), width * _GIVES) for need, width in zip(needed, meant, strict=True)
    ]
    moved = min(sum(wanting), sum(spare))
    if not moved:
        return meant
    takes, gives = moved / sum(wanting), moved / sum(spare)
    return [
        width + want * takes - free * gives
        for width, want, free in zip(meant, wanting, spare, strict=True)
    ]


def _needed(column: ColumnContent) -> float:
    """What the longest word of the heading needs: a heading is best read whole."""
    words = column.heading.split()
    longest = max((ems(word, bold=True) for word in words if len(word) <= _LONGEST), default=0)
    return longest * EM + _USUAL_PADDING


def _whole(text: str, role: str) -> float:
    """What the widest of the words needs that may not be broken: dates, and names with initials."""
    padding = _PADDING.get(role, _USUAL_PADDING)
    if role not in (ColumnRole.TERM, ColumnRole.NUMBER) and NBSP not in text:
        return 0
    widest = 0.0
    for word in _BREAKS.split(text):
        if len(word) > _LONGEST or not (
            role in (ColumnRole.TERM, ColumnRole.NUMBER) or _is_whole(word)
        ):
            continue
        widest = max(widest, ems(word))
    return widest * EM + padding


def _is_whole(word: str) -> bool:
    """A date or a name: joined words with a digit or with initials."""
    return NBSP in word and ("." in word or any(letter.isdigit() for letter in word))
