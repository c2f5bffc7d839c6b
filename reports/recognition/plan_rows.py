"""Tells a row of a plan from the head of its table, by its number or its term."""

import re
from collections.abc import Callable
from typing import Final

from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from reports.recognition.column_contents import is_readable_term, share
from reports.recognition.column_roles import usual_columns
from reports.recognition.heading_words import comparable_heading
from reports.recognition.phrases import NUMBER
from reports.sources.source_document import SourceTable

# The heading of a column of numbers, which no row has: «№», «№ п/п», «N».
_NUMBER_HEADING: Final = re.compile(r"(?=.)(?:№|n|номер)?\s*(?:п\s?/\s?п)?\.?")
# So many of the other cells of a column tell what it holds.
_SAMPLE: Final = 30


def is_plan_row(table: SourceTable, row: int, usual: tuple[ColumnContent, ...] = ()) -> bool:
    """Whether a row has a number in the column of numbers, or a readable term in that of terms.

    Such a row is never a head, whatever its words. `usual` are the columns of the plan pasted into:
    they say what a column holds where the table has the same; else the other cells of it do.
    """
    begun = [cell for cell in table.rows[row] if cell.colspan == 1 and cell.line]
    if any(_NUMBER_HEADING.fullmatch(comparable_heading(cell.line)) for cell in begun):
        return False
    roles = [column.role for column in usual_columns(usual, table.columns)]
    for cell in begun:
        for role, test in _TESTS.items():
            if test(cell.line) and (
                role == roles[cell.column] if roles else _holds(table, row, cell.column, test)
            ):
                return True
    return False


def _holds(table: SourceTable, row: int, column: int, test: Callable[[str], bool]) -> bool:
    """Whether half of the other cells of a column pass the test."""
    cells = (cell for cell in table.below(0, column) if cell.row != row and cell.line)
    return share([cell.line for cell, _ in zip(cells, range(_SAMPLE), strict=False)], test) >= 1 / 2


def _is_number(text: str) -> bool:
    return NUMBER.match(text) is not None


_TESTS: Final[dict[ColumnRole, Callable[[str], bool]]] = {
    ColumnRole.NUMBER: _is_number,
    ColumnRole.TERM: is_readable_term,
}
