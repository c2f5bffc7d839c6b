"""Two plan years, and readings in one line, for the tests of terms."""

from events.plan.period import Period
from events.terms import Term

YEAR = Period.of_calendar_year(2026)
SCHOOL = Period.of_academic_year(2025)


def in_one_line(term: Term) -> str:
    """The kind, and the two days of each span: «range 2026-03-07..2026-03-09»."""
    spans = [
        f"{span.starts or ''}"
        if span.starts == span.ends
        else f"{span.starts or ''}..{span.ends or ''}"
        for span in term.spans
    ]
    return " ".join([term.kind, *spans])


def kind_and_days(term: Term) -> str:
    """The kind, and the first and last day of all."""
    return f"{term.kind} {term.starts} {term.ends}"
