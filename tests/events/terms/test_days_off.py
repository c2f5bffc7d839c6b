"""Days off: of the week, of the Labour Code, and as decrees have moved them."""

from datetime import date, timedelta

import pytest

from events.terms.days_off import day_off, nearest_weekday, nearest_working_day


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 30), ""),
        (date(2026, 11, 28), "суббота"),
        (date(2026, 11, 29), "воскресенье"),
        (date(2026, 1, 8), "праздник"),
        (date(2027, 6, 12), "праздник"),
        # Moved by the Code: 12 June 2027 is a Saturday, and 8 March 2026 a Sunday.
        (date(2027, 6, 14), "выходной"),
        (date(2026, 3, 9), "выходной"),
        # Two in a row: 1 May 2027 is a Saturday, 9 May a Sunday.
        (date(2027, 5, 3), "выходной"),
        (date(2027, 5, 10), "выходной"),
        # Moved by decrees.
        (date(2026, 1, 9), "выходной"),
        (date(2026, 12, 31), "выходной"),
        (date(2025, 5, 2), "выходной"),
        (date(2025, 5, 8), "выходной"),
        (date(2025, 6, 13), "выходной"),
        # A decree has taken the day elsewhere, so it does not also move to Monday.
        (date(2025, 2, 24), ""),
        (date(2025, 3, 10), ""),
        # A Saturday that everybody works.
        (date(2025, 11, 1), ""),
        (date(2024, 4, 27), ""),
    ],
)
def test_day_is_off_or_not(day, why):
    assert day_off(day) == why


@pytest.mark.parametrize("year", range(2024, 2031))
def test_no_holiday_is_a_working_day(year):
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range(366)]
    working = [day for day in days if day.year == year and not day_off(day)]
    assert not {(day.month, day.day) for day in working} & {
        (1, 1),
        (1, 7),
        (2, 23),
        (5, 9),
        (11, 4),
    }
    # Five days a week without fourteen holidays: the Code moves what falls on a weekend.
    assert 245 <= len(working) <= 250


@pytest.mark.parametrize(
    ("day", "nearest"),
    [
        (date(2026, 8, 22), date(2026, 8, 21)),
        (date(2026, 8, 23), date(2026, 8, 24)),
        # Never of another month.
        (date(2027, 5, 1), date(2027, 5, 4)),
        (date(2027, 1, 31), date(2027, 1, 29)),
        (date(2026, 1, 3), date(2026, 1, 12)),
    ],
)
def test_nearest_working_day_is_of_the_same_month(day, nearest):
    assert nearest_working_day(day) == nearest


@pytest.mark.parametrize(
    ("day", "weekday", "nearest"),
    [
        (date(2026, 8, 25), 0, date(2026, 8, 24)),
        (date(2026, 8, 25), 3, date(2026, 8, 27)),
        (date(2026, 9, 1), 0, date(2026, 9, 7)),
        (date(2026, 9, 30), 4, date(2026, 9, 25)),
    ],
)
def test_nearest_weekday_is_of_the_same_month(day, weekday, nearest):
    assert nearest_weekday(day, weekday) == nearest
