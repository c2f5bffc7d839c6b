"""Finds rows of a table that head those under them: merged, bold, or with a number alone.

It knows how such rows look and which stands under which; it refuses to read rows of events.
"""

import re
from dataclasses import dataclass
from typing import Final

from events.plan.roles import ColumnRole
from reports.recognition.phrases import NUMBER, STRETCH_ALONE, is_term
from reports.recognition.table_head import Head
from reports.sources.source_document import Cell, Table

# Deeper levels stand under those before them.
LEVELS: Final = ("roman", "1", "2", "3", "4", "none")
# «Раздел 2. …» stands over «2.1. …».
NAMED_PART: Final = re.compile(
    r"(?:раздел|модуль|блок|часть)\s+(?:\d{1,2}|[IVX]{1,5})\b", re.IGNORECASE
)
NAME_ONLY: Final = "в строке только название"
ONLY_MONTH: Final = "в строке только месяц или период"


@dataclass(frozen=True, slots=True)
class Band:
    """The words of a heading that takes a whole row, and how surely it is one.

    `number` is what stands in a cell of its own before the words; `text` begins with it.
    """

    text: str
    sure: float = 1.0
    reason: str = "одна ячейка на всю строку"
    number: str = ""


def band_of(table: Table, head: Head, row: int, bare: frozenset[int]) -> Band | None:
    """The heading that takes this row; None for a row of the plan.

    `bare` are the rows that are headings though no cell of them is merged or bold.
    """
    begun = table.rows[row]
    told = [cell for cell in begun if cell.text.strip()]
    wide = max((cell.colspan for cell in told), default=0)
    if len(told) == 1 and wide == table.columns and table.columns > 1:
        return Band(told[0].text)
    if len(told) == 2 and wide >= table.columns - 1 > 1 and NUMBER.match(told[0].text):  # noqa: PLR2004
        return _numbered(told, 1.0, "одна ячейка на всю строку")
    if len(told) == 1 and wide > 1 and not is_term(told[0].text):
        return Band(told[0].text, 0.9, "одна широкая ячейка в строке")
    if len(told) == 1 and told[0].column == 0 and _heads_months(told[0], head):
        return Band(told[0].text, 0.9, ONLY_MONTH)
    if len(begun) == 1:
        return None
    if len(told) == 1:
        role = head.columns[told[0].column].role
        bold = told[0].bold
        words_for_number = role == ColumnRole.NUMBER and not NUMBER.match(told[0].text.strip())
        if words_for_number or (
            bold and role == ColumnRole.EVENT and not told[0].line[0].islower()
        ):
            reason = "жирным шрифтом" if bold else "слова вместо номера"
            return Band(told[0].text, 0.8, f"одна ячейка со словами, {reason}")
    if row in bare:
        return _numbered(told, 0.6, NAME_ONLY)
    return None


def _heads_months(cell: Cell, head: Head) -> bool:
    """Whether a month or a quarter in the first cells stands over the rows that come."""
    columns = head.columns[cell.column : cell.column + cell.colspan]
    of_terms = any(column.role in (ColumnRole.TERM, ColumnRole.NUMBER) for column in columns)
    return of_terms and cell.rowspan == 1 and STRETCH_ALONE.match(cell.line) is not None


def _numbered(told: list[Cell], sure: float, reason: str) -> Band:
    number = told[0].text.strip() if len(told) > 1 else ""
    before = f"{stopped(number)} " if number else ""
    return Band(f"{before}{told[-1].text}", sure, reason, number)


def stopped(number: str) -> str:
    """The number with the full stop that parts it from the words after it."""
    return number if number.endswith((".", ")")) else f"{number}."


def level_of(number: str, words: str) -> str:
    """How deep a heading stands by its number («II», «1.», «1.1») or its words («Раздел 2»)."""
    bare = number.rstrip(".)")
    if not bare:
        return "roman" if NAMED_PART.match(words) else "none"
    if not bare[0].isdigit():
        return "roman"
    return str(min(bare.count(".") + 1, 4))


def is_under(level: str, above: str) -> bool:
    """Whether a band of this level stands under a band of that level."""
    return LEVELS.index(level) > LEVELS.index(above)
