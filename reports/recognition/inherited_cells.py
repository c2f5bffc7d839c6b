"""Finds columns where words that stand once hold for the rows under them too.

It knows merged and empty cells; it refuses to know what becomes of the words.
"""

from events.plan.roles import ColumnRole
from reports.recognition.phrases import MONTH_ALONE
from reports.recognition.table_head import Head
from reports.sources.source_document import Cell, Table

# With fewer rows nothing shows that the empty cells are a habit.
_FEW = 2


def has_merged_directions(table: Table, head: Head) -> bool:
    """Whether a direction stands over several rows: in a merged cell, or over empty cells."""
    column = head.column_of(ColumnRole.DIRECTION)
    if column is None or head.column_of(ColumnRole.EVENT) is None:
        return False
    begun = [cell for row in table.rows[head.first_row :] for cell in row]
    if any(cell.colspan == table.columns for cell in begun):
        return False
    own = [cell for cell in begun if cell.column == column]
    return any(cell.rowspan > 1 for cell in own) or _is_carried(own)


def column_of_months(table: Table, head: Head) -> int | None:
    """The column before the events where each month stands once over its rows; None without."""
    column, event = head.column_of(ColumnRole.TERM), head.column_of(ColumnRole.EVENT)
    if column is None or event is None or column > event:
        return None
    own = table.below(head.first_row, column)
    months = all(MONTH_ALONE.match(cell.text.strip()) for cell in own if cell.text.strip())
    return column if months and _is_carried(own) else None


def _is_carried(own: list[Cell]) -> bool:
    said = [bool(cell.text.strip()) for cell in own]
    return len(said) > _FEW and said[0] and not all(said) and sum(said) > 1
