"""Finds terms that were not read, may mean two things, or contradict the plan or their section."""

import re
from collections.abc import Iterator
from dataclasses import replace

from events.checks.finding import DAYS_AFTER, Finding, Repair, SetField
from events.checks.survey import RowContext, Survey, quoted_start, row_words
from events.plan.content import EventContent
from events.plan.period import MONTHS, Period, PeriodKind
from events.terms import Doubt, Span, Term, explain, meanings
from events.terms import code as code_of
from events.terms.meaning import TermKind

_DATED = frozenset(
    {TermKind.DATE, TermKind.RANGE, TermKind.MONTH, TermKind.MONTHS, TermKind.DEADLINE}
)
_CLOSING = re.compile(
    r"отч[её]т|анализ|итог|мониторинг|самообследован|план\w*\b|сдач|архив", re.IGNORECASE
)
# More meanings are chosen in the form of the row.
MOST_CHOICES = 3
# August conferences come before an academic year.
_DAYS_BEFORE = 31


def terms(plan: Survey) -> Iterator[Finding]:
    """At most one finding for each term of a row and of its sub-events."""
    for placed in plan.rows:
        yield from _of_term(plan.period, placed, placed.term, placed.event, is_row=True)
        for part, term in placed.parts:
            yield from _of_term(plan.period, placed, term, part, is_row=False)


def _of_term(
    period: Period | None, placed: RowContext, term: Term, event: EventContent, *, is_row: bool
) -> Iterator[Finding]:
    words = quoted_start(event.term)
    if not words:
        return
    code, text, choices = "", "", _choices(event, term)
    if term.doubt is not None and term.doubt.is_wrong:
        code, text = "term_impossible", f"срок «{words}» невозможен: {_why(term.doubt)}"
    elif term.kind == TermKind.UNKNOWN and term.doubt is None:
        code = "term_unread"
        text = f"срок «{words}» не разобран, на бумаге он останется как есть."
    elif period is not None and term.year == "contradicts":
        code = "year_outside"
        text = f"срок «{words}» назван не в том году: план на {period.label()}."
    elif period is not None and term.doubt is not None:
        code = "term_doubt"
        several = " можно понять по-разному" if term.doubt.readings else ""
        text = f"срок «{words}»{several}: {_why(term.doubt)}"
    elif period is not None and _is_outside(term, period, event):
        code = "term_outside"
        text = f"срок «{words}» лежит вне периода плана ({period.label()})."
    elif is_row and placed.month and _in_other_month(term, placed.month):
        code = "other_month"
        text = f"срок «{words}» не попадает в раздел «{MONTHS[placed.month - 1]}»."
    if code:
        where = (event.uid, "term", placed.number)
        found = Finding(code, "warns", f"{placed.label}: {text}", *where)
        yield replace(found, choices=choices) if code == "term_doubt" else found


def _why(doubt: Doubt) -> str:
    """The reason, for the end of a sentence."""
    return doubt.why[:1].casefold() + doubt.why[1:]


def _choices(event: EventContent, term: Term) -> tuple[Repair, ...]:
    """The meanings of a doubtful term, where they are few; a chosen one is no doubt."""
    offered = meanings(term) if event.uid else ()
    if len(offered) > MOST_CHOICES:
        return ()
    return tuple(
        Repair(explain(one), (SetField(event.uid, "term_choice", code_of(one)),)) for one in offered
    )


def _is_outside(term: Term, period: Period, event: EventContent) -> bool:
    if term.kind not in _DATED or term.doubt is not None or not term.spans:
        return False
    return all(_far(span, term, period, event) for span in term.spans)


def _far(span: Span, term: Term, period: Period, event: EventContent) -> bool:
    last = span.ends or span.starts
    first = span.starts or span.ends
    if first is None or last is None or period.overlaps(first, last):
        return False
    if last < period.starts:
        opens = period.kind == PeriodKind.ACADEMIC and (period.starts - last).days <= _DAYS_BEFORE
        return not (opens or term.kind == TermKind.DEADLINE)
    closes = _CLOSING.search(f"{row_words(event)} {event.result}") is not None
    return not (closes and (first - period.ends).days <= DAYS_AFTER)


def _in_other_month(term: Term, month: int) -> bool:
    """A deadline after the section's month is no contradiction."""
    if term.kind not in _DATED or term.doubt is not None or not term.spans:
        return False
    if term.kind == TermKind.DEADLINE:
        return False
    return not any(_touches(span, month) for span in term.spans)


def _touches(span: Span, month: int) -> bool:
    if span.starts is None or span.ends is None:
        return True
    first = span.starts.year * 12 + span.starts.month - 1
    last = span.ends.year * 12 + span.ends.month - 1
    return any(number % 12 == month - 1 for number in range(first, last + 1))
