"""What goes into a check of a plan and what comes out, as plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from events.plan.content import EventContent
from events.plan.period import Period, last_day

Severity = Literal["blocks", "warns"]

# A report may be due up to so many days after its period.
DAYS_AFTER = 100


@dataclass(frozen=True, slots=True)
class SetField:
    """Give one field of the plan (empty uid), a section, a step or an event another value."""

    uid: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class ReplaceEvent:
    """Put these rows in the place of one; no rows remove it."""

    uid: str
    events: tuple[EventContent, ...]


@dataclass(frozen=True, slots=True)
class AddEvent:
    """Add a row at the end of the section with the uid."""

    uid: str
    event: EventContent


type Edit = SetField | ReplaceEvent | AddEvent


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair: the label of its button, and its edits.

    With `settles` the author has decided by it how the row shall stand: what the same check says
    of the row afterwards is set aside.
    """

    label: str
    edits: tuple[Edit, ...]
    settles: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a plan.

    `text` is one Russian sentence; `uid` is that of the section, event or step (empty for the
    whole plan); `field` is its field; `row` its printed number, if any. `repair` is certain; of
    the `choices` the author takes one. `version` is that of the words that the finding is about
    (`events.checks.about`).
    """

    code: str
    severity: Severity
    text: str
    uid: str = ""
    field: str = ""
    row: str = ""
    repair: Repair | None = None
    choices: tuple[Repair, ...] = ()
    version: str = ""

    @property
    def key(self) -> str:
        """Names the kind of finding and its place; it is the same in the next check."""
        return f"{self.code}:{self.uid}:{self.field}"

    @property
    def reference(self) -> str:
        """Identifies the finding: the same in the next check while its words are the same."""
        return f"{self.key}:{self.version}"

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What a button may do: the certain repair, or those to choose from."""
        return (self.repair,) if self.repair else self.choices

    @property
    def blocks(self) -> bool:
        """Whether the plan cannot be sent with it."""
        return self.severity == "blocks"


@dataclass(frozen=True, slots=True)
class CarriedDoubt:
    """A place that is not certain since the plan was begun from another year's.

    `uid` and `field` as in a finding; `words` stand there until they are settled, `proposed` may
    be meant, `why` says what is doubtful.
    """

    uid: str
    field: str
    words: str
    proposed: str
    why: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """The days of one office; an open end is None."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the directory and their offices, past and present."""

    last_name: str
    first_name: str = ""
    middle_name: str = ""
    offices: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownDirectory:
    """The people of the institution; with an empty directory no people are checked."""

    people: tuple[KnownPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a plan of one kind of association must have; the institute edits it.

    `meetings` is the least number of meetings; `report_by` the month and day by which a closing
    report is due; `sections` are words that a heading must contain. Empty requires nothing.
    """

    meetings: int = 0
    report_by: tuple[int, int] | None = None
    sections: tuple[str, ...] = ()

    def report_day(self, period: Period) -> date | None:
        """The day by which the closing report of a period is due, in the period or soon after."""
        if self.report_by is None:
            return None
        month, day = self.report_by
        candidates = [
            date(year, month, min(day, last_day(year, month).day))
            for year in range(period.starts.year, period.ends.year + 2)
        ]
        return max((d for d in candidates if (d - period.ends).days <= DAYS_AFTER), default=None)
