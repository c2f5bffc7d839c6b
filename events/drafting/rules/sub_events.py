"""Sub-events typed as lines of their row's cell, each with its term: «Турнир (5 мая)»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.core.exceptions import ValidationError

from events.drafting.models.plan import new_uid
from events.drafting.queries.cells import content_of_row
from events.drafting.queries.row_values import EventValues
from events.drafting.queries.similar import likeness
from events.drafting.rules.parts import row_fields
from events.plan.cell_lines import sub_event_words
from events.plan.patch import PartChange, PartKind, Patch, Place, difference
from events.terms import read

# Of 100: from here on two lines are about the same sub-event.
_ALIKE: Final = 50
MOST: Final = 200
TOO_MANY: Final = f"В одной строке плана не больше {MOST} частей. Разделите её на несколько строк."
_TERM_IN_BRACKETS: Final = re.compile(r"(?P<title>.+?)\s*\((?P<term>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class SubEvent:
    """A sub-event with its values."""

    uid: str
    values: EventValues

    @property
    def line(self) -> str:
        """The sub-event as the cell of its row shows it."""
        return sub_event_words(content_of_row(self.uid, self.values))


def lines_of(parts: Sequence[SubEvent]) -> str:
    """The sub-events of a row as the text that is typed: a line for each."""
    return "\n".join(_tidy(part.line) for part in parts)


def changed_by_lines(section: str, row: str, parts: Sequence[SubEvent], text: str) -> Patch:
    """The patch that makes a row's sub-events those of the text.

    A line that is there already keeps its sub-event, also at another place; other lines change the
    sub-events that are left over, in their order. Persons and places of a changed one are kept.
    `section` and `row` are uids.

    Raises:
        ValidationError: there are too many lines.

    """
    lines = list(filter(None, map(_tidy, text.split("\n"))))
    if len(lines) > MOST:
        raise ValidationError({"events": TOO_MANY})
    wanted = _matched(lines, parts)
    patch: list[PartChange] = []
    kept = {part.uid for part in wanted}
    present = [part.uid for part in parts]
    for part in reversed(parts):
        if part.uid not in kept:
            place = Place(section, row, _above(present, part.uid))
            patch.append(_change(part.uid, row_fields(part.values), None, place, None))
            present.remove(part.uid)
    old = {part.uid: part.values for part in parts}
    after = ""
    for part in wanted:
        place = Place(section, row, after)
        if part.uid not in old:
            patch.append(_change(part.uid, None, row_fields(part.values), None, place))
            present.insert(present.index(after) + 1 if after else 0, part.uid)
        else:
            patch += difference(
                PartKind.ROW, part.uid, row_fields(old[part.uid]), row_fields(part.values)
            )
            if _above(present, part.uid) != after:
                was = Place(section, row, _above(present, part.uid))
                patch.append(_change(part.uid, {}, {}, was, place))
                present.remove(part.uid)
                present.insert(present.index(after) + 1 if after else 0, part.uid)
        after = part.uid
    return tuple(patch)


def _matched(lines: Sequence[str], parts: Sequence[SubEvent]) -> list[SubEvent]:
    """The sub-event of each line: the same one, a changed one, or a new one."""
    free = list(parts)
    same: list[SubEvent | None] = []
    for line in lines:
        part = next((one for one in free if _tidy(one.line) == line), None)
        if part is not None:
            free.remove(part)
        same.append(part)
    unlike = [line for line, part in zip(lines, same, strict=True) if part is None]
    in_order = len(unlike) == len(free)
    found = []
    for line, part in zip(lines, same, strict=True):
        old = part or (free[0] if in_order and free else _likest(line, free))
        if old in free:
            free.remove(old)
        found.append(part or replace(old, values=_read(line, old.values)))
    return found


def _likest(line: str, parts: Sequence[SubEvent]) -> SubEvent:
    """The sub-event whose words are most like the line's, or a new one."""
    alike = {part: likeness(line, part.line) for part in parts}
    likest = max(alike, key=lambda part: alike[part], default=None)
    if likest is None or alike[likest] < _ALIKE:
        return SubEvent(new_uid(), EventValues())
    return likest


def _read(line: str, old: EventValues) -> EventValues:
    extra = (old.description, old.place, *(person.text for person in old.responsible))
    rest = _tidy(", ".join(filter(None, (" ".join(one.split()) for one in extra))))
    bare = line.removesuffix(f", {rest}") if rest else line
    if old.lead_in and bare.startswith(f"{old.lead_in} "):
        bare = bare.removeprefix(f"{old.lead_in} ")
    elif old.lead_in:
        old = replace(old, lead_in="")
    dated = _TERM_IN_BRACKETS.fullmatch(bare)
    if dated and (old.term or read(dated["term"]).understood):
        return replace(old, title=dated["title"], term=dated["term"].strip())
    return replace(old, title=bare, term="", term_choice="")


def _tidy(line: str) -> str:
    # Runs of spaces become one: the time to look for a term grows as the square of theirs.
    return " ".join(line.split()).removeprefix("– ").rstrip(";.").strip()


def _above(uids: Sequence[str], uid: str) -> str:
    at = uids.index(uid)
    return uids[at - 1] if at else ""


def _change(
    uid: str, before: object, after: object, was: Place | None, place: Place | None
) -> PartChange:
    return PartChange(PartKind.ROW, uid, before, after, was, place)  # type: ignore[arg-type]
