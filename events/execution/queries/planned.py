"""What is to be held by the words of a plan: its rows with their dates. Works on plain content."""

from collections.abc import Iterable
from functools import partial

from events.plan.content import EventContent, PlanContent
from events.plan.dated_rows import period_of, placed_sections
from events.plan.held import PlannedDate, PlannedRow
from events.plan.period import Period, SchoolDays
from events.terms import days_of, term_of
from events.terms.meaning import TermKind

# They name days, but none by which something must have been held.
_WITHOUT_DAYS = frozenset({TermKind.ON_DEMAND, TermKind.UNKNOWN})


def planned_rows(
    content: PlanContent, school: tuple[SchoolDays, ...] = ()
) -> tuple[PlannedRow, ...]:
    """The rows of a plan in the order of the paper; `school` is the institute's calendar.

    A plan whose period is no period has rows without dates.
    """
    period = period_of(content, school)
    found: list[PlannedRow] = []
    for place in placed_sections(content):
        found += _rows(place.section.events, period, place.month)
    return tuple(found)


def _rows(
    events: Iterable[EventContent], period: Period | None, month: int | None
) -> Iterable[PlannedRow]:
    row = partial(_row, period=period, month=month)
    # A direction without an event is drawn as an empty row: there is nothing to hold.
    return (row(event) for event in events if event.title or event.description or event.events)


def _row(event: EventContent, period: Period | None, month: int | None) -> PlannedRow:
    dates: tuple[PlannedDate, ...] = ()
    if period is not None:
        term = term_of(event.term, event.term_choice, period, month)
        if term.kind not in _WITHOUT_DAYS:
            dates = tuple(PlannedDate(starts, ends) for starts, ends in days_of(term, period))
    return PlannedRow(
        event.uid,
        dates,
        tuple(_rows(event.events, period, month)),
        " ".join((event.title or event.description).split()),
        tuple(one.text for one in event.responsible),
    )
