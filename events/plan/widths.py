"""The intended widths of the columns of a plan's table, for page and paper."""

from collections.abc import Sequence

from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole


def column_shares(columns: Sequence[ColumnContent]) -> list[float]:
    """The share of the table's width for each column; together they are 1."""
    widths = [column.width or ColumnRole(column.role).paper for column in columns]
    return [width / sum(widths) for width in widths]
