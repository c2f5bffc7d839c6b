"""What frequencies, weekdays and parts of a month mean together."""

from datetime import date

import pytest

from events.terms import Recurrence, Span
from events.terms.points import Piece, Point, weekday_of_month
from events.terms.together import SEVERAL_WHY, WHICH_MONTH_WHY, together, without

WEDNESDAYS = Recurrence("week", weekdays=(2,))
BY_10 = Piece("until", Point("day", 0, 10))
LAST_WEEK = Piece("in", Point("week", 0, -1))
THIRD_WEDNESDAY = weekday_of_month(2, 3)


@pytest.mark.parametrize(
    ("recurrences", "parts", "meaning", "why"),
    [
        ([Recurrence("month"), WEDNESDAYS], [], Recurrence("month", weekdays=(2,)), ""),
        (
            [Recurrence("week", step=2), WEDNESDAYS],
            [],
            Recurrence("week", step=2, weekdays=(2,)),
            "",
        ),
        ([Recurrence("week"), WEDNESDAYS], [], WEDNESDAYS, ""),
        ([Recurrence("week", times=2), WEDNESDAYS], [], WEDNESDAYS, SEVERAL_WHY),
        ([Recurrence("day"), WEDNESDAYS], [], WEDNESDAYS, SEVERAL_WHY),
        ([], [LAST_WEEK], Recurrence("month", within=(LAST_WEEK,)), ""),
        (
            [Recurrence("month")],
            [THIRD_WEDNESDAY],
            Recurrence("month", within=(THIRD_WEDNESDAY,)),
            "",
        ),
        ([Recurrence("quarter")], [BY_10], Recurrence("quarter", within=(BY_10,)), WHICH_MONTH_WHY),
        ([Recurrence("quarter")], [LAST_WEEK], Recurrence("quarter", within=(LAST_WEEK,)), ""),
        ([Recurrence("week")], [BY_10], Recurrence("week"), SEVERAL_WHY),
        ([Recurrence("year"), Recurrence("month", times=2)], [], Recurrence("month", times=2), ""),
        ([Recurrence("month"), Recurrence("quarter")], [], Recurrence("quarter"), SEVERAL_WHY),
    ],
)
def test_each_narrows_the_others(
    recurrences: list[Recurrence], parts: list[Piece], meaning: Recurrence, why: str
) -> None:
    assert together(recurrences, parts) == (meaning, why)


def test_excluded_days_are_cut_out() -> None:
    spring = Span(date(2026, 3, 1), date(2026, 5, 31))
    april = Span(date(2026, 4, 1), date(2026, 4, 30))
    assert without([spring], [april]) == (
        Span(date(2026, 3, 1), date(2026, 3, 31)),
        Span(date(2026, 5, 1), date(2026, 5, 31)),
    )
    assert without([april], [spring]) == ()
    assert without([april], [Span(date(2026, 7, 1), date(2026, 7, 31))]) == (april,)
