"""Points of time as people name them, without a year: a day, a month, a week of a month."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

Unit = Literal[
    "day",
    "month",
    "quarter",
    "half",
    "week",
    "ten_days",
    "fortnight",
    "third",
    "weekday",
    "season",
    "school",
]
How = Literal["in", "until", "since", "after"]
Days = tuple[date, date]

LAST: Final = -1
DAYS_IN_WEEK: Final = 7
# How many days each part of a month takes.
PARTS: Final[dict[str, int]] = {"week": 7, "ten_days": 10, "fortnight": 15, "third": 10}
# How many of them a month has; the last one takes the rest.
COUNTS: Final[dict[str, int]] = {"week": 5, "ten_days": 3, "fortnight": 2, "third": 3}
QUARTERS: Final = 4
HALVES: Final = 2
WINTER: Final = 4
DECEMBER: Final = 12
FEBRUARY: Final = 2
LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
OF_YEAR: Final = frozenset(("quarter", "half", "season", "school"))
# What is added to the number of a quarter, a trimester, or the season of holidays.
SCHOOL_CODES: Final = {"quarter": 0, "third": 10, "holidays": 20}
# So that 29 February exists.
LEAP_YEAR: Final = 2024


@dataclass(frozen=True, slots=True)
class Point:
    """A named time: `number` counts parts (-1 is the last); month 0 is that of the section."""

    unit: Unit
    month: int = 0
    number: int = 0
    year: int | None = None
    weekday: int = 0
    # The first year of a school year written beside it.
    school_year: int | None = None
    # «Вторая неделя месяца»: outside a section that is a month, of each month.
    of_each: bool = False
    # «До 5 числа следующего месяца»: of the month after the one that it belongs to.
    of_next: bool = False

    @property
    def order(self) -> tuple[int, int]:
        """Its place in a year, to tell 28 December – 10 January from a misprint."""
        days = self.days(LEAP_YEAR)
        return (days[0].month, days[0].day) if days else (0, 0)

    @property
    def nameless(self) -> bool:
        """Whether it still needs the month of its section."""
        return not self.month and self.unit not in OF_YEAR

    @property
    def closes(self) -> bool:
        """Whether it is at the end of what it is a part of: «последняя неделя»."""
        at_end = self.number == LAST or (self.unit == "third" and self.number == COUNTS["third"])
        return at_end or self.unit == "month"

    def sound(self) -> bool:
        """Whether such a point exists in some year at all."""
        return self.nameless or self.unit == "school" or bool(self.days(LEAP_YEAR))

    def days(self, year: int, *, academic: bool = False) -> Days | None:
        """First and last day in the year, or None when that year has no such days."""
        unit = self.unit
        if unit in OF_YEAR:
            return self._of_year(year, academic=academic)
        if not self.month:
            return None
        if unit == "day":
            return self._day(year)
        if unit == "month":
            return _months(year, self.month, 1)
        return self._weekday(year) if unit == "weekday" else self._part(year)

    def _of_year(self, year: int, *, academic: bool) -> Days | None:
        if self.unit == "half":
            return self._half(year, academic=academic)
        return self._quarter(year) if self.unit != "school" else None

    def _day(self, year: int) -> Days | None:
        last = days_in(year, self.month)
        number = last if self.number == LAST else self.number
        if not 1 <= number <= last:
            return None
        day = date(year, self.month, number)
        return day, day

    def _quarter(self, year: int) -> Days | None:
        """A calendar quarter, or the season that begins two months after one."""
        number = QUARTERS if self.number == LAST else self.number
        if not 1 <= number <= QUARTERS:
            return None
        return _months(year, 3 * number if self.unit == "season" else 3 * number - 2, 3)

    def _half(self, year: int, *, academic: bool) -> Days | None:
        number = HALVES if self.number == LAST else self.number
        if not 1 <= number <= HALVES:
            return None
        if not academic:
            return _months(year, 6 * number - 5, 6)
        # A school half-year: to the end of December, and from January to the end of May.
        return _months(year, 9, 4) if number == 1 else _months(year, 1, 5)

    def _part(self, year: int) -> Days | None:
        size, count = PARTS[self.unit], COUNTS[self.unit]
        last_day = days_in(year, self.month)
        if self.number == LAST and self.unit == "week":
            first = last_day - size + 1
            return date(year, self.month, first), date(year, self.month, last_day)
        number = count if self.number == LAST else self.number
        first = size * (number - 1) + 1
        if not 1 <= number <= count or first > last_day:
            return None
        last = last_day if number == count else min(size * number, last_day)
        return date(year, self.month, first), date(year, self.month, last)

    def _weekday(self, year: int) -> Days | None:
        first, last = _months(year, self.month, 1)
        if self.number > COUNTS["week"]:
            return None
        if self.number == LAST:
            day = last - timedelta(days=(last.weekday() - self.weekday) % DAYS_IN_WEEK)
        else:
            ahead = (self.weekday - first.weekday()) % DAYS_IN_WEEK
            day = first + timedelta(days=ahead + DAYS_IN_WEEK * (self.number - 1))
        return (day, day) if first <= day <= last else None

    def in_month(self, month: int) -> Point:
        """The same point in the section's month, where it names none."""
        if not self.nameless:
            return self
        return replace(self, month=month % DECEMBER + 1 if self.of_next else month)


def days_in(year: int, month: int) -> int:
    """How many days the month has; faster than `calendar.monthrange`."""
    return LENGTHS[month - 1] + (month == FEBRUARY and isleap(year))


def _months(year: int, month: int, count: int) -> Days:
    end_year, end_month = divmod(year * DECEMBER + month + count - 2, DECEMBER)
    last = days_in(end_year, end_month + 1)
    return date(year, month, 1), date(end_year, end_month + 1, last)


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a term: in it, until its end, since its start or after it; `hi` ends a range.

    `why` is what makes it doubtful.
    """

    how: How
    lo: Point
    hi: Point | None = None
    why: str = ""

    @property
    def is_day(self) -> bool:
        """Whether it is one day, and not a deadline."""
        return self.how == "in" and self.hi is None and self.lo.unit in ("day", "weekday")

    @property
    def last(self) -> Point:
        """The point that ends it."""
        return self.hi or self.lo


def weekday_of_month(weekday: int, number: int) -> Piece:
    """The weekday number so many (-1 is the last) of a month that is not named."""
    return Piece("in", Point("weekday", 0, number, weekday=weekday))
