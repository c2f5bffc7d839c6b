"""What the term of a row means in its plan, and on which days.

`choice` is the meaning that the author chose, `month` the month of the row's section.
"""

from __future__ import annotations

from datetime import date

from events.plan.period import Period
from events.terms.choice import fitting, settled
from events.terms.meaning import Term
from events.terms.reading import read

# A row without a term in a section that is a month happens in that month.
_IN_ITS_MONTH = "в течение месяца"

# The first and the last day; the first is None for a deadline.
type Days = tuple[date | None, date]


def term_of(words: str, choice: str, period: Period, month: int | None = None) -> Term:
    """What a term means with the author's choice."""
    if not words.strip() and month:
        return read(_IN_ITS_MONTH, period, month)
    return settled(read(words, period, month), choice)


def choice_of(words: str, choice: str, period: Period, month: int | None = None) -> str:
    """The choice if the words offer it, else an empty string."""
    return fitting(read(words, period, month), choice) if choice else ""


def days_of(term: Term, period: Period) -> list[Days]:
    """The days of each occurrence, in order and each once; the period closes an open end."""
    spans = term.instances or term.spans
    ends = [span.ends or max(period.ends, span.starts or period.ends) for span in spans]
    days = {(span.starts, end) for span, end in zip(spans, ends, strict=True)}
    return sorted(days, key=lambda pair: (pair[1], pair[0] or pair[1]))
