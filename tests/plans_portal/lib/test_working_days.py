"""Working days: weekends, holidays, transfers, and the days of an institution of its own."""

import datetime as dt

import pytest

from plans_portal.lib.working_days import add_working_days, is_working_day, working_days_between

FRIDAY = dt.date(2026, 12, 4)


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        ("2026-12-03", True),
        ("2026-12-05", False),  # a Saturday
        ("2026-11-04", False),  # a holiday
        ("2026-05-11", False),  # Monday after a holiday on Saturday
        ("2026-12-31", False),  # moved from a Sunday in January
        ("2025-11-01", True),  # a Saturday whose day off was moved
    ],
)
def test_official_calendar_with_its_transfers(day, is_working):
    assert is_working_day(dt.date.fromisoformat(day)) is is_working


def test_own_days_overrule_the_official_ones():
    own = {FRIDAY: False, FRIDAY + dt.timedelta(days=1): True}
    assert [is_working_day(day, own) for day in own] == [False, True]
    assert add_working_days(dt.date(2026, 12, 3), 1, own) == dt.date(2026, 12, 5)


def test_days_are_counted_from_the_next_one():
    assert add_working_days(FRIDAY, 0) == FRIDAY
    assert add_working_days(FRIDAY, 1) == dt.date(2026, 12, 7)
    assert add_working_days(dt.date(2026, 12, 30), 1) == dt.date(2027, 1, 11)


@pytest.mark.parametrize("count", [1, 5, 40])
def test_counting_and_adding_agree(count):
    assert working_days_between(FRIDAY, add_working_days(FRIDAY, count)) == count


def test_nothing_lies_between_a_day_and_an_earlier_one():
    assert working_days_between(FRIDAY, FRIDAY) == 0
    assert working_days_between(FRIDAY, dt.date(2026, 12, 1)) == 0
