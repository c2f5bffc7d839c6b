"""Reads and writes the parts of a plan as patches name them: heading, sections, rows, steps.

The rules decide whether something may be written, lock the plan and record it; this only writes.
The number of queries doesn't grow with the rows that are added, deleted or looked at together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import Max, Model, QuerySet

from events.drafting.queries.row_values import (
    AgendaItemValues,
    EventValues,
    ResponsibleValues,
    row_values,
)
from events.drafting.rules.draft_lock import GONE
from events.drafting.rules.occurrences import refresh_occurrences
from events.models import AgendaItem, Event, Plan, Responsible, Section, Step
from events.plan.patch import PartChange, PartKind, Patch, Place, inverse
from plans_portal.lib.ordering import ordered_keys, renumber

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
)
_LISTS: Final = ("responsible", "agenda")


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


# --- Reading -------------------------------------------------------------------------------


def row_fields(values: EventValues) -> dict[str, Any]:
    """The values of a row as a patch holds them."""
    fields = asdict(values)
    return {**fields, **{name: list(fields[name]) for name in _LISTS}}


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
    above = _siblings(part).filter(order__lt=part.order).order_by("-order")
    return _place(part, above.values_list("uid", flat=True).first() or "")


def moved_by_one(part: Part, direction: str) -> Place | None:
    """The place one "up" or "down" among those beside it; None where it is at the edge."""
    uids = list(_siblings(part).order_by("order").values_list("uid", flat=True))
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
    parts: dict[str, Part | Plan] = {row.uid: row for row in rows.prefetch_related(*_LISTS)}
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
    rows = rows.select_related("section", "parent").prefetch_related(*_LISTS)
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


# --- Writing -------------------------------------------------------------------------------


def write_patch(plan: Plan, patch: Patch) -> None:
    """Write what the patch says, in its order; the caller has locked the plan and checked it.

    Raises:
        ValidationError: a wrong value, or a part or its place is gone.

    """
    for (kind, action), run in groupby(patch, key=lambda change: (change.kind, _action(change))):
        changes = list(run)
        if action == "delete":
            _delete(plan, kind, {change.uid for change in changes})
        elif action == "add" and kind == PartKind.ROW:
            _add_rows(plan, changes)
        else:
            for change in changes:
                (_add if action == "add" else _edit)(plan, change)
    # A heading may name the month in which the terms under it are read.
    if any(one.kind == PartKind.SECTION and "heading" in (one.after or {}) for one in patch):
        refresh_occurrences(plan.events.all(), plan.period)
    elif dated := {one.uid for one in patch if _changes_dates(one)}:
        refresh_occurrences(plan.events.filter(uid__in=dated), plan.period)


def write_lists(event: Event, values: EventValues) -> None:
    """Write the responsible and the agenda of a row anew.

    Raises:
        ValidationError: a text is too long or empty.

    """
    event.responsible.all().delete()
    event.agenda.all().delete()
    _insert_lists([(event, values)])


def _action(change: PartChange) -> str:
    if change.before is None:
        return "add"
    return "delete" if change.after is None else "edit"


def _changes_dates(change: PartChange) -> bool:
    if change.kind != PartKind.ROW or change.after is None:
        return False
    return change.place_after is not None or bool({"term", "term_choice"} & change.after.keys())


def _add(plan: Plan, change: PartChange) -> None:
    """Add a section or a step."""
    fields, place = dict(change.after or {}), change.place_after or Place()
    part: Section | Step
    if change.kind == PartKind.SECTION:
        parent = _needed(plan.sections.all(), place.parent) if place.parent else None
        part = Section(plan=plan, parent=parent, uid=change.uid, order=0, **fields)
    else:
        part = Step(plan=plan, uid=change.uid, order=0, **fields)
    part.full_clean(exclude={"plan", "parent", "order"})
    part.save(force_insert=True)
    _put_after(_siblings(part), [part.pk], place.after)


def _add_rows(plan: Plan, changes: Iterable[PartChange]) -> None:
    sections = {section.uid: section for section in plan.sections.all()}
    places = [(one, one.place_after or Place()) for one in changes]
    for (section_uid, parent_uid), run in groupby(
        places, key=lambda pair: (pair[1].section, pair[1].parent)
    ):
        section = sections.get(section_uid) or _needed(plan.sections.all(), section_uid)
        parent = _needed(plan.events.all(), parent_uid) if parent_uid else None
        beside = Event.objects.filter(section=section, parent=parent)
        last = beside.aggregate(last=Max("order"))["last"] or 0
        new: list[tuple[Event, EventValues]] = []
        after = ""
        for number, (change, place) in enumerate(run, 1):
            values = row_from_fields(change.after or {})
            row = Event(plan=plan, section=section, parent=parent, uid=change.uid, **values.own())
            row.order = last + number
            row.clean_fields(exclude={"plan", "section", "parent", "order"})
            new.append((row, values))
            after = after if new[1:] else place.after
        Event.objects.bulk_create(row for row, _ in new)
        _insert_lists(new)
        _put_after(beside, [row.pk for row, _ in new], after)


def _insert_lists(rows: Iterable[tuple[Event, EventValues]]) -> None:
    people = [
        Responsible(event=event, order=place, **asdict(person))
        for event, values in rows
        for place, person in enumerate(values.responsible, 1)
    ]
    agenda = [
        AgendaItem(event=event, order=place, **asdict(item))
        for event, values in rows
        for place, item in enumerate(values.agenda, 1)
    ]
    for item in (*people, *agenda):
        item.clean_fields(exclude={"event", "person", "office", "organisation"})
    Responsible.objects.bulk_create(people)
    AgendaItem.objects.bulk_create(agenda)


def _edit(plan: Plan, change: PartChange) -> None:
    parts: dict[PartKind, QuerySet[Any]] = {
        PartKind.ROW: plan.events.select_related("section", "parent"),
        PartKind.SECTION: plan.sections.all(),
        PartKind.STEP: plan.steps.all(),
    }
    heading = change.kind == PartKind.HEADING
    part: Any = plan if heading else _needed(parts[change.kind], change.uid)
    fields = dict(change.after or {})
    own = {name: value for name, value in fields.items() if name not in _LISTS}
    for name, value in own.items():
        setattr(part, name, value)
    known = {one.name for one in type(part)._meta.fields}  # noqa: SLF001 - documented by Django
    part.clean_fields(exclude=known - {name.removesuffix("_id") for name in own})
    if own:
        part.save(update_fields=[*own, *(("changed_at",) if heading else ())])
    if isinstance(part, Event) and fields.keys() & set(_LISTS):
        write_lists(part, row_from_fields(fields_of(part) | fields))
    if change.place_after is not None:
        _move(plan, part, change.place_after)


def _move(plan: Plan, part: Part, place: Place) -> None:
    left = _siblings(part).exclude(pk=part.pk)
    # Out of the way: the new place may be taken until the others have moved.
    part.order = -1 - part.pk
    if isinstance(part, Event):
        part.section = _needed(plan.sections.all(), place.section)
        part.parent = _needed(plan.events.all(), place.parent) if place.parent else None
        part.children.update(section=part.section)
    elif isinstance(part, Section):
        part.parent = _needed(plan.sections.all(), place.parent) if place.parent else None
    part.save(update_fields=[one for one in ("order", "section", "parent") if hasattr(part, one)])
    renumber(left)
    _put_after(_siblings(part), [part.pk], place.after)


def _delete(plan: Plan, kind: PartKind, uids: set[str]) -> None:
    of_kind: dict[PartKind, QuerySet[Any]] = {
        PartKind.ROW: plan.events.all(),
        PartKind.SECTION: plan.sections.all(),
        PartKind.STEP: plan.steps.all(),
    }
    parts = list(of_kind[kind].filter(uid__in=uids))
    of_kind[kind].filter(uid__in=uids).delete()
    # Beside each other stand those with the same siblings.
    for left in {str(rest.query): rest for rest in map(_siblings, parts)}.values():
        renumber(left)


def _put_after(siblings: QuerySet[Any], pks: list[int], after: str) -> None:
    """Put some of the rows after the one with the uid: first without, last where it is gone."""
    rest = [pk for pk in ordered_keys(siblings) if pk not in set(pks)]
    above = siblings.filter(uid=after).values_list("pk", flat=True).first() if after else None
    at = rest.index(above) + 1 if above in rest else len(rest) if after else 0
    renumber(siblings, [*rest[:at], *pks, *rest[at:]])


def _siblings(part: Part) -> QuerySet[Any]:
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


def _needed[M: Model](parts: QuerySet[M], uid: str) -> M:
    part = parts.filter(uid=uid).first()
    if part is None:
        raise ValidationError(GONE, code="gone")
    return part
