"""What became of the rows of a plan: marks (отметки) beside what was planned.

A row is marked as a whole, or each of its dates by itself; parts of a row (sub-events) are marked
like rows. What was approved never changes by it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from events.plan.vocabulary import Mark

# The date of a mark that is about the row with all its dates.
WHOLE: Final = ""


@dataclass(frozen=True, slots=True, order=True)
class MarkPlace:
    """What a mark is about: a row or part by its uid, and a date of it by its key, or the whole."""

    uid: str
    date: str = WHOLE


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark as far as it is counted; `moved_to` is the new day of what was moved."""

    mark: Mark
    moved_to: dt.date | None = None

    def is_due(self, today: dt.date) -> bool:
        """Whether it was moved to a day that has passed, and needs another mark."""
        return self.mark == Mark.MOVED and self.moved_to is not None and self.moved_to < today


type Marks = Mapping[MarkPlace, Marked]


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date of a row, first and last day included; `starts` is None for a deadline.

    Both are None where the words name no days («по необходимости»).
    """

    starts: dt.date | None = None
    ends: dt.date | None = None

    @property
    def key(self) -> str:
        """Names the date in a mark: «2026-03-02/2026-03-05», «/2026-03-05», or nothing."""
        if self.ends is None:
            return WHOLE
        return f"{self.starts.isoformat() if self.starts else ''}/{self.ends.isoformat()}"

    def is_over(self, today: dt.date) -> bool:
        """Whether its last day has passed."""
        return self.ends is not None and self.ends < today

    def has_begun(self, today: dt.date) -> bool:
        """Whether it may have been held: a deadline may be met at any time before."""
        return self.starts is None or self.starts <= today


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row or part with the dates that its term means, in order, and its own parts.

    `title` is in one line; `responsible` are those whom it names, as printed.
    """

    uid: str
    dates: tuple[PlannedDate, ...] = ()
    parts: "tuple[PlannedRow, ...]" = ()
    title: str = ""
    responsible: tuple[str, ...] = ()

    @property
    def places(self) -> frozenset[MarkPlace]:
        """What can be marked in it: the row, each of its dates, and the same of its parts."""
        own = {MarkPlace(self.uid), *(MarkPlace(self.uid, date.key) for date in self.dates)}
        return frozenset(own.union(*(part.places for part in self.parts)))

    def mark(self, marks: Marks) -> Mark | None:
        """What became of it: its own mark, else what those of its dates and parts come to.

        None while any of them has no mark.
        """
        if own := marks.get(MarkPlace(self.uid)):
            return own.mark
        of_dates = (marks.get(MarkPlace(self.uid, date.key)) for date in self._expected)
        found = [marked.mark if marked else None for marked in of_dates]
        return _together([*found, *(part.mark(marks) for part in self.parts)])

    def unmarked(self, marks: Marks, today: dt.date) -> Iterator[tuple[str, PlannedDate]]:
        """Its dates, and those of its parts, that wait for a mark; with each the uid to mark.

        What was moved to a day that has passed waits for another mark: of that day.
        """
        own = marks.get(MarkPlace(self.uid))
        if own and not own.is_due(today):
            return
        if own:
            yield self.uid, PlannedDate(own.moved_to, own.moved_to)
            return
        for date in self._expected:
            marked = marks.get(MarkPlace(self.uid, date.key))
            if marked is None:
                yield self.uid, date
            elif marked.is_due(today):
                yield self.uid, PlannedDate(marked.moved_to, marked.moved_to)
        for part in self.parts:
            yield from part.unmarked(marks, today)

    def is_due(self, marks: Marks, today: dt.date) -> bool:
        """Whether a date has passed and nobody has said what became of it."""
        return any(date.is_over(today) for _uid, date in self.unmarked(marks, today))

    @property
    def _expected(self) -> tuple[PlannedDate, ...]:
        """The dates that are asked for: with parts only where it has several of its own."""
        if self.parts:
            return self.dates if len(self.dates) > 1 else ()
        return self.dates or (PlannedDate(),)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan is carried out, in rows: «выполнено 18 из 24, не отмечено 3».

    `due` are rows with a date that has passed without a mark, or was moved to a day that has.
    """

    planned: int = 0
    done: int = 0
    partly: int = 0
    moved: int = 0
    cancelled: int = 0
    due: int = 0

    @property
    def held(self) -> int:
        """The rows held in whole or in part."""
        return self.done + self.partly

    @property
    def share(self) -> int:
        """The held rows in whole per cent; 0 of an empty plan."""
        return round(100 * self.held / self.planned) if self.planned else 0


def progress(rows: Iterable[PlannedRow], marks: Marks, today: dt.date) -> Progress:
    """Count the rows of a plan by what became of them."""
    counts = dict.fromkeys(("planned", "due", *map(str, Mark)), 0)
    for row in rows:
        counts["planned"] += 1
        counts["due"] += row.is_due(marks, today)
        if mark := row.mark(marks):
            counts[str(mark)] += 1
    return Progress(**counts)


def _together(found: Iterable[Mark | None]) -> Mark | None:
    """What several marks come to: None where one is missing, or there are none."""
    kinds = set(found)
    if not kinds or None in kinds:
        return None
    if len(kinds) == 1:
        return kinds.pop()
    if kinds & {Mark.DONE, Mark.PARTLY}:
        return Mark.PARTLY
    return Mark.MOVED
