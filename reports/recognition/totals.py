"""Finds rows that add up those above them: they plan nothing and are no part of a plan.

It knows how sums are labelled; it refuses to know columns and what becomes of the row.
"""

import re
from collections.abc import Sequence

from reports.sources.source_document import Cell

LABEL = re.compile(
    r"^(?:итого\b|всего\b|общ(?:ее|ий|ая)\s+(?:количество|число|итог|охват|сумма)\b"
    r"|(?:количество|число)\s+[а-яё]+(?=[^\d]{0,40}\d))",
    re.IGNORECASE,
)
# What follows the label: nothing, a sum, or what is added up: «по разделу», «участников: 40».
ADDED = re.compile(
    r"^\s*(?:$|[:–—-]|\d|(?:по|за|на|в)\s|[а-яё ]{3,40}?\s*[:–—-]?\s*\d)", re.IGNORECASE
)
FIGURE = re.compile(r"^[\d\s.,%–—xх-]+(?:[а-яё.]+\s?){0,2}$", re.IGNORECASE)
# «Всего участников» beside a sum in another cell.
WHAT = re.compile(r"(?:\s+[а-яё]+){1,4}\s*:?$", re.IGNORECASE)
LONGEST = 160


def total_of(begun: Sequence[Cell]) -> str:
    """The words of a row that only adds up, cell after cell; nothing for any other row."""
    told = [cell.line for cell in begun if cell.line]
    label = LABEL.match(told[0]) if told and len(told[0]) <= LONGEST else None
    if label is None or not all(_is_sum(one) for one in told[1:]):
        return ""
    rest = told[0][label.end() :]
    return " ".join(told) if ADDED.match(rest) or (told[1:] and WHAT.match(rest)) else ""


def _is_sum(text: str) -> bool:
    return len(text) <= LONGEST and any(sign.match(text) for sign in (FIGURE, LABEL))
