"""Finds rows with totals of the rows above them, which are not events."""

import re
from collections.abc import Sequence

from reports.sources.source_document import SourceCell

LABEL = re.compile(
    r"^(?:итого\b|всего\b|общ(?:ее|ий|ая)\s+(?:количество|число|итог|охват|сумма)\b"
    r"|(?:количество|число)\s+[а-яё]+(?=[^\d]{0,40}\d))",
    re.IGNORECASE,
)
# The rest after the label: nothing, a sum, or what is counted: «по разделу», «участников: 40».
ADDED = re.compile(
    r"^\s*(?:$|[:–—-]|\d|(?:по|за|на|в)\s|[а-яё ]{3,40}?\s*[:–—-]?\s*\d)", re.IGNORECASE
)
FIGURE = re.compile(r"^[\d\s.,%–—xх-]+(?:[а-яё.]+\s?){0,2}$", re.IGNORECASE)
# «Всего участников» beside a sum in another cell.
WHAT = re.compile(r"(?:\s+[а-яё]+){1,4}\s*:?$", re.IGNORECASE)
LONGEST = 160


def total_of(cells: Sequence[SourceCell]) -> str:
    """Return the text of a row of totals, empty for any other row."""
    texts = [cell.line for cell in cells if cell.line]
    label = LABEL.match(texts[0]) if texts and len(texts[0]) <= LONGEST else None
    if label is None or not all(_is_sum(text) for text in texts[1:]):
        return ""
    rest = texts[0][label.end() :]
    return " ".join(texts) if ADDED.match(rest) or (texts[1:] and WHAT.match(rest)) else ""


def _is_sum(text: str) -> bool:
    return len(text) <= LONGEST and any(pattern.match(text) for pattern in (FIGURE, LABEL))
