"""Which days are off work: weekends, holidays, and days off that were moved.

Labour Code of Russia, article 112: the holidays of part 1; a day off that falls on one of them
moves to the next working day, unless the Government moves it elsewhere (parts 2 and 5). Of a year
whose decree is not in `_MOVED` yet only what the Code says is known.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from events.plan.period import DAYS_IN_WEEK

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_NEW_YEAR: Final = tuple((1, day) for day in range(1, 9))
# The Code moves days off from these by itself; from those of the new year a decree does.
_OTHERS: Final = ((2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))
_HOLIDAYS: Final = frozenset((*_NEW_YEAR, *_OTHERS))
# Decrees of the Government: the day off, and where it was moved.
_MOVED: Final[dict[int, dict[tuple[int, int], tuple[int, int]]]] = {
    # No. 1314 of 10 August 2023.
    2024: {
        (1, 6): (5, 10),
        (1, 7): (12, 31),
        (4, 27): (4, 29),
        (11, 2): (4, 30),
        (12, 28): (12, 30),
    },
    # No. 1335 of 4 October 2024.
    2025: {(1, 4): (5, 2), (1, 5): (12, 31), (2, 23): (5, 8), (3, 8): (6, 13), (11, 1): (11, 3)},
    # No. 1466 of 24 September 2025.
    2026: {(1, 3): (1, 9), (1, 4): (12, 31)},
}


def day_off(day: date) -> str:
    """Why nobody works on the day: «суббота», «воскресенье», «праздник»; empty on a working day."""
    if (day.month, day.day) in _HOLIDAYS:
        return "праздник"
    off, working = _moved(day.year)
    if day in off:
        return "выходной"
    if day.weekday() < _SATURDAY or day in working:
        return ""
    return "суббота" if day.weekday() == _SATURDAY else "воскресенье"


def nearest_working_day(day: date) -> date:
    """The working day of the same month that is nearest; the earlier of two."""
    away = range(1, 31)
    near = (day + side * step * _DAY for step in away for side in (-1, 1))
    return next(one for one in near if one.month == day.month and not day_off(one))


def nearest_weekday(day: date, weekday: int) -> date:
    """The nearest day with the weekday (Monday is 0), in the same month."""
    later = day + (weekday - day.weekday()) % DAYS_IN_WEEK * _DAY
    both = sorted((later, later - DAYS_IN_WEEK * _DAY), key=lambda one: abs((one - day).days))
    return both[0] if both[0].month == day.month else both[1]


@lru_cache
def _moved(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The days off that stand elsewhere than the week has them, and the weekend's working days."""
    decree = _MOVED.get(year, {})
    off = {date(year, *to) for to in decree.values()}
    working = {date(year, *left) for left in decree if left not in _HOLIDAYS}
    for month, day in _OTHERS:
        holiday = date(year, month, day)
        if holiday.weekday() < _SATURDAY or (month, day) in decree:
            continue
        following = holiday + _DAY
        while following.weekday() >= _SATURDAY or following in off or _is_holiday(following):
            following += _DAY
        off.add(following)
    return frozenset(off), frozenset(working)


def _is_holiday(day: date) -> bool:
    return (day.month, day.day) in _HOLIDAYS
