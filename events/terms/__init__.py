"""What people write as a term, and what it means in a plan's period: see README.md."""

from events.terms.choice import code, fitting, in_days, meanings, settled
from events.terms.days import Days, choice_of, days_of, term_of
from events.terms.meaning import Doubt, Recurrence, Span, Term, TermKind, YearSource
from events.terms.reading import read
from events.terms.say import explain, same_meaning, say
from events.terms.shifting import same_day, shift_years

__all__ = [
    "Days",
    "Doubt",
    "Recurrence",
    "Span",
    "Term",
    "TermKind",
    "YearSource",
    "choice_of",
    "code",
    "days_of",
    "explain",
    "fitting",
    "in_days",
    "meanings",
    "read",
    "same_day",
    "same_meaning",
    "say",
    "settled",
    "shift_years",
    "term_of",
]
