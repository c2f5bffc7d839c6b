"""Finds rows of a table that are headings of sections though nothing is merged or bold in them.

It knows numbers and which cells of a row are empty; it refuses to read what a row says.
"""

import re

from events.plan.roles import ColumnRole
from reports.recognition.phrases import MONTH_ALONE, NUMBER, is_term
from reports.recognition.table_head import Head
from reports.sources.source_document import Table

_ROMAN = re.compile(r"[IVXLC]+[.)]?$")
_LONGEST, _SURE = 150, 60
# Words that something must follow.
_HANGS = re.compile(
    r"(?:[,:;–-]|\b(?:и|или|а|в|во|на|по|с|со|для|о|об|от|из|к|при|до|за|над|под))$", re.IGNORECASE
)
_GOES_ON = (",", ";", ":", ".")
# One heading may be a row that somebody left half empty; two are a habit.
_HABIT = 2


def bare_headings(table: Table, head: Head) -> frozenset[int]:
    """The rows (counted from 0 in the whole table) that head those under them.

    Such a row says something in the column of events alone, and besides it has no number, a
    Roman one among Arabic ones, or the number that the next rows begin with («2», «2.1»).
    """
    event, number = head.column_of(ColumnRole.EVENT), head.column_of(ColumnRole.NUMBER)
    if event is None or table.columns <= 2:  # noqa: PLR2004 - too few cells to tell
        return frozenset()
    rows = range(head.first_row, len(table.rows))
    numbers = [_text(table, row, number) for row in range(len(table.rows))]
    own = numbers[head.first_row :]
    plain = [one for one in own if NUMBER.match(one) and not _ROMAN.match(one)]
    found: set[int] = set()
    nameless: list[int] = []
    for row in rows:
        words = _alone(table, row, event, number)
        if not words:
            continue
        mine = numbers[row]
        if MONTH_ALONE.match(words) or (mine and _heads(mine, numbers[row + 1 :], plain)):
            found.add(row)
        elif not mine and number is not None and plain and _like_heading(words):
            nameless.append(row)
    first = next((row for row in rows if any(cell.text.strip() for cell in table.rows[row])), -1)
    if len(nameless) < _HABIT and first not in nameless:
        nameless = [row for row in nameless if _stands_alone(table, row, event)]
    found.update(row for row in nameless if row + 1 < len(table.rows))
    return frozenset(found)


def _stands_alone(table: Table, row: int, event: int) -> bool:
    """Whether the words of the row above are whole, so that this one cannot be their tail."""
    above = _text(table, row - 1, event)
    return len(_text(table, row, event)) <= _SURE and not _HANGS.search(above)


def _text(table: Table, row: int, column: int | None) -> str:
    cell = table.at(row, column) if column is not None else None
    return cell.line if cell is not None and cell.row == row else ""


def _alone(table: Table, row: int, event: int, number: int | None) -> str:
    """What the event's cell says where all others of its row, but for the number's, are empty."""
    for column in range(table.columns):
        cell = table.at(row, column)
        if column in (event, number):
            continue
        if cell is None or cell.row != row or cell.rowspan > 1 or cell.text.strip():
            return ""
    return _text(table, row, event)


def _heads(own: str, below: list[str], plain: list[str]) -> bool:
    if not NUMBER.match(own):
        return False
    if _ROMAN.match(own):
        return bool(plain)
    following = next((one for one in below if one), "")
    return following.startswith(f"{own.rstrip('.)')}.") and following.rstrip(".") != own.rstrip(".")


def _like_heading(words: str) -> bool:
    short = len(words) <= _LONGEST and not words.endswith(_GOES_ON)
    return short and words[0].isupper() and not is_term(words)
