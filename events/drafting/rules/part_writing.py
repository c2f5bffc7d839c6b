"""Writes patches: the parts of a plan that they add, change, move and delete.

The rules decide whether something may be written, lock the plan and record it; this only writes.
The number of queries doesn't grow with the rows that are added or deleted together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from itertools import groupby
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import F, Manager, Max, QuerySet

from associations.models import Office, Organisation, Person
from events.drafting.queries.row_values import EventValues
from events.drafting.rules.draft_lock import GONE, part_with_uid
from events.drafting.rules.occurrences import refresh_occurrences
from events.drafting.rules.parts import LISTS, Part, fields_of, row_from_fields, siblings_of
from events.models import AgendaItem, Event, Plan, Responsible, Section, Step
from events.plan.patch import PartChange, PartKind, Patch, Place
from plans_portal.lib.ordering import ordered_keys, renumber

# What a responsible may name.
_DIRECTORY: Final[Mapping[str, Manager[Any]]] = {
    "person": Person.objects,
    "office": Office.objects,
    "organisation": Organisation.objects,
}


def write_patch(plan: Plan, patch: Patch, read: Mapping[str, Event] = {}) -> None:
    """Write what the patch says, in its order; the caller has locked the plan and checked it.

    `read` are rows that were read under the lock, with their places, by their uids.

    Raises:
        ValidationError: a wrong value, or a part or its place is gone.

    """
    for (kind, action), run in groupby(patch, key=lambda change: (change.kind, _action(change))):
        changes = list(run)
        if action == "delete":
            _delete(plan, kind, {change.uid for change in changes})
        elif action == "add" and kind == PartKind.ROW:
            _add_rows(plan, changes)
        elif len(changes) > 1 and all(map(_only_moves_a_row, changes)):
            _move_rows(plan, changes)
        else:
            for change in changes:
                if action == "add":
                    _add(plan, change)
                else:
                    _edit(plan, change, read.get(change.uid))
    # A heading may name the month in which the terms under it are read.
    if any(one.kind == PartKind.SECTION and "heading" in (one.after or {}) for one in patch):
        refresh_occurrences(plan.events.all(), plan.period)
    elif dated := {one.uid for one in patch if _changes_dates(one)}:
        refresh_occurrences(plan.events.filter(uid__in=dated), plan.period)


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
        parent = part_with_uid(plan.sections.all(), place.parent) if place.parent else None
        part = Section(plan=plan, parent=parent, uid=change.uid, order=0, **fields)
    else:
        # A step that comes back may find its seat taken, or the plan on another route.
        seats = plan.layout.seats.exclude(steps__plan=plan)
        if fields.get("seat_id") not in seats.values_list("pk", flat=True):
            fields["seat_id"] = None
        part = Step(plan=plan, uid=change.uid, order=0, **fields)
    part.full_clean(exclude={"plan", "parent", "order"})
    part.save(force_insert=True)
    _put_after(siblings_of(part), [part.pk], place.after)


def _add_rows(plan: Plan, changes: Iterable[PartChange]) -> None:
    sections = {section.uid: section for section in plan.sections.all()}
    for run in _runs(changes):
        place = run[0].place_after or Place()
        section = sections.get(place.section) or part_with_uid(plan.sections.all(), place.section)
        parent = part_with_uid(plan.events.all(), place.parent) if place.parent else None
        beside = Event.objects.filter(section=section, parent=parent)
        last = beside.aggregate(last=Max("order"))["last"] or 0
        new: list[tuple[Event, EventValues]] = []
        for number, change in enumerate(run, 1):
            values = row_from_fields(change.after or {})
            row = Event(plan=plan, section=section, parent=parent, uid=change.uid, **values.own())
            row.order = last + number
            row.clean_fields(exclude={"plan", "section", "parent", "order"})
            new.append((row, values))
        Event.objects.bulk_create(row for row, _ in new)
        _insert_lists(new)
        _put_after(beside, [row.pk for row, _ in new], place.after)


def _runs(changes: Iterable[PartChange]) -> list[list[PartChange]]:
    """The added rows in runs of those that stand right under each other."""
    runs: list[list[PartChange]] = []
    for change in changes:
        place, above = change.place_after or Place(), runs[-1][-1] if runs else None
        beside = above is not None and replace(place, after="") == replace(
            above.place_after or Place(), after=""
        )
        if above is not None and beside and place.after == above.uid:
            runs[-1].append(change)
        else:
            runs.append([change])
    return runs


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
        item.clean_fields(exclude={"event", *_DIRECTORY})
    _forget_who_is_gone(people)
    Responsible.objects.bulk_create(people)
    AgendaItem.objects.bulk_create(agenda)


def _forget_who_is_gone(people: Iterable[Responsible]) -> None:
    """Keep the words alone of whoever is not in the directory any more (at most 3 queries)."""
    for name, directory in _DIRECTORY.items():
        named = [person for person in people if getattr(person, f"{name}_id") is not None]
        if not named:
            continue
        wanted = {getattr(person, f"{name}_id") for person in named}
        known = set(directory.filter(pk__in=wanted).values_list("pk", flat=True))
        for person in named:
            if getattr(person, f"{name}_id") not in known:
                setattr(person, f"{name}_id", None)


def _edit(plan: Plan, change: PartChange, row: Event | None) -> None:
    parts: dict[PartKind, QuerySet[Any]] = {
        PartKind.ROW: plan.events.select_related("section", "parent"),
        PartKind.SECTION: plan.sections.all(),
        PartKind.STEP: plan.steps.all(),
    }
    heading = change.kind == PartKind.HEADING
    part: Any = plan if heading else row or part_with_uid(parts[change.kind], change.uid)
    fields = dict(change.after or {})
    own = {name: value for name, value in fields.items() if name not in LISTS}
    for name, value in own.items():
        setattr(part, name, value)
    known = {one.name for one in type(part)._meta.fields}  # noqa: SLF001 - documented by Django
    part.clean_fields(exclude=known - {name.removesuffix("_id") for name in own})
    if own:
        part.save(update_fields=[*own, *(("changed_at",) if heading else ())])
    if isinstance(part, Event) and fields.keys() & set(LISTS):
        # Read before both are deleted: the patch may change only one of them.
        values = row_from_fields(fields_of(part) | fields)
        part.responsible.all().delete()
        part.agenda.all().delete()
        _insert_lists([(part, values)])
    if change.place_after is not None:
        _move(plan, part, change.place_after)


def _move(plan: Plan, part: Part, place: Place) -> None:
    left = siblings_of(part).exclude(pk=part.pk)
    # Out of the way: the new place may be taken until the others have moved.
    part.order = -1 - part.pk
    if isinstance(part, Event):
        part.section = part_with_uid(plan.sections.all(), place.section)
        part.parent = part_with_uid(plan.events.all(), place.parent) if place.parent else None
        part.children.update(section=part.section)
    elif isinstance(part, Section):
        part.parent = part_with_uid(plan.sections.all(), place.parent) if place.parent else None
    part.save(update_fields=[one for one in ("order", "section", "parent") if hasattr(part, one)])
    renumber(left)
    _put_after(siblings_of(part), [part.pk], place.after)


def _only_moves_a_row(change: PartChange) -> bool:
    """Whether it moves a row that is no part of another, and changes nothing in it."""
    places = (change.place_before, change.place_after)
    return (
        change.kind == PartKind.ROW
        and not change.after
        and all(place is not None and not place.parent for place in places)
    )


def _move_rows(plan: Plan, changes: Iterable[PartChange]) -> None:
    """Move many rows as `_move` does one by one, with queries for the sections alone."""
    places = {change.uid: change.place_after or Place() for change in changes}
    rows = plan.events.filter(uid__in=places, parent=None).select_related("section")
    left = {row.uid: row.section.uid for row in rows}
    wanted = {place.section for place in places.values()}
    sections = {uid: part_with_uid(plan.sections.all(), uid) for uid in {*left.values(), *wanted}}
    order: dict[str, list[str]] = {uid: [] for uid in sections}
    beside = plan.events.filter(section__uid__in=sections, parent=None).order_by("order")
    pks = {}
    for around, uid, pk in beside.values_list("section__uid", "uid", "pk"):
        order[around].append(uid)
        pks[uid] = pk
    for change in changes:
        place = change.place_after or Place()
        if change.uid not in left:
            raise ValidationError(GONE, code="gone")
        order[left[change.uid]].remove(change.uid)
        column = order[place.section]
        at = column.index(place.after) + 1 if place.after in column else len(column)
        column.insert(at if place.after else 0, change.uid)
        left[change.uid] = place.section
    # Out of the way: the new places may be taken until all have moved.
    plan.events.filter(uid__in=places).update(order=-1 - F("pk"))
    for uid, section in sections.items():
        moved = plan.events.filter(uid__in=[one for one in left if left[one] == uid])
        plan.events.filter(parent__in=moved).update(section=section)
        moved.update(section=section)
    for uid, section in sections.items():
        siblings = Event.objects.filter(section=section, parent=None)
        renumber(siblings, [pks[one] for one in order[uid]])


def _delete(plan: Plan, kind: PartKind, uids: set[str]) -> None:
    of_kind: dict[PartKind, QuerySet[Any]] = {
        PartKind.ROW: plan.events.all(),
        PartKind.SECTION: plan.sections.all(),
        PartKind.STEP: plan.steps.all(),
    }
    parts = list(of_kind[kind].filter(uid__in=uids))
    of_kind[kind].filter(uid__in=uids).delete()
    # Beside each other stand those with the same siblings.
    for left in {str(rest.query): rest for rest in map(siblings_of, parts)}.values():
        renumber(left)


def _put_after(siblings: QuerySet[Any], pks: list[int], after: str) -> None:
    """Put some of the rows after the one with the uid: first without, last where it is gone."""
    rest = [pk for pk in ordered_keys(siblings) if pk not in set(pks)]
    above = siblings.filter(uid=after).values_list("pk", flat=True).first() if after else None
    at = rest.index(above) + 1 if above in rest else len(rest) if after else 0
    renumber(siblings, [*rest[:at], *pks, *rest[at:]])
