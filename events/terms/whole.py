"""Terms without dates of their own: a whole period, a year, what returns inside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from events.plan.period import DAYS_IN_WEEK, Period, PeriodKind
from events.terms.meaning import Doubt, Recurrence, Span, Term, TermKind, YearSource
from events.terms.years import EARLIER_YEAR_WHY, NEW_YEAR_WHY

YEAR_WHY: Final = "Названный год лишь частью входит в период плана."

PAIR: Final = 2


def common_year(values: list[object]) -> object:
    """The only year among them; None where there is none, False where there are several."""
    years = {value for value in values if value is not None}
    if len(years) > 1:
        return False
    return years.pop() if years else None


def whole(year: object, period: Period | None) -> Term:
    """The whole period, or the year named instead of it."""
    if year is None:
        if period is None:
            return Term(TermKind.ALL_PERIOD)
        return Term(TermKind.ALL_PERIOD, (Span(period.starts, period.ends),))
    if isinstance(year, tuple):
        return _named(_years(year, period), period)
    if isinstance(year, int) and year:
        return _named(Period.of_calendar_year(year), period)
    return Term(TermKind.UNKNOWN)


def _years(pair: tuple[int, ...], period: Period | None) -> Period:
    """A school year where it is called so or the plan is for one; else whole calendar years."""
    first, last = pair[0], pair[1]
    called_so = len(pair) > PAIR or period is None or period.kind == PeriodKind.ACADEMIC
    if last == first + 1 and called_so:
        return Period.of_academic_year(first)
    return Period(PeriodKind.CUSTOM, date(first, 1, 1), date(last, 12, 31))


def _named(named: Period, period: Period | None) -> Term:
    span = Span(named.starts, named.ends)
    if period is None:
        return Term(TermKind.ALL_PERIOD, (span,), year="given")
    own = Span(period.starts, period.ends)
    if named.contains(period.starts) and named.contains(period.ends):
        return Term(TermKind.ALL_PERIOD, (own,), year="given")
    if period.contains(named.starts) and period.contains(named.ends):
        return Term(TermKind.RANGE, (span,), year="given")
    if not period.overlaps(named.starts, named.ends):
        return Term(TermKind.ALL_PERIOD, (span,), year="contradicts", doubt=Doubt(EARLIER_YEAR_WHY))
    if named.kind == "academic":
        return Term(TermKind.RANGE, (span,), year="given")
    readings = (
        Term(TermKind.RANGE, (span.clipped(period),), year="given"),
        Term(TermKind.ALL_PERIOD, (own,), year="inferred"),
    )
    return Term(TermKind.RANGE, year="given", doubt=Doubt(YEAR_WHY, readings))


def recurring(
    recurrence: Recurrence, period: Period | None, inside: Term | None, why: str = ""
) -> Term:
    """What returns inside the period, or inside the spans named beside it; `why` casts doubt."""
    doubt = Doubt(why) if why else None
    if inside and inside.doubt and inside.doubt.why != NEW_YEAR_WHY:
        others = tuple(recurring(recurrence, period, one) for one in inside.doubt.readings)
        doubt = doubt or replace(inside.doubt, readings=others)
        inside = inside if inside.spans else next(iter(inside.doubt.readings), inside)
    spans = _named_spans(inside, period)
    source: YearSource = inside.year if inside and inside.spans else "none"
    windows = [window for span in spans if (window := _window(span, period)) is not None]
    if windows and inside and (len(windows) == 1 or inside.doubt or _is_finer(recurrence, windows)):
        own = tuple(Span(window.starts, window.ends) for window in windows)
        found = tuple(one for window in windows for one in recurrence.instances(window))
        if found or inside.kind in (TermKind.RANGE, TermKind.ALL_PERIOD):
            return Term(TermKind.RECURRING, own, recurrence, found, source, doubt=doubt)
    if period is None:
        return Term(TermKind.RECURRING, (), recurrence, year=source, doubt=doubt)
    own = (Span(period.starts, period.ends),)
    if spans and inside and inside.kind in (TermKind.MONTHS, TermKind.MONTH, TermKind.DATE):
        return Term(TermKind.RECURRING, own, recurrence, spans, source, doubt=doubt)
    return Term(
        TermKind.RECURRING, own, recurrence, recurrence.instances(period), source, doubt=doubt
    )


def _named_spans(inside: Term | None, period: Period | None) -> tuple[Span, ...]:
    """The spans beside it; of «сентябрь – май» in a calendar year both its ends."""
    if inside is None or inside.spans or inside.doubt is None or period is None:
        return inside.spans if inside else ()
    readings = (span for reading in inside.doubt.readings for span in reading.spans)
    touching = (span.clipped(period) for span in readings)
    return tuple(
        sorted(span for span in touching if span.starts and span.ends and span.starts <= span.ends)
    )


def _is_finer(recurrence: Recurrence, windows: list[Period]) -> bool:
    """Whether it returns inside each of the spans, and they are not the times themselves."""
    if recurrence.every in ("day", "week") or recurrence.within:
        return all((window.ends - window.starts).days >= DAYS_IN_WEEK for window in windows)
    return False


def _window(span: Span, period: Period | None) -> Period | None:
    if period is not None:
        span = span.clipped(period)
    if span.starts is None or span.ends is None or span.starts > span.ends:
        return None
    return Period.recognise(span.starts, span.ends)
