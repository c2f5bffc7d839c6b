"""Working days: the official calendar of Russia with its transfers, and an employer's own days.

`own` maps a day to whether people work on it; it overrules the official calendar. Of a year whose
decree is not out yet only what the Labour Code says is known.
"""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from holidays import country_holidays

type OwnDays = Mapping[dt.date, bool]

NO_OWN_DAYS: Final[OwnDays] = MappingProxyType({})
_DAY: Final = dt.timedelta(days=1)


def is_working_day(day: dt.date, own: OwnDays = NO_OWN_DAYS) -> bool:
    """Whether people work on the day."""
    return own[day] if day in own else day not in _days_off(day.year)


def add_working_days(start: dt.date, count: int, own: OwnDays = NO_OWN_DAYS) -> dt.date:
    """The working day number `count` after the start, which itself is not counted."""
    day = start
    while count > 0:
        day += _DAY
        count -= is_working_day(day, own)
    return day


def working_days_between(start: dt.date, end: dt.date, own: OwnDays = NO_OWN_DAYS) -> int:
    """How many working days there are after the start, up to the end and with it."""
    days = (start + _DAY * (ahead + 1) for ahead in range((end - start).days))
    return sum(is_working_day(day, own) for day in days)


@lru_cache
def _days_off(year: int) -> frozenset[dt.date]:
    official = country_holidays("RU", years=year)
    days = (dt.date(year, 1, 1) + _DAY * ahead for ahead in range(366))
    return frozenset(day for day in days if not official.is_working_day(day))
