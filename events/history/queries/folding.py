"""Folds the edits of one person in one part of a plan, in one sitting, into a line of the history.

Nothing is rewritten for it: the history keeps each autosave, and is folded when it is read.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from events.models import Change

# A longer pause begins a new sitting.
SITTING: Final = dt.timedelta(minutes=30)
# A line holds no more, so that a page of lines stays a page.
MOST_FOLDED: Final = 100
_WORKED_OUT: Final = ("version", "kind", "uid", "others", "was", "became", "moved", "wanted")


@dataclass(frozen=True, slots=True)
class Entry:
    """What of a change decides with which others it is folded.

    `part` is the one part of the plan that it touched; empty where it touched several, or all.
    """

    pk: int
    at: dt.datetime
    by: tuple[int | None, str]
    part: str = ""
    adds: bool = False
    edits: bool = False
    is_undo: bool = False
    version: str = ""
    is_wanted: bool = True


@dataclass(slots=True)
class Fold:
    """A line of the history: successive changes of one person, the oldest first."""

    entries: list[Entry] = field(default_factory=list)

    @property
    def last(self) -> Entry:
        """The newest change."""
        return self.entries[-1]

    @property
    def is_wanted(self) -> bool:
        """Whether what is looked for is among its changes."""
        return any(entry.is_wanted for entry in self.entries)

    def takes(self, entry: Entry) -> bool:
        """Whether the next change of the same part belongs to the same line."""
        last = self.last
        return (
            entry.edits
            and (entry.by, entry.is_undo) == (last.by, last.is_undo)
            and entry.at - last.at <= SITTING
            and len(self.entries) < MOST_FOLDED
        )


def folded(entries: Iterable[Entry]) -> list[Fold]:
    """The lines of a history, newest first; `entries` come oldest first.

    A line ends where its part was changed in another way or by somebody else, where an action
    touched the whole plan, and where the plan was given a name.
    """
    lines: list[Fold] = []
    growing: dict[str, Fold] = {}
    for entry in entries:
        line = growing.get(entry.part)
        if line is not None and line.takes(entry):
            line.entries.append(entry)
        else:
            line = Fold([entry])
            lines.append(line)
            growing.pop(entry.part, None)
            if entry.adds or entry.edits:
                growing[entry.part] = line
        if entry.version or not entry.part:
            growing.clear()
    return sorted(lines, key=lambda line: line.last.pk, reverse=True)


def entries_of(changes: QuerySet[Change], wanted: Q | None = None) -> list[Entry]:
    """The changes without their words, oldest first (1 query).

    `wanted` says which are looked for, as `about_part` does.
    """
    first = "patch__0"
    rows = (
        changes.alias(patch_text=Cast("patch", TextField()))
        .annotate(
            version=F("named_version__name"),
            kind=KT(f"{first}__kind"),
            uid=KT(f"{first}__uid"),
            others=_is(Q(patch__1__isnull=False)),
            was=_is(Q(**{f"{first}__has_key": "before"})),
            became=_is(Q(**{f"{first}__has_key": "after"})),
            moved=_is(Q(**{f"{first}__has_key": "place_after"})),
            wanted=Value(True) if wanted is None else _is(wanted),
        )
        .order_by("pk")
        .values("pk", "at", "by_id", "by_name", "undoes", *_WORKED_OUT)
    )
    return [_entry(row) for row in rows]


def about_part(uid: str) -> Q:
    """The condition that a change touched the row, section or step with this uid."""
    # As both databases write JSON.
    return Q(event_uid=uid) | Q(patch_text__contains=f'"uid": "{uid}"')


def _entry(row: Mapping[str, Any]) -> Entry:
    """What the database says; of a change without a patch it says None."""
    return Entry(
        row["pk"],
        row["at"],
        (row["by_id"], row["by_name"]),
        part="" if row["others"] or row["kind"] is None else f"{row['kind']} {row['uid']}",
        adds=bool(row["became"] and not row["was"]),
        edits=bool(row["became"] and row["was"] and not row["moved"]),
        is_undo=row["undoes"] is not None,
        version=row["version"] or "",
        is_wanted=bool(row["wanted"]),
    )


def _is(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, BooleanField())
