"""The parts of a plan as patches name them: their fields, places, deletion, and conflicts.

The number of queries doesn't grow with the rows that are deleted or looked at together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from django.db.models import QuerySet

from events.drafting.queries.row_values import (
    AgendaItemValues,
    EventValues,
    ResponsibleValues,
    row_values,
)
from events.models import Event, Plan, Section, Step
from events.plan.patch import PartChange, PartKind, Patch, Place, inverse

type Part = Event | Section | Step

HEADING_FIELDS: Final = ("title", "city", "imprint")
SECTION_FIELDS: Final = (
    "kind",
    "heading",
    "number",
    "lead_in",
    "paragraphs",
    "shown_as",
    "numbering",
    "columns",
)
STEP_FIELDS: Final = (
    "verb",
    "stage",
    "mode",
    "office_id",
    "heading",
    "position",
    "name",
    "name_first",
    "before_name",
    "after_name",
    "act",
    "date_line",
    # Not typed by authors.
    "seat_id",
    "enough",
    "position_reason",
    "position_allowed_by",
)
LISTS: Final = ("responsible", "agenda")


@dataclass(frozen=True, slots=True)
class PartConflict:
    """What is no longer as the patch expects: the value of a field, or the part itself.

    Without a `field` the part was deleted, is there already, or holds what the patch doesn't know.
    """

    kind: PartKind
    uid: str
    field: str = ""
    expected: Any = None
    stored: Any = None


def row_fields(values: EventValues) -> dict[str, Any]:
    """The values of a row as a patch holds them."""
    fields = asdict(values)
    return {**fields, **{name: list(fields[name]) for name in LISTS}}


def row_from_fields(fields: Mapping[str, Any]) -> EventValues:
    """The values of a row from those of a patch; what is missing is empty."""
    lists = {
        "responsible": tuple(ResponsibleValues(**one) for one in fields.get("responsible", ())),
        "agenda": tuple(AgendaItemValues(**one) for one in fields.get("agenda", ())),
    }
    return EventValues(**{**fields, **lists})


def fields_of(part: Part | Plan) -> dict[str, Any]:
    """The present values of a part as a patch holds them (2 queries for a row, else none)."""
    if isinstance(part, Event):
        return row_fields(row_values(part))
    names = {Plan: HEADING_FIELDS, Section: SECTION_FIELDS, Step: STEP_FIELDS}[type(part)]
    return {name: getattr(part, name) for name in names}


def place_of(part: Part) -> Place:
    """Where a part stands now (1 query, and those of its section and parent)."""
    above = siblings_of(part).filter(order__lt=part.order).order_by("-order")
    return _place(part, above.values_list("uid", flat=True).first() or "")


def moved_by_one(part: Part, direction: str) -> Place | None:
    """The place one "up" or "down" among those beside it; None where it is at the edge."""
    uids = list(siblings_of(part).order_by("order").values_list("uid", flat=True))
    at = uids.index(part.uid) + (-1 if direction == "up" else 1)
    if not 0 <= at < len(uids):
        return None
    uids.remove(part.uid)
    return _place(part, uids[at - 1] if at else "")


def deletion_of(part: Part) -> Patch:
    """The changes that delete a part with all that is in it."""
    added = [PartChange(_kind(part), part.uid, None, fields_of(part), None, place_of(part))]
    if isinstance(part, Section):
        sections = list(_below(part))
        added += _added(PartKind.SECTION, sections)
        rows = Event.objects.filter(section__in=[part, *sections])
        added += _added_rows(rows.filter(parent=None))
        added += _added_rows(rows.exclude(parent=None))
    elif isinstance(part, Event):
        added += _added_rows(part.children.all())
    return inverse(tuple(added))


def deletion_of_rows(rows: Iterable[Event]) -> Patch:
    """The changes that delete rows with their sub-events (3 queries and one for each section).

    `rows` are in the order of the paper within each section, with their lists and places loaded.
    """
    rows = list(rows)
    above = _rows_above(rows)
    added = [
        PartChange(PartKind.ROW, row.uid, None, fields_of(row), None, _place(row, above[row.uid]))
        for row in rows
    ]
    added += _added_rows(Event.objects.filter(parent__in=rows))
    return inverse(tuple(added))


def _rows_above(rows: Iterable[Event]) -> dict[str, str]:
    """The uid of the row right above each of these, empty for the first of a section."""
    above: dict[str, str] = {}
    for section in {row.section_id for row in rows}:
        beside = Event.objects.filter(section=section, parent=None).order_by("order")
        uids = list(beside.values_list("uid", flat=True))
        above |= dict(zip(uids, ["", *uids], strict=False))
    return above


def conflicts_with(plan: Plan, patch: Patch) -> list[PartConflict]:
    """What has changed so that the patch would write over it, or has no place for its parts."""
    found: list[PartConflict] = []
    stored = _stored(plan, patch)
    present = set(stored)
    for change in patch:
        part = stored.get(change.uid)
        if (change.before is None) == (part is not None):
            found.append(PartConflict(change.kind, change.uid))
        elif part is not None:
            found += _differing(change, fields_of(part))
        if change.place_after is not None:
            holders = {change.place_after.section, change.place_after.parent} - {""}
            found += [PartConflict(change.kind, change.uid) for _ in holders - present]
        # As the patch itself adds.
        present.add(change.uid)
    gone = {change.uid for change in patch if change.after is None}
    return found + [PartConflict(PartKind.ROW, uid) for uid in _held_by(plan, gone) - gone]


def _differing(change: PartChange, stored: Mapping[str, Any]) -> Iterator[PartConflict]:
    wanted = change.after or {}
    for name, value in (change.before or {}).items():
        if stored[name] != value and (name not in wanted or stored[name] != wanted[name]):
            yield PartConflict(change.kind, change.uid, name, value, stored[name])


def _stored(plan: Plan, patch: Patch) -> dict[str, Part | Plan]:
    """The parts that the patch names, and those that hold them, by uid (7 queries)."""
    uids = {change.uid for change in patch}
    for place in (change.place_after for change in patch):
        uids |= {place.section, place.parent} if place else set()
    rows = plan.events.filter(uid__in=uids).select_related("section", "parent")
    parts: dict[str, Part | Plan] = {row.uid: row for row in rows.prefetch_related(*LISTS)}
    sections = plan.sections.filter(uid__in=uids).select_related("parent")
    parts |= {section.uid: section for section in sections}
    parts |= {step.uid: step for step in plan.steps.filter(uid__in=uids)}
    return {**parts, "": plan}


def _held_by(plan: Plan, uids: set[str]) -> set[str]:
    """The uids of the rows and sections that stand in these (3 queries, none without uids)."""
    if not uids:
        return set()
    held = [
        plan.events.filter(section__uid__in=uids),
        plan.events.filter(parent__uid__in=uids),
        plan.sections.filter(parent__uid__in=uids),
    ]
    return {uid for parts in held for uid in parts.values_list("uid", flat=True)}


def _below(section: Section) -> Iterator[Section]:
    """The sub-sections, each before those in it (a query for each)."""
    for child in section.children.select_related("parent").order_by("order"):
        yield child
        yield from _below(child)


def _added_rows(rows: QuerySet[Event]) -> list[PartChange]:
    rows = rows.select_related("section", "parent").prefetch_related(*LISTS)
    return _added(PartKind.ROW, rows.order_by("section__order", "section", "parent", "order"))


def _added(kind: PartKind, parts: Iterable[Event | Section]) -> list[PartChange]:
    """The changes that add these parts; those beside each other are in their order."""
    above: dict[tuple[str, str], str] = {}
    changes = []
    for part in parts:
        place = _place(part, "")
        beside = (place.section, place.parent)
        place = replace(place, after=above.get(beside, ""))
        above[beside] = part.uid
        changes.append(PartChange(kind, part.uid, None, fields_of(part), None, place))
    return changes


def siblings_of(part: Part) -> QuerySet[Any]:
    """The parts that share one order with this one, itself among them."""
    if isinstance(part, Step):
        return Step.objects.filter(plan_id=part.plan_id)
    if isinstance(part, Section):
        return Section.objects.filter(plan_id=part.plan_id, parent_id=part.parent_id)
    return Event.objects.filter(section_id=part.section_id, parent_id=part.parent_id)


def _place(part: Part, after: str) -> Place:
    if isinstance(part, Step):
        return Place(after=after)
    parent = part.parent.uid if part.parent else ""
    return Place(part.section.uid if isinstance(part, Event) else "", parent, after)


def _kind(part: Part) -> PartKind:
    return {Event: PartKind.ROW, Section: PartKind.SECTION, Step: PartKind.STEP}[type(part)]
