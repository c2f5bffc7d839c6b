"""What the term of a row means in its plan, and which days that are.

Takes the words, the meaning that was chosen, the plan's period and the month of the section.
"""

from __future__ import annotations

from datetime import date

from events.plan.period import Period
from events.terms.choice import fitting, settled
from events.terms.meaning import Term
from events.terms.reading import read

# A row without a term in a section that is a month happens in that month.
_IN_ITS_MONTH = "в течение месяца"

# The first and the last day of one time; the first is open where only a deadline is told.
type Days = tuple[date | None, date]


def term_of(words: str, choice: str, period: Period, month: int | None = None) -> Term:
    """What a term means: read, in its section's month, settled by what was chosen."""
    if not words.strip() and month:
        return read(_IN_ITS_MONTH, period, month)
    return settled(read(words, period, month), choice)


def choice_of(words: str, choice: str, period: Period, month: int | None = None) -> str:
    """The choice, or nothing where the words (any more) don't offer it."""
    return fitting(read(words, period, month), choice) if choice else ""


def days_of(term: Term, period: Period) -> list[Days]:
    """The days of each time, in order and each once; an open end is closed by the period's."""
    spans = term.instances or term.spans
    ends = [span.ends or max(period.ends, span.starts or period.ends) for span in spans]
    found = {(span.starts, end) for span, end in zip(spans, ends, strict=True)}
    return sorted(found, key=lambda days: (days[1], days[0] or days[1]))
