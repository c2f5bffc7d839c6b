"""The period of a plan: its kind, its days and its official names."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple, Self

from plans_portal.lib.enums import LabelledEnum

Days = tuple[date, date]

MONTHS: Final = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
MONTHS_GENITIVE: Final = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)

EARLIEST: Final = date(1990, 1, 1)
LATEST: Final = date(2100, 12, 31)
LONGEST: Final = timedelta(days=2 * 366)
DECEMBER: Final = 12
DAYS_IN_WEEK: Final = 7


def objection_to_days(starts: date, ends: date) -> str | None:
    """Why no plan is made for these days, or None."""
    if starts < EARLIEST or ends > LATEST:
        return f"Период плана должен лежать между {EARLIEST.year} и {LATEST.year} годом."
    if ends - starts > LONGEST:
        return "Период плана длиннее двух лет. Проверьте даты."
    return None


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def day_in_words(day: date, *, with_year: bool = True) -> str:
    """A date as papers write it: «15 января 2027 г.»."""
    words = f"{day.day} {MONTHS_GENITIVE[day.month - 1]}"
    return f"{words} {day.year} г." if with_year else words


class PeriodKind(LabelledEnum):
    """Kinds of period."""

    CALENDAR = "calendar", "Календарный год"
    ACADEMIC = "academic", "Учебный год"
    MONTH = "month", "Месяц"
    WEEK = "week", "Неделя"
    CUSTOM = "custom", "Другой срок"

    @property
    def is_year(self) -> bool:
        """Whether such a period is a calendar or an academic year."""
        return self in (PeriodKind.CALENDAR, PeriodKind.ACADEMIC)


class SchoolDays(NamedTuple):
    """When a part of a school year is by the institute's calendar: its code, first and last day.

    Codes are those of `events.terms.points.SCHOOL_CODES`.
    """

    code: int
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Period:
    """A plan's period, both days included, with what the institute's calendar says of schools.

    Raises ValueError when it would end before it starts.
    """

    kind: PeriodKind
    starts: date
    ends: date
    school: tuple[SchoolDays, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.ends < self.starts:
            message = "Период заканчивается раньше, чем начинается."
            raise ValueError(message)

    @classmethod
    def of_calendar_year(cls, year: int) -> Self:
        """1 January – 31 December of the year."""
        return cls(PeriodKind.CALENDAR, date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_academic_year(cls, year: int) -> Self:
        """1 September of the year – 31 August of the next one."""
        return cls(PeriodKind.ACADEMIC, date(year, 9, 1), date(year + 1, 8, 31))

    @classmethod
    def of_month(cls, year: int, month: int) -> Self:
        """The whole month."""
        return cls(PeriodKind.MONTH, date(year, month, 1), last_day(year, month))

    @classmethod
    def recognise(cls, starts: date, ends: date) -> Self:
        """The period between two days; its kind follows from them.

        Raises ValueError when `ends` is before `starts`.
        """
        first = (starts.month, starts.day)
        last = (ends.month, ends.day)
        if first == (1, 1) and last == (12, 31) and starts.year == ends.year:
            kind: PeriodKind = PeriodKind.CALENDAR
        elif first == (9, 1) and ends.year == starts.year + 1 and (5, 25) <= last <= (8, 31):
            # Many academic plans stop with the lessons or the exams, not on 31 August.
            kind = PeriodKind.ACADEMIC
        elif starts.day == 1 and ends == last_day(starts.year, starts.month):
            kind = PeriodKind.MONTH
        elif starts.weekday() == 0 and (ends - starts).days == DAYS_IN_WEEK - 1:
            kind = PeriodKind.WEEK
        else:
            kind = PeriodKind.CUSTOM
        return cls(kind, starts, ends)

    def __str__(self) -> str:
        return self.label()

    def label(self) -> str:
        """The name in lists: «2026 год», «2025/2026 учебный год»."""
        if self.kind == PeriodKind.CALENDAR:
            return f"{self.starts.year} год"
        if self.kind == PeriodKind.ACADEMIC:
            return f"{self.starts.year}/{self.ends.year} учебный год"
        if self.kind == PeriodKind.MONTH:
            return f"{MONTHS[self.starts.month - 1]} {self.starts.year} года"
        return self._from_to()

    @property
    def short(self) -> str:
        """The name where there is little room: «2026 год», «2025/2026»."""
        is_academic = self.kind == PeriodKind.ACADEMIC
        return f"{self.starts.year}/{self.ends.year}" if is_academic else self.label()

    def genitive(self) -> str:
        """The name after «план» or «в течение»: «2026 года», «2025/2026 учебного года»."""
        if self.kind == PeriodKind.CALENDAR:
            return f"{self.starts.year} года"
        if self.kind == PeriodKind.ACADEMIC:
            return f"{self.starts.year}/{self.ends.year} учебного года"
        if self.kind == PeriodKind.MONTH:
            return f"{MONTHS_GENITIVE[self.starts.month - 1]} {self.starts.year} года"
        return f"периода {self._from_to()}"

    def in_title(self) -> str:
        """The ending of a plan's title: «на 2026 год», «на 2025–2026 учебный год»."""
        if self.kind == PeriodKind.ACADEMIC:
            return f"на {self.starts.year}–{self.ends.year} учебный год"
        if self.kind in (PeriodKind.CALENDAR, PeriodKind.MONTH):
            return f"на {self.label()}"
        return f"на период {self._from_to()}"

    def _from_to(self) -> str:
        same_year = self.starts.year == self.ends.year
        same_month = same_year and self.starts.month == self.ends.month
        if same_month:
            first = str(self.starts.day)
        elif same_year:
            first = day_in_words(self.starts, with_year=False)
        else:
            first = f"{day_in_words(self.starts, with_year=False)} {self.starts.year} года"
        last = f"{day_in_words(self.ends, with_year=False)} {self.ends.year} года"
        return f"с {first} по {last}"

    def contains(self, day: date) -> bool:
        """Whether the day is one of the period's days."""
        return self.starts <= day <= self.ends

    def overlaps(self, starts: date, ends: date) -> bool:
        """Whether any day of the span is one of the period's days."""
        return starts <= self.ends and ends >= self.starts

    def distance(self, starts: date, ends: date) -> int:
        """Days between the span and the period; 0 when they touch."""
        if ends < self.starts:
            return (self.starts - ends).days
        return max(0, (starts - self.ends).days)

    @property
    def is_year(self) -> bool:
        """Whether the period is a calendar or an academic year."""
        return self.kind.is_year

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the period touches, in order."""
        return tuple(range(self.starts.year, self.ends.year + 1))

    def months(self) -> tuple[Days, ...]:
        """The months of the period, cut at its ends."""
        return self.pieces(1)

    def quarters(self) -> tuple[Days, ...]:
        """Pieces of three months: from January, or from September if academic."""
        return self.pieces(3)

    def pieces(self, size: int) -> tuple[Days, ...]:
        """The period cut every `size` months from January, or from September if academic."""
        anchor = 9 if self.kind == PeriodKind.ACADEMIC else 1
        pieces: list[Days] = []
        day = self.starts
        while day <= self.ends:
            into_piece = (day.month - anchor) % DECEMBER % size
            year, month = _shifted(day.year, day.month, size - into_piece)
            following = date(year, month, 1)
            pieces.append((day, min(following - timedelta(days=1), self.ends)))
            day = following
        return tuple(pieces)

    def next(self) -> Self:
        """The period of the same kind that follows."""
        if self.kind in (PeriodKind.WEEK, PeriodKind.CUSTOM):
            length = self.ends - self.starts
            starts = self.ends + timedelta(days=1)
            return type(self)(self.kind, starts, starts + length)
        if self.kind == PeriodKind.MONTH:
            return type(self).of_month(*_shifted(self.starts.year, self.starts.month, 1))
        return type(self)(self.kind, _a_year_later(self.starts), _a_year_later(self.ends))


def _shifted(year: int, month: int, by: int) -> tuple[int, int]:
    count = year * DECEMBER + month - 1 + by
    return count // DECEMBER, count % DECEMBER + 1


def _a_year_later(day: date) -> date:
    last = day == last_day(day.year, day.month)
    return last_day(day.year + 1, day.month) if last else day.replace(year=day.year + 1)


def calendar_to_plan(on: date) -> Period:
    """The calendar year that is planned on the day: the next one from October."""
    return Period.of_calendar_year(on.year + 1 if on.month >= 10 else on.year)  # noqa: PLR2004


def academic_to_plan(on: date) -> Period:
    """The academic year that is planned on the day: the coming one from June."""
    return Period.of_academic_year(on.year if on.month >= 6 else on.year - 1)  # noqa: PLR2004
