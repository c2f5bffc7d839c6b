"""Spans, recurrences and terms as values."""

from datetime import date

import pytest

from events.plan.period import Period
from events.terms import Recurrence, Span, Term
from events.terms.points import Piece, Point, weekday_of_month
from tests.events.terms.readings import YEAR

TENTH = Piece("in", Point("day", 0, 10))
LAST_DAY = Piece("in", Point("day", 0, -1))


def test_span_is_clipped_and_closed_by_the_period() -> None:
    assert Span(None, date(2027, 1, 15)).clipped(YEAR) == Span(YEAR.starts, YEAR.ends)
    inner = Span(date(2026, 3, 1), date(2026, 3, 5))
    assert inner.clipped(YEAR) == inner


@pytest.mark.parametrize(
    ("recurrence", "days"),
    [
        (Recurrence("month", within=(weekday_of_month(4, -1),)), [27]),
        (Recurrence("month", within=(TENTH, LAST_DAY)), [10, 28]),
        (Recurrence("quarter", within=(Piece("in", Point("week", 0, -1)),)), [22]),
        (Recurrence("month", weekdays=(4,)), [6]),
        (Recurrence("month", times=2, weekdays=(3,)), [5, 19]),
        (Recurrence("week", step=2, weekdays=(0,)), [9, 23]),
        (Recurrence("other"), []),
    ],
)
def test_days_of_a_recurrence_in_a_month(recurrence: Recurrence, days: list[int]) -> None:
    spans = recurrence.instances(Period.of_month(2026, 2))
    assert [span.starts.day for span in spans if span.starts] == days


def test_times_cut_each_step_into_parts() -> None:
    twice = Recurrence("month", times=2).instances(Period.of_month(2026, 2))
    assert twice == (
        Span(date(2026, 2, 1), date(2026, 2, 14)),
        Span(date(2026, 2, 15), date(2026, 2, 28)),
    )
    assert len(Recurrence("year", times=2).instances(YEAR)) == 2
    assert len(Recurrence("week").instances(Period.of_month(2026, 2))) == 5


def test_term_begins_and_ends_with_its_known_days() -> None:
    open_end = Term("months", (Span(date(2026, 3, 1), None), Span(None, date(2026, 5, 1))))
    assert (open_end.starts, open_end.ends) == (date(2026, 3, 1), date(2026, 5, 1))
    assert (Term("on_demand").starts, Term("on_demand").ends) == (None, None)
    assert not Term("unknown").understood
