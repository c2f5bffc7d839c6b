"""Tells what a row has from the rows above it: a direction, a month, the event it continues."""

import re
from collections.abc import Mapping
from typing import Final

from events.plan.content import EventContent
from events.plan.roles import ColumnRole
from reports.recognition.cells import CellUse
from reports.recognition.phrases import MONTH_ALONE, fold_blanks
from reports.recognition.table_head import Head
from reports.sources.source_document import SourceCell, SourceTable

# With so few rows an empty cell may be an omission.
_FEW = 2
# Uses of a cell that may continue a row alone, and of cells that may do so together.
ALONE: Final = frozenset(
    {ColumnRole.EVENT, ColumnRole.RESPONSIBLE, ColumnRole.RESULT, ColumnRole.NOTE}
)
_NEVER: Final = frozenset({ColumnRole.NUMBER, ColumnRole.DIRECTION, ColumnRole.TERM})
BESIDE: Final = frozenset({"more", *ColumnRole}) - _NEVER
# The end of an unfinished term: «январь –», «в течение».
UNFINISHED_TERM = re.compile(
    r"(?:[–—,-]|\b(?:по|до|с|и|в|на|к|течени[ие]|позднее|конец|начало))$", re.IGNORECASE
)


def has_merged_directions(table: SourceTable, head: Head) -> bool:
    """Whether a direction is in a merged cell or above empty cells."""
    column = head.column_of(ColumnRole.DIRECTION)
    if column is None or head.column_of(ColumnRole.EVENT) is None:
        return False
    cells = [cell for row in table.rows[head.first_row :] for cell in row]
    if any(cell.colspan == table.columns for cell in cells):
        return False
    own = [cell for cell in cells if cell.column == column]
    return any(cell.rowspan > 1 for cell in own) or _is_inherited(own)


def column_of_months(table: SourceTable, head: Head) -> int | None:
    """Give the column before the events where each month is written once for its rows."""
    column, event = head.column_of(ColumnRole.TERM), head.column_of(ColumnRole.EVENT)
    if column is None or event is None or column > event:
        return None
    own = table.below(head.first_row, column)
    months = all(MONTH_ALONE.match(cell.text.strip()) for cell in own if cell.text.strip())
    return column if months and _is_inherited(own) else None


def _is_inherited(cells: list[SourceCell]) -> bool:
    filled = [bool(cell.text.strip()) for cell in cells]
    return len(filled) > _FEW and filled[0] and not all(filled) and sum(filled) > 1


def is_continuation(
    content: Mapping[CellUse, SourceCell], above: EventContent, *, numbered: bool
) -> bool:
    """Whether the cells of a row without a number continue the event above.

    Each of them begins in lower case. `numbered`: the event above has a number; then a single
    cell continues it however it begins.
    """
    texts = {role: fold_blanks(cell.text) for role, cell in content.items() if cell.text.strip()}
    if numbered and len(texts) == 1 and ALONE.issuperset(texts):
        return True
    allowed = BESIDE | {ColumnRole.TERM} if UNFINISHED_TERM.search(above.term) else BESIDE
    begins = all(text[0].islower() for text in texts.values())
    return ColumnRole.EVENT in texts and begins and allowed.issuperset(texts)
