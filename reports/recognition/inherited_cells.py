"""Finds columns where a direction or a month is written once for several rows."""

from events.plan.roles import ColumnRole
from reports.recognition.phrases import MONTH_ALONE
from reports.recognition.table_head import Head
from reports.sources.source_document import SourceCell, SourceTable

# With so few rows an empty cell may be an omission.
_FEW = 2


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
