"""Points of time, once their year is known."""

from datetime import date

import pytest

from events.terms.points import Piece, Point, days_in


@pytest.mark.parametrize(
    ("point", "first", "last"),
    [
        (Point("day", 2, 29), (2, 29), (2, 29)),
        (Point("month", 2), (2, 1), (2, 29)),
        (Point("ten_days", 5, 3), (5, 21), (5, 31)),
        (Point("fortnight", 5, 2), (5, 16), (5, 31)),
        (Point("week", 5, -1), (5, 25), (5, 31)),
        (Point("quarter", 0, 2), (4, 1), (6, 30)),
        (Point("half", 0, 1), (1, 1), (6, 30)),
        (Point("weekday", 5, -1, weekday=4), (5, 31), (5, 31)),
        (Point("season", 0, 2), (6, 1), (8, 31)),
    ],
)
def test_point_has_days(point: Point, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert point.days(2024) == (date(2024, *first), date(2024, *last))
    assert point.sound()


def test_school_half_years_leave_the_summer_out() -> None:
    halves = [Point("half", 0, number).days(2026, academic=True) for number in (1, 2)]
    assert halves == [
        (date(2026, 9, 1), date(2026, 12, 31)),
        (date(2026, 1, 1), date(2026, 5, 31)),
    ]


@pytest.mark.parametrize(
    "point",
    [Point("day", 6, 31), Point("week", 2, 6), Point("quarter", 0, 5), Point("half", 0, 3)],
)
def test_point_that_never_is_has_no_days(point: Point) -> None:
    assert point.days(2026) is None
    assert not point.sound()


def test_missing_month_is_that_of_the_section() -> None:
    point = Point("day", 0, 15)
    assert point.nameless
    assert point.in_month(3) == Point("day", 3, 15)
    assert Point("day", 5, 15).in_month(3) == Point("day", 5, 15)


def test_piece_ends_with_its_last_point() -> None:
    first, last = Point("day", 5, 12), Point("day", 5, 14)
    assert (Piece("in", first).last, Piece("in", first, last).last) == (first, last)


def test_february_of_centuries() -> None:
    assert [days_in(year, 2) for year in (1900, 2000, 2023, 2024)] == [28, 29, 28, 29]
