"""Finds rows of a table that are headings of sections without merged or bold cells."""

import re

from events.plan.roles import ColumnRole
from reports.recognition.phrases import MONTH_ALONE, NUMBER, is_term
from reports.recognition.table_head import Head
from reports.sources.source_document import SourceTable

_ROMAN = re.compile(r"[IVXLC]+[.)]?$")
_LONGEST, _SURE = 150, 60
# The end of an unfinished phrase.
_UNFINISHED = re.compile(
    r"(?:[,:;–-]|\b(?:и|или|а|в|во|на|по|с|со|для|о|об|от|из|к|при|до|за|над|под))$", re.IGNORECASE
)
_TEXT_ENDS = (",", ";", ":", ".")
# A single heading may be an unfinished row; two are not.
_LEAST_NAMELESS = 2


def find_unmarked_headings(table: SourceTable, head: Head) -> frozenset[int]:
    """Return the rows (from 0 in the whole table) that are headings of the rows under them.

    Such a row has text in the column of events only, and no number, a Roman number among Arabic
    ones, or the number with which the next rows begin («2», «2.1»).
    """
    event, number = head.column_of(ColumnRole.EVENT), head.column_of(ColumnRole.NUMBER)
    if event is None or table.columns <= 2:  # noqa: PLR2004 - too few cells to tell
        return frozenset()
    rows = range(head.first_row, len(table.rows))
    numbers = [_text(table, row, number) for row in range(len(table.rows))]
    row_numbers = numbers[head.first_row :]
    arabic = [text for text in row_numbers if NUMBER.match(text) and not _ROMAN.match(text)]
    found: set[int] = set()
    nameless: list[int] = []
    for row in rows:
        words = _alone(table, row, event, number)
        if not words:
            continue
        number_text = numbers[row]
        if MONTH_ALONE.match(words) or (
            number_text and _numbers_next_rows(number_text, numbers[row + 1 :], arabic)
        ):
            found.add(row)
        elif not number_text and number is not None and arabic and _like_heading(words):
            nameless.append(row)
    first = next((row for row in rows if any(cell.text.strip() for cell in table.rows[row])), -1)
    if len(nameless) < _LEAST_NAMELESS and first not in nameless:
        nameless = [row for row in nameless if _stands_alone(table, row, event)]
    found.update(row for row in nameless if row + 1 < len(table.rows))
    return frozenset(found)


def _stands_alone(table: SourceTable, row: int, event: int) -> bool:
    """Whether a short row does not continue the row above, whose text is finished."""
    above = _text(table, row - 1, event)
    return len(_text(table, row, event)) <= _SURE and not _UNFINISHED.search(above)


def _text(table: SourceTable, row: int, column: int | None) -> str:
    cell = table.at(row, column) if column is not None else None
    return cell.line if cell is not None and cell.row == row else ""


def _alone(table: SourceTable, row: int, event: int, number: int | None) -> str:
    """Return the text of the event's cell if all others, except the number's, are empty."""
    for column in range(table.columns):
        cell = table.at(row, column)
        if column in (event, number):
            continue
        if cell is None or cell.row != row or cell.rowspan > 1 or cell.text.strip():
            return ""
    return _text(table, row, event)


def _numbers_next_rows(own: str, below: list[str], plain: list[str]) -> bool:
    if not NUMBER.match(own):
        return False
    if _ROMAN.match(own):
        return bool(plain)
    following = next((one for one in below if one), "")
    return following.startswith(f"{own.rstrip('.)')}.") and following.rstrip(".") != own.rstrip(".")


def _like_heading(words: str) -> bool:
    short = len(words) <= _LONGEST and not words.endswith(_TEXT_ENDS)
    return short and words[0].isupper() and not is_term(words)
