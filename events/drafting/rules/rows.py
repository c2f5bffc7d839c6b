"""Adds, changes, moves, transfers, duplicates and deletes rows of a plan.

A meeting is a row with an agenda, and a sub-event is a row with a parent.
"""

from dataclasses import replace
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from associations.actor import Actor
from events.drafting.models.plan import new_uid
from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import part_with_uid, plan_to_change, read_again
from events.drafting.rules.merging import merge_typed
from events.drafting.rules.occurrences import month_of_section
from events.drafting.rules.parts import (
    deletion_of,
    moved_by_one,
    place_of,
    row_fields,
    row_from_fields,
)
from events.history.rules import done_before, refuse_repeated
from events.models import Change, Event, Plan, Section
from events.plan.merging import UNKNOWN, Opened
from events.plan.patch import PartChange, PartKind, Patch, Place, difference, patch_from_json
from events.plan.typed_numbers import TAKEN_OFF, without_typed_numbers
from events.plan.vocabulary import SectionKind
from events.terms import choice_of
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.typography import within_quotes
from plans_portal.lib.versions import Conflict, version_of

ADDED_ALREADY: Final = (
    "Эта строка уже добавлена, и с тех пор её правили. Откройте её на листе плана и впишите туда "
    "то, что набрано здесь."
)


@transaction.atomic
def add_event(
    *,
    section: Section,
    values: EventValues,
    parent: Event | None = None,
    before: Event | None = None,
    uid: str = "",
    key: str = "",
    by: Actor,
) -> Event:
    """Add a row before another, or last; with `parent`, a sub-event of it.

    Numbers typed before the questions of its agenda are taken off.
    `uid` is given for a restored row; a new row gets a new one. The same one-time `key` adds
    nothing again and returns the row that it has added.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.

    """
    plan = plan_to_change(section.plan, by)
    values, note = without_agenda_numbers(values)
    if done := done_before(plan, key, by):
        return _added_again(plan, done, values, by)
    section = read_again(plan.sections.all(), section.pk)
    if parent is not None:
        parent = read_again(plan.events.all(), parent.pk)
    values = with_fitting_choice(normalize_values(values), section)
    uid = uid or new_uid()
    rows = _rows(section, parent)
    if before is not None:
        rows = rows.filter(order__lt=before.order)
    place = Place(section.uid, parent.uid if parent else "", _last(rows))
    patch = (_added(uid, values, place),)
    refuse_repeated(plan, "add_event", patch, key, by)
    words = f"Добавлена строка {named_row(values)}.{note}"
    commit_patch(plan, patch, "add_event", words, event_uid=uid, key=key, by=by)
    return row_of(plan, uid)


@transaction.atomic
def edit_event(
    *,
    event: Event,
    values: EventValues,
    expected_version: str,
    opened: Opened = UNKNOWN,
    by: Actor,
) -> Event:
    """Change a row whose values had this version when the form was opened.

    What others have changed since in other fields than `values` change stays. Without a change
    nothing is written, so the plan keeps its agreements. Numbers typed before the questions of its
    agenda are taken off.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.
        Conflict: a field was changed by others too, or the row is gone; nothing is written.

    """
    plan = plan_to_change(event.plan, by)
    current = plan.events.select_related("section", "parent").filter(pk=event.pk).first()
    if current is None:
        raise Conflict("Пока вы правили строку, её удалил другой человек.")
    old = row_values(current)
    fields = merge_typed(
        row_fields(normalize_values(values)),
        row_fields(old),
        is_stale=version_of(old) != expected_version,
        opened=opened,
        message="Пока вы правили строку, её изменил другой человек.",
        part=current,
    )
    values, note = without_agenda_numbers(row_from_fields(fields))
    values = with_fitting_choice(values, current.section)
    patch = difference(PartKind.ROW, current.uid, row_fields(old), row_fields(values))
    if not patch:
        return current
    words = f"Изменена строка {named_row(values)}.{note}"
    commit_patch(plan, patch, "edit_event", words, event_uid=current.uid, by=by)
    return row_of(plan, current.uid)


@transaction.atomic
def move_event(*, event: Event, direction: str, by: Actor) -> Event:
    """Move a row "up" or "down" within its section (a sub-event within its row)."""
    plan = plan_to_change(event.plan, by)
    event = read_again(_with_place(plan.events.all()), event.pk)
    place = moved_by_one(event, direction)
    if place is not None:
        way = "выше" if direction == "up" else "ниже"
        words = f"Строка {named_row(event)} перемещена {way}."
        patch = (_moved(event, place),)
        commit_patch(plan, patch, "move_event", words, event_uid=event.uid, by=by)
    return row_of(plan, event.uid)


@transaction.atomic
def transfer_event(*, event: Event, section: Section, by: Actor) -> Event:
    """Move a row with its sub-events to the end of another section of the plan.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the section is of another plan.

    """
    plan = plan_to_change(event.plan, by)
    target = read_again(plan.sections.filter(kind=SectionKind.TABLE), section.pk)
    event = read_again(_with_place(plan.events.filter(parent=None)), event.pk)
    if target.pk != event.section_id:
        place = Place(target.uid, "", _last(_rows(target, None)))
        words = f"Строка {named_row(event)} перенесена в раздел «{within_quotes(target.heading)}»."
        patch = (_moved(event, place),)
        commit_patch(plan, patch, "transfer_event", words, event_uid=event.uid, by=by)
    return row_of(plan, event.uid)


@transaction.atomic
def duplicate_event(*, event: Event, key: str = "", by: Actor) -> Event:
    """Add a copy of a row and its sub-events right after it, with uids of its own."""
    plan = plan_to_change(event.plan, by)
    if done := done_before(plan, key, by):
        return row_of(plan, done.event_uid)
    event = read_again(_with_place(plan.events.all()), event.pk)
    patch = copies_of(event, replace(place_of(event), after=event.uid))
    words = f"Скопирована строка {named_row(event)}."
    uid = patch[0].uid
    commit_patch(plan, patch, "duplicate_event", words, event_uid=uid, key=key, by=by)
    return row_of(plan, uid)


@transaction.atomic
def delete_event(*, event: Event, by: Actor) -> None:
    """Delete a row with its sub-events; history keeps its values."""
    plan = plan_to_change(event.plan, by)
    event = read_again(_with_place(plan.events.all()), event.pk)
    words = f"Удалена строка {named_row(event)}."
    commit_patch(plan, deletion_of(event), "delete_event", words, event_uid=event.uid, by=by)


def _added_again(plan: Plan, done: Change, values: EventValues, by: Actor) -> Event:
    """The row that was added already; with other words now, they are written where it is whole."""
    row = row_of(plan, done.event_uid)
    fields = row_fields(row_values(row))
    values = with_fitting_choice(normalize_values(values), row.section)
    patch = difference(PartKind.ROW, row.uid, fields, row_fields(values))
    if not patch:
        return row
    if fields != patch_from_json(done.patch or [])[0].after:
        raise ValidationError(ADDED_ALREADY, code="stale")
    words = f"Изменена строка {named_row(values)}."
    commit_patch(plan, patch, "edit_event", words, event_uid=row.uid, by=by)
    return row_of(plan, row.uid)


def row_after(event: Event) -> Event | None:
    """The row right after this one, if any."""
    return _siblings(event).filter(order__gt=event.order).order_by("order").first()


def row_of(plan: Plan, uid: str) -> Event:
    """The row with this uid.

    Raises:
        ValidationError: it was deleted meanwhile.

    """
    return part_with_uid(_with_place(plan.events.all()), uid)


def without_agenda_numbers(values: EventValues) -> tuple[EventValues, str]:
    """The values without numbers typed before questions, and a note for the history.

    The portal numbers an agenda by itself.
    """
    questions = without_typed_numbers(item.text for item in values.agenda)
    if not questions.taken:
        return values, ""
    pairs = zip(values.agenda, questions.lines, strict=True)
    agenda = tuple(replace(item, text=text) for item, text in pairs)
    return replace(values, agenda=agenda), f" {TAKEN_OFF}"


def with_fitting_choice(values: EventValues, section: Section) -> EventValues:
    """Drop a chosen meaning that the term does not have (any more)."""
    if not values.term_choice:
        return values
    month = month_of_section(section)
    choice = choice_of(values.term, values.term_choice, section.plan.period, month)
    return replace(values, term_choice=choice)


def _with_place(rows: QuerySet[Event]) -> QuerySet[Event]:
    return rows.select_related("section", "parent")


def _rows(section: Section, parent: Event | None) -> QuerySet[Event]:
    return Event.objects.filter(section=section, parent=parent)


def _siblings(event: Event) -> QuerySet[Event]:
    return Event.objects.filter(section_id=event.section_id, parent_id=event.parent_id)


def _last(rows: QuerySet[Event]) -> str:
    """The uid of the last of the rows, or nothing."""
    return rows.order_by("-order").values_list("uid", flat=True).first() or ""


def _added(uid: str, values: EventValues, place: Place) -> PartChange:
    return PartChange(PartKind.ROW, uid, None, row_fields(values), None, place)


def _moved(event: Event, place: Place) -> PartChange:
    return PartChange(PartKind.ROW, event.uid, {}, {}, place_of(event), place)


def copies_of(event: Event, place: Place) -> Patch:
    """The changes that add a copy of a row, with its sub-events, at the place."""
    uid, after = new_uid(), ""
    changes = [_added(uid, replace(row_values(event), number=""), place)]
    for part in sorted(event.children.all(), key=lambda part: part.order):
        copies = copies_of(part, Place(place.section, uid, after))
        changes += copies
        after = copies[0].uid
    return tuple(changes)


def named_row(row: Event | EventValues) -> str:
    """The row as the history names it: the beginning of its words in quotes."""
    words = within_quotes(row.title or row.direction)
    if not words:
        return "без названия"
    return f"«{words[:80]}…»" if len(words) > 80 else f"«{words}»"  # noqa: PLR2004
