"""What a term can mean: kinds, spans of days, recurrence, doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from events.plan.period import DAYS_IN_WEEK, Period
from events.terms.points import Piece
from plans_portal.lib.enums import LabelledEnum

YearSource = Literal["given", "inferred", "contradicts", "none"]
Every = Literal["day", "week", "month", "quarter", "half", "year", "other"]

MONTHS_IN: Final[dict[Every, int]] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


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

    @property
    def is_sound(self) -> bool:
        """Whether it doesn't end before it starts."""
        return self.starts is None or self.ends is None or self.starts <= self.ends

    def clipped(self, period: Period) -> Span:
        """The part of the span inside the period, open sides closed by the period's ends."""
        starts = period.starts if self.starts is None else max(self.starts, period.starts)
        ends = period.ends if self.ends is None else min(self.ends, period.ends)
        return Span(starts, ends)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something returns.

    `times` in each `step` units of `every`, at least so often when `at_least`. It is on one of the
    `weekdays` (Monday is 0), or in the parts of a month that `within` names: of each month, or of
    one month in each quarter and the like (the last one if the part is).
    """

    every: Every
    times: int = 1
    step: int = 1
    at_least: bool = False
    weekdays: tuple[int, ...] = ()
    within: tuple[Piece, ...] = ()

    # Plans repeat few recurrences, and a daily one is long to spell out.
    @lru_cache(maxsize=1000)  # noqa: B019 - the keys are small frozen values
    def instances(self, window: Period) -> tuple[Span, ...]:
        """The spans inside the window in which it is to happen, once in each."""
        if self.every == "other":
            return ()
        if self.within:
            return tuple(self._within(window))
        if self.weekdays and self.every == "week":
            return tuple(self._weekdays(window))
        by_days = self.every in ("day", "week")
        spans = self._by_days(window) if by_days else self._by_months(window)
        narrowed = (_narrowed(span, self.weekdays) for span in spans)
        return tuple(span for span in narrowed if span is not None)

    def _within(self, window: Period) -> Iterator[Span]:
        """The named parts of the months of the window, those that are in it."""
        for starts, ends in window.pieces(MONTHS_IN.get(self.every, 1) * self.step):
            for piece in self.within:
                span = _of_month(piece, starts, ends)
                # A report on a quarter is due after it, so maybe after the window.
                if span is not None and (piece.lo.of_next or _contains(window, span)):
                    yield span

    def _weekdays(self, window: Period) -> Iterator[Span]:
        """The weekdays of every week, or of every other one."""
        first_monday = window.starts - timedelta(days=window.starts.weekday())
        for ahead in range((window.ends - first_monday).days + 1):
            day = first_monday + timedelta(days=ahead)
            in_turn = ahead // DAYS_IN_WEEK % self.step == 0
            if in_turn and day.weekday() in self.weekdays and window.contains(day):
                yield Span(day, day)

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


def _of_month(piece: Piece, starts: date, ends: date) -> Span | None:
    """The piece in its month of the days: the last one, the one after it, or the first one."""
    month = starts
    if piece.lo.of_next:
        month = ends.replace(day=1) + timedelta(days=31)
    elif piece.lo.closes:
        month = ends
    first = replace(piece.lo, month=month.month).days(month.year)
    last = replace(piece.last, month=month.month).days(month.year)
    if first is None or last is None:
        return None
    return Span(last[1], last[1]) if piece.how == "until" else Span(first[0], last[1])


def _contains(window: Period, span: Span) -> bool:
    days = (span.starts, span.ends)
    return all(day is not None and window.contains(day) for day in days)


def _narrowed(span: Span, weekdays: tuple[int, ...]) -> Span | None:
    """The span from its first day with one of the weekdays to its last one; None without any."""
    if not weekdays or span.starts is None or span.ends is None:
        return span
    count = (span.ends - span.starts).days + 1
    days = [span.starts + timedelta(days=ahead) for ahead in range(count)]
    fitting = [day for day in days if day.weekday() in weekdays]
    return Span(fitting[0], fitting[-1]) if fitting else None


def _parts(starts: date, ends: date, count: int) -> list[Span]:
    """The days cut into `count` nearly equal parts (fewer when there are fewer days)."""
    length = (ends - starts).days + 1
    count = max(1, min(count, length))
    edges = [starts + timedelta(days=length * part // count) for part in range(count + 1)]
    return [Span(first, following - timedelta(days=1)) for first, following in pairwise(edges)]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a reading isn't certain, in one Russian sentence, and the other readings.

    `is_wrong` where the words cannot mean any days: «31 сентября».
    """

    why: str
    readings: tuple[Term, ...] = ()
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """The meaning of an author's words.

    `spans` is empty where no days are known (no period, or by need); `instances` are the
    spans of a recurrence; `basis` is what decides the days («согласно графику курсов»); `words` are
    kept exactly as they were written.
    """

    kind: TermKind
    spans: tuple[Span, ...] = ()
    recurrence: Recurrence | None = None
    instances: tuple[Span, ...] = ()
    year: YearSource = "none"
    place: str = ""
    form: str = ""
    basis: str = ""
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
