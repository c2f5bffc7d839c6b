"""What a term can mean: kinds, spans of days, recurrence, doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from events.plan.period import Period
from plans_portal.lib.enums import LabelledEnum

YearSource = Literal["given", "inferred", "contradicts", "none"]
Every = Literal["day", "week", "month", "quarter", "half", "year", "other"]

MONTHS_IN: Final[dict[Every, int]] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
DAYS_IN_WEEK: Final = 7
LAST: Final = -1


class TermKind(LabelledEnum):
    """What the words of a term mean."""

    DATE = "date", "день"
    RANGE = "range", "промежуток"
    MONTH = "month", "месяц"
    MONTHS = "months", "месяцы"
    ALL_PERIOD = "all_period", "весь период"
    RECURRING = "recurring", "повторяется"
    ON_DEMAND = "on_demand", "по необходимости"
    DEADLINE = "deadline", "крайний срок"
    UNKNOWN = "unknown", "не разобрано"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from – to, both included; a side that is open is None."""

    starts: date | None
    ends: date | None

    def clipped(self, period: Period) -> Span:
        """The part of the span inside the period, open sides closed by the period's ends."""
        starts = period.starts if self.starts is None else max(self.starts, period.starts)
        ends = period.ends if self.ends is None else min(self.ends, period.ends)
        return Span(starts, ends)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something returns.

    `times` in each `step` units of `every`, at least so often when `at_least`; `weekdays`
    (Monday is 0) and `numbers` (which of that weekday in the month, -1 is the last) or `days`
    (of the month, -1 is the last) narrow it. `by_day` means each day is the last possible one.
    """

    every: Every
    times: int = 1
    step: int = 1
    at_least: bool = False
    weekdays: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    by_day: bool = False

    # Plans repeat few recurrences, and a daily one is long to spell out.
    @lru_cache(maxsize=1000)  # noqa: B019 - the keys are small frozen values
    def instances(self, window: Period) -> tuple[Span, ...]:
        """The spans inside the window in which it is to happen, once in each."""
        if self.weekdays or self.days:
            return tuple(Span(day, day) for day in self._days(window))
        if self.every == "other":
            return ()
        by_days = self.every in ("day", "week")
        return tuple(self._by_days(window) if by_days else self._by_months(window))

    def _days(self, window: Period) -> list[date]:
        """Days picked by weekday or by number of the month."""
        picked = []
        day = window.starts
        first_monday = day - timedelta(days=day.weekday())
        while day <= window.ends:
            weeks = (day - first_monday).days // DAYS_IN_WEEK
            if self._fits(day, weeks):
                picked.append(day)
            day += timedelta(days=1)
        return picked

    def _fits(self, day: date, weeks: int) -> bool:
        last = (day + timedelta(days=1)).month != day.month
        if self.days:
            return day.day in self.days or (last and LAST in self.days)
        if day.weekday() not in self.weekdays:
            return False
        if self.numbers:
            in_last_week = (day + timedelta(days=DAYS_IN_WEEK)).month != day.month
            number = (day.day - 1) // DAYS_IN_WEEK + 1
            return number in self.numbers or (in_last_week and LAST in self.numbers)
        return self.every != "week" or weeks % self.step == 0

    def _by_days(self, window: Period) -> list[Span]:
        length = self.step * (1 if self.every == "day" else DAYS_IN_WEEK)
        day = window.starts
        if self.every == "week":
            day -= timedelta(days=day.weekday())
        spans = []
        while day <= window.ends:
            last = day + timedelta(days=length - 1)
            spans += _parts(max(day, window.starts), min(last, window.ends), self.times)
            day = last + timedelta(days=1)
        return spans

    def _by_months(self, window: Period) -> list[Span]:
        size = MONTHS_IN[self.every] * self.step
        if size % self.times == 0:
            return [Span(*days) for days in window.pieces(size // self.times)]
        return [
            part for days in window.pieces(size) for part in _parts(days[0], days[1], self.times)
        ]


def _parts(starts: date, ends: date, count: int) -> list[Span]:
    """The days cut into `count` nearly equal parts (fewer when there are fewer days)."""
    length = (ends - starts).days + 1
    count = max(1, min(count, length))
    edges = [starts + timedelta(days=length * part // count) for part in range(count + 1)]
    return [Span(first, following - timedelta(days=1)) for first, following in pairwise(edges)]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a reading isn't certain, in one Russian sentence, and the other readings."""

    why: str
    readings: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """The meaning of an author's words.

    `spans` is empty where no days are known (no period, or by need); `instances` are the
    spans of a recurrence; `words` are kept exactly as they were written.
    """

    kind: TermKind
    spans: tuple[Span, ...] = ()
    recurrence: Recurrence | None = None
    instances: tuple[Span, ...] = ()
    year: YearSource = "none"
    place: str = ""
    form: str = ""
    doubt: Doubt | None = None
    words: str = field(default="", compare=False)

    @property
    def understood(self) -> bool:
        """Whether the words were understood."""
        return self.kind != TermKind.UNKNOWN

    @property
    def starts(self) -> date | None:
        """The first day, for ordering; None where it is open or unknown."""
        known = [span.starts for span in self.spans if span.starts is not None]
        return min(known, default=None)

    @property
    def ends(self) -> date | None:
        """The last day, for ordering and overdue marks; None where open or unknown."""
        known = [span.ends for span in self.spans if span.ends is not None]
        return max(known, default=None)

    def occurrences(self) -> tuple[Span, ...]:
        """What a calendar shows: the instances of what recurs, else the spans."""
        if self.kind == TermKind.ALL_PERIOD:
            return ()
        return self.instances or (() if self.recurrence else self.spans)
