"""Why a day is off work, and which working day is near.

The holidays are those of the Labour Code of Russia, article 112, part 1; the days off that move for
them come with `plans_portal.lib.working_days`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from events.plan.period import DAYS_IN_WEEK
from plans_portal.lib.working_days import is_working_day

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_NEW_YEAR: Final = tuple((1, day) for day in range(1, 9))
# The Code moves days off from these by itself; from those of the new year a decree does.
_OTHERS: Final = ((2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))
_HOLIDAYS: Final = frozenset((*_NEW_YEAR, *_OTHERS))


def day_off(day: date) -> str:
    """Why nobody works on the day: «суббота», «воскресенье», «праздник»; empty on a working day."""
    if (day.month, day.day) in _HOLIDAYS:
        return "праздник"
    if is_working_day(day):
        return ""
    if day.weekday() < _SATURDAY:
        return "выходной"
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
