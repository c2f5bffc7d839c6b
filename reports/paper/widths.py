"""Widths of a table's columns on paper: those of the layout, but wide enough for dates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from events.plan.content import ColumnContent
from events.plan.outline import Band, Row
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Orientation
from events.plan.widths import column_shares
from plans_portal.lib.typography import NBSP, loosened
from reports.paper.typeface import width as ems

EM: Final = 12 * 25.4 / 72  # mm; the table's text is of 12 points
_PADDING: Final[dict[str, float]] = {ColumnRole.NUMBER: 1.0}
_USUAL_PADDING: Final = 3.6
# The largest parts of its own width that a column may lose and gain.
_MOST_LOST: Final = 0.35
_MOST_GAINED: Final = 0.6
_BREAKS: Final = re.compile("[ \n\u200b]")
# What is joined less tightly: a month to its year, «до» to its date.
_LOOSE: Final = re.compile(
    rf"(?<=[\dа-яё]){NBSP}(?=(?:19|20)\d\d\b|по{NBSP}\d)|(?<=[а-яё]){NBSP}(?=[\d№])"
)
_LONGEST: Final = 24  # characters; a longer word may be cut


def fitted_shares(
    columns: Sequence[ColumnContent], lines: Iterable[Band | Row], orientation: str
) -> list[float]:
    """The share of the sheet's width for each column; their sum is 1."""
    lines = tuple(lines)
    meant = [share * Orientation(orientation).text_width for share in column_shares(columns)]
    most = [width * (1 + _MOST_GAINED) for width in meant]
    needed = [_needed(column) for column in columns]
    for line in lines:
        if isinstance(line, Row):
            for column, cell in enumerate(line.cells):
                for text in (one.text for one in cell.lines):
                    room = most[column] - _USUAL_PADDING
                    is_term = cell.role == ColumnRole.TERM
                    parted = _with_room(text, room) if is_term else _LOOSE.sub(" ", text)
                    needed[column] = max(needed[column], _unbroken(parted, cell.role))
    needed = [min(need, width) for need, width in zip(needed, most, strict=True)]
    fitted = _fitted(meant, needed)
    return [width / sum(fitted) for width in fitted]


def with_room(row: Row, widths: Sequence[float], orientation: str) -> Row:
    """The row with what is joined parted again where its column is narrower.

    `widths` are shares of the sheet's width.
    """
    cells = []
    for cell, share in zip(row.cells, widths, strict=True):
        inside = inner_width(share, cell.role, orientation)
        lines = tuple(replace(one, text=_with_room(one.text, inside)) for one in cell.lines)
        cells.append(replace(cell, lines=lines))
    return replace(row, cells=tuple(cells))


def inner_width(share: float, role: str, orientation: str) -> float:
    """The width for text in a column with this share of the sheet, in mm."""
    return max(share * Orientation(orientation).text_width - _PADDING.get(role, _USUAL_PADDING), EM)


def _with_room(text: str, width: float) -> str:
    return loosened(text, lambda piece: ems(piece) * EM <= width)


def _fitted(meant: list[float], needed: list[float]) -> list[float]:
    """Widen the columns that need it, as far as others can be narrowed."""
    wanting = [max(need - width, 0) for need, width in zip(needed, meant, strict=True)]
    spare = [
        min(max(width - need, 0), width * _MOST_LOST)
        for need, width in zip(needed, meant, strict=True)
    ]
    moved = min(sum(wanting), sum(spare))
    if not moved:
        return meant
    gained, lost = moved / sum(wanting), moved / sum(spare)
    return [
        width + want * gained - free * lost
        for width, want, free in zip(meant, wanting, spare, strict=True)
    ]


def _needed(column: ColumnContent) -> float:
    """The width that the longest word of the heading needs, in mm."""
    words = column.heading.split()
    longest = max((ems(word, bold=True) for word in words if len(word) <= _LONGEST), default=0)
    return longest * EM + _USUAL_PADDING


def _unbroken(text: str, role: str) -> float:
    """The width of the widest date or name with initials, in mm: these may not be broken."""
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
    """A date or a name: joined words with a digit or initials."""
    return NBSP in word and ("." in word or any(letter.isdigit() for letter in word))
