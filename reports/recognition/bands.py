"""Finds rows of a table that are headings: merged, bold, with a number alone, or unmarked."""

import re
from dataclasses import dataclass
from typing import Final

from events.plan.roles import ColumnRole
from reports.recognition.phrases import MONTH_ALONE, NUMBER, PERIOD_ALONE, TEXT_ENDS, is_term
from reports.recognition.table_head import Head
from reports.sources.source_document import SourceCell, SourceTable

# From the highest level to the deepest.
LEVELS: Final = ("roman", "1", "2", "3", "4", "none")
# «Раздел 2. …» is above «2.1. …».
NAMED_PART: Final = re.compile(
    r"(?:раздел|модуль|блок|часть)\s+(?:\d{1,2}|[IVX]{1,5})\b", re.IGNORECASE
)
NAME_ONLY: Final = "в строке только название"
ONLY_MONTH: Final = "в строке только месяц или период"
_ROMAN = re.compile(r"[IVXLC]+[.)]?$")
_LONGEST, _SURE = 150, 60
# The end of an unfinished phrase.
_UNFINISHED = re.compile(
    r"(?:[,:;–-]|\b(?:и|или|а|в|во|на|по|с|со|для|о|об|от|из|к|при|до|за|над|под))$", re.IGNORECASE
)
# A single heading may be an unfinished row; two are not.
_LEAST_NAMELESS = 2


@dataclass(frozen=True, slots=True)
class BandRow:
    """The heading in a row; `sure` is the confidence that it is one, from 0 to 1.

    `number` is the number in a cell before the words; `text` begins with it.
    """

    text: str
    sure: float = 1.0
    reason: str = "одна ячейка на всю строку"
    number: str = ""


def band_of(table: SourceTable, head: Head, row: int, bare: frozenset[int]) -> BandRow | None:
    """Give the heading in this row; None for a row of events.

    `bare` are rows known to be headings without a merged or bold cell.
    """
    cells = table.rows[row]
    filled = [cell for cell in cells if cell.text.strip()]
    widest = max((cell.colspan for cell in filled), default=0)
    if len(filled) == 1 and widest == table.columns and table.columns > 1:
        return BandRow(filled[0].text)
    if len(filled) == 2 and widest >= table.columns - 1 > 1 and NUMBER.match(filled[0].text):  # noqa: PLR2004
        return _numbered(filled, 1.0, "одна ячейка на всю строку")
    if len(filled) == 1 and widest > 1 and not is_term(filled[0].text):
        return BandRow(filled[0].text, 0.9, "одна широкая ячейка в строке")
    if len(filled) == 1 and filled[0].column == 0 and _heads_months(filled[0], head):
        return BandRow(filled[0].text, 0.9, ONLY_MONTH)
    if len(cells) == 1:
        return None
    if len(filled) == 1:
        role = head.columns[filled[0].column].role
        bold = filled[0].bold
        words_for_number = role == ColumnRole.NUMBER and not NUMBER.match(filled[0].text.strip())
        if words_for_number or (
            bold and role == ColumnRole.EVENT and not filled[0].line[0].islower()
        ):
            reason = "жирным шрифтом" if bold else "слова вместо номера"
            return BandRow(filled[0].text, 0.8, f"одна ячейка со словами, {reason}")
    if row in bare:
        return _numbered(filled, 0.6, NAME_ONLY)
    return None


def _heads_months(cell: SourceCell, head: Head) -> bool:
    """Whether the cell is a month or a quarter that heads the rows below."""
    columns = head.columns[cell.column : cell.column + cell.colspan]
    is_term_column = any(column.role in (ColumnRole.TERM, ColumnRole.NUMBER) for column in columns)
    return is_term_column and cell.rowspan == 1 and PERIOD_ALONE.match(cell.line) is not None


def _numbered(filled: list[SourceCell], sure: float, reason: str) -> BandRow:
    number = filled[0].text.strip() if len(filled) > 1 else ""
    before = f"{with_full_stop(number)} " if number else ""
    return BandRow(f"{before}{filled[-1].text}", sure, reason, number)


def with_full_stop(number: str) -> str:
    """Give the number with a full stop after it."""
    return number if number.endswith((".", ")")) else f"{number}."


def level_of(number: str, words: str) -> str:
    """Give the level of a heading by its number («II», «1.», «1.1») or its words («Раздел 2»)."""
    bare = number.rstrip(".)")
    if not bare:
        return "roman" if NAMED_PART.match(words) else "none"
    if not bare[0].isdigit():
        return "roman"
    return str(min(bare.count(".") + 1, 4))


def is_under(level: str, above: str) -> bool:
    """Whether `level` is deeper than `above`."""
    return LEVELS.index(level) > LEVELS.index(above)


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
    short = len(words) <= _LONGEST and not words.endswith(TEXT_ENDS)
    return short and words[0].isupper() and not is_term(words)
