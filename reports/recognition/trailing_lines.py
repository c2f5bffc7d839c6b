"""Recognises a row that continues the row above it, divided by the end of a page."""

import re
from collections.abc import Mapping
from typing import Final

from events.plan.content import EventContent
from events.plan.roles import ColumnRole
from reports.recognition.cells import CellUse
from reports.recognition.phrases import fold_blanks
from reports.sources.source_document import SourceCell

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
