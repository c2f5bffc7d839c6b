"""How wide the columns of a plan's table are meant to be, on the page as on paper."""

from collections.abc import Sequence
from typing import Final

from events.content import ColumnContent

# A4 without its margins of 20 and 10 mm, by orientation.
PRINTABLE: Final = {"portrait": 180, "landscape": 267}

# Widths in mm of columns that say none: what such a column needs on A4.
_USUAL: Final = {
    "number": 12,
    "direction": 50,
    "event": 75,
    "term": 32,
    "place": 36,
    "responsible": 40,
    "result": 44,
    "audience": 36,
    "form": 36,
    "note": 30,
}


def usual_width(role: str) -> int:
    """The width in mm of a column whose layout says none."""
    return _USUAL[role]


def meant_shares(columns: Sequence[ColumnContent]) -> list[float]:
    """The share of the table's width that each column is meant to have; together they are 1."""
    widths = [column.width or usual_width(column.role) for column in columns]
    return [width / sum(widths) for width in widths]
