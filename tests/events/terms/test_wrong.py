"""What is wrong with terms that cannot be."""

import pytest

from events.plan.period import Period
from events.terms.points import Piece, Point
from events.terms.wrong import PART_WHY, REVERSED_WHY, objection_in_year, objection_to_point
from tests.events.terms.readings import SCHOOL, YEAR

LEAP_DAY = [Piece("in", Point("day", 2, 29))]


@pytest.mark.parametrize(
    ("point", "objection"),
    [
        (Point("day", 9, 31), "31 сентября не бывает."),
        (Point("day", 2, 29), ""),
        (Point("quarter", 0, 5), PART_WHY),
        (Point("school", 0, 4), ""),
    ],
)
def test_points_of_no_year(point: Point, objection: str) -> None:
    assert objection_to_point(Piece("in", point)) == objection
    assert objection_to_point(Piece("in", Point("day", 1, 1), point)) == objection


def test_leap_day_is_only_in_leap_years() -> None:
    wrong = "29 февраля в 2026 году не бывает."
    assert objection_in_year(LEAP_DAY, None, YEAR) == wrong
    assert objection_in_year(LEAP_DAY, None, SCHOOL) == wrong
    assert objection_in_year(LEAP_DAY, 2028, YEAR) == ""
    assert objection_in_year(LEAP_DAY, None, Period.of_academic_year(2027)) == ""
    assert objection_in_year(LEAP_DAY, None, None) == ""


def test_an_end_before_its_start_is_reversed() -> None:
    days = Point("day", 4, 27), Point("day", 4, 15)
    assert objection_in_year([Piece("in", *days)], None, YEAR) == REVERSED_WHY
    over_new_year = Point("day", 12, 28), Point("day", 1, 10)
    assert objection_in_year([Piece("in", *over_new_year)], None, YEAR) == ""
