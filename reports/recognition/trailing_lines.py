"""Tells a row that is the tail of the one above it, cut by the end of a page.

It knows how such tails begin; it refuses to know tables and to join anything.
"""

import re
from collections.abc import Mapping
from typing import Final

from events.plan.content import EventContent
from events.plan.roles import ColumnRole
from reports.recognition.cells import CellUse
from reports.recognition.phrases import tidy
from reports.sources.source_document import Cell

# What alone may be left of a row, and what may be left of it beside other cells.
ALONE: Final = frozenset(
    {ColumnRole.EVENT, ColumnRole.RESPONSIBLE, ColumnRole.RESULT, ColumnRole.NOTE}
)
_NEVER: Final = frozenset({ColumnRole.NUMBER, ColumnRole.DIRECTION, ColumnRole.TERM})
BESIDE: Final = frozenset({"more", *ColumnRole}) - _NEVER
# A term that something must follow: «январь –», «в течение».
HANGS = re.compile(
    r"(?:[–—,-]|\b(?:по|до|с|и|в|на|к|течени[ие]|позднее|конец|начало))$", re.IGNORECASE
)


def is_tail(content: Mapping[CellUse, Cell], above: EventContent, *, numbered: bool) -> bool:
    """Whether these cells go on with the event above: no number, and each begins in the middle.

    `numbered` says that the event above has a number and this row has not: then one cell alone
    is a tail however it begins.
    """
    told = {role: tidy(cell.text) for role, cell in content.items() if cell.text.strip()}
    if numbered and len(told) == 1 and ALONE.issuperset(told):
        return True
    more = BESIDE | {ColumnRole.TERM} if HANGS.search(above.term) else BESIDE
    begins = all(text[0].islower() for text in told.values())
    return ColumnRole.EVENT in told and begins and more.issuperset(told)
