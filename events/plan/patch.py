"""An edit of a plan as plain values: each part as it was and as it became.

A patch can be turned round, so everything that is edited can be undone. History stores patches as
JSON, so a field is never renamed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any


class PartKind(StrEnum):
    """What a change is about."""

    HEADING = "heading"
    SECTION = "section"
    ROW = "row"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands, by uids; each may be empty.

    `section` is the section of a row, `parent` the row or section that holds the part, `after` the
    part right above it.
    """

    section: str = ""
    parent: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of a plan: its changed fields before and after, and its places where it moved.

    `before` is None for a part that was added, `after` for one that was deleted; the other then
    holds every field. A part that only moved has no fields.
    """

    kind: PartKind
    uid: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    place_before: Place | None = None
    place_after: Place | None = None

    def inverse(self) -> "PartChange":
        """The change back."""
        return PartChange(
            self.kind, self.uid, self.after, self.before, self.place_after, self.place_before
        )


type Patch = tuple[PartChange, ...]


def inverse(patch: Patch) -> Patch:
    """The patch back; what was changed last is changed first."""
    return tuple(change.inverse() for change in reversed(patch))


def difference(
    kind: PartKind, uid: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Patch:
    """The change of a part's fields; an empty patch where all are equal."""
    names = [name for name in after if before.get(name) != after[name]]
    old, new = ({name: values[name] for name in names} for values in (before, after))
    return (PartChange(kind, uid, old, new),) if names else ()


def as_one(changes: Sequence[PartChange]) -> PartChange | None:
    """Successive changes of one part as a single one, without the fields that came back.

    The first may add the part. None for changes of several parts, and where one of the others
    adds, moves or deletes.
    """
    first, *others = changes
    if first.after is None or any(_is_other(first, one) for one in others):
        return None
    after = dict(first.after)
    before = None if first.before is None else dict(first.before)
    for change in others:
        after |= change.after or {}
        if before is not None:
            before = {**(change.before or {}), **before}
    if before is not None:
        before = {name: value for name, value in before.items() if after[name] != value}
        after = {name: after[name] for name in before}
    return replace(first, before=before, after=after)


def _is_other(first: PartChange, change: PartChange) -> bool:
    other = (change.kind, change.uid) != (first.kind, first.uid)
    return other or None in (change.before, change.after) or change.place_after is not None


def patch_to_json(patch: Iterable[PartChange]) -> list[dict[str, Any]]:
    """The patch as history stores it; what is not there is left out."""
    return [
        {name: value for name, value in asdict(change).items() if value is not None}
        for change in patch
    ]


def patch_from_json(values: Iterable[Mapping[str, Any]]) -> Patch:
    """Read a patch from the JSON of history."""
    return tuple(_change(one) for one in values)


def _change(values: Mapping[str, Any]) -> PartChange:
    places = {
        name: Place(**values[name]) for name in ("place_before", "place_after") if name in values
    }
    return PartChange(
        PartKind(values["kind"]),
        values["uid"],
        values.get("before"),
        values.get("after"),
        **places,
    )
