"""Adds, changes, moves, transfers, duplicates and deletes rows of a plan.

A meeting is a row with an agenda, and a sub-event is a row with a parent.
"""

from dataclasses import asdict, replace

from django.db import transaction
from django.db.models import QuerySet

from associations.actor import Actor
from events.drafting.models.plan import new_uid
from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.rules.draft_lock import bump_revision, plan_to_change, read_again
from events.drafting.rules.length import count_characters, refuse_long_plan
from events.drafting.rules.occurrences import month_of_section, refresh_occurrences
from events.history.rules import record
from events.models import AgendaItem, Event, Responsible, Section
from events.plan.vocabulary import SectionKind
from events.terms import choice_of
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.ordering import move_by_one, ordered_keys, place_before, renumber
from plans_portal.lib.versions import Conflict, require_version


@transaction.atomic
def add_event(
    *,
    section: Section,
    values: EventValues,
    parent: Event | None = None,
    before: Event | None = None,
    uid: str = "",
    by: Actor,
) -> Event:
    """Add a row before another, or last; with `parent`, a sub-event of it.

    `uid` is given for a restored row; a new row gets a new one.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.

    """
    plan = plan_to_change(section.plan, by)
    section = read_again(plan.sections.all(), section.pk)
    if parent is not None:
        parent = read_again(plan.events.all(), parent.pk)
    values = _with_fitting_choice(normalize_values(values), section)
    event = Event(plan=plan, section=section, parent=parent, order=0, **values.own())
    event.uid = uid or event.uid
    event.full_clean(exclude=["order"])
    event.save(force_insert=True)
    place_before(_siblings(event), event.pk, before.pk if before else None)
    _write_parts(event, values)
    refuse_long_plan(plan)
    refresh_occurrences([event], plan.period)
    bump_revision(plan)
    record(
        plan,
        "add_event",
        f"Добавлена строка {_named(event)}.",
        event_uid=event.uid,
        after=asdict(values),
        by=by,
    )
    event.refresh_from_db()
    return event


@transaction.atomic
def edit_event(*, event: Event, values: EventValues, expected_version: str, by: Actor) -> Event:
    """Change a row whose values had this version when the form was opened.

    Without a change nothing is written, so the plan keeps its agreements.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.
        Conflict: the row was changed meanwhile; nothing is written.

    """
    plan = plan_to_change(event.plan, by)
    current = Event.objects.filter(pk=event.pk).first()
    if current is None:
        raise Conflict("Пока вы правили строку, её удалил другой человек.")
    old = row_values(current)
    values = _with_fitting_choice(normalize_values(values), current.section)
    if values == old:
        return current
    require_version(
        old, expected_version, "Пока вы правили строку, её изменил другой человек.", current
    )
    for name, value in values.own().items():
        setattr(current, name, value)
    current.full_clean(exclude=["order"])
    current.save(update_fields=list(values.own()))
    _write_parts(current, values)
    if count_characters(values) > count_characters(old):
        refuse_long_plan(plan)
    refresh_occurrences([current], plan.period)
    bump_revision(plan)
    record(
        plan,
        "edit_event",
        f"Изменена строка {_named(current)}.",
        event_uid=current.uid,
        before=asdict(old),
        after=asdict(values),
        by=by,
    )
    return current


@transaction.atomic
def move_event(*, event: Event, direction: str, by: Actor) -> Event:
    """Move a row "up" or "down" within its section (a sub-event within its row)."""
    plan = plan_to_change(event.plan, by)
    event = read_again(plan.events.all(), event.pk)
    if move_by_one(_siblings(event), event.pk, direction):
        bump_revision(plan)
        way = "выше" if direction == "up" else "ниже"
        words = f"Строка {_named(event)} перемещена {way}."
        record(plan, "move_event", words, event_uid=event.uid, by=by)
    event.refresh_from_db()
    return event


@transaction.atomic
def transfer_event(*, event: Event, section: Section, by: Actor) -> Event:
    """Move a row with its sub-events to the end of another section of the plan.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the section is of another plan.

    """
    plan = plan_to_change(event.plan, by)
    target = read_again(plan.sections.filter(kind=SectionKind.TABLE), section.pk)
    event = read_again(plan.events.filter(parent=None), event.pk)
    if target.pk != event.section_id:
        old_siblings = _siblings(event)
        source = event.section
        event.section = target
        event.order = -1 - event.pk
        event.save(update_fields=["section", "order"])
        event.children.update(section=target)
        renumber(old_siblings)
        place_before(_siblings(event), event.pk)
        refresh_occurrences([event, *event.children.all()], plan.period)
        bump_revision(plan)
        words = f"Строка {_named(event)} перенесена в раздел «{target.heading}»."
        record(
            plan,
            "transfer_event",
            words,
            event_uid=event.uid,
            before={"section": source.heading},
            after={"section": target.heading},
            by=by,
        )
    event.refresh_from_db()
    return event


@transaction.atomic
def duplicate_event(*, event: Event, by: Actor) -> Event:
    """Add a copy of a row and its sub-events right after it, with uids of its own."""
    plan = plan_to_change(event.plan, by)
    event = read_again(plan.events.all(), event.pk)
    pks = ordered_keys(_siblings(event))
    place = pks.index(event.pk)
    copy = _copy(event, event.parent)
    refuse_long_plan(plan)
    renumber(_siblings(copy), [*pks[: place + 1], copy.pk, *pks[place + 1 :]])
    refresh_occurrences([copy, *copy.children.all()], plan.period)
    bump_revision(plan)
    words = f"Скопирована строка {_named(event)}."
    record(plan, "duplicate_event", words, event_uid=copy.uid, by=by)
    copy.refresh_from_db()
    return copy


@transaction.atomic
def delete_event(*, event: Event, by: Actor) -> None:
    """Delete a row with its sub-events; history keeps its values."""
    plan = plan_to_change(event.plan, by)
    event = read_again(plan.events.all(), event.pk)
    record(
        plan,
        "delete_event",
        f"Удалена строка {_named(event)}.",
        event_uid=event.uid,
        before=asdict(row_values(event))
        | {"events": [asdict(row_values(part)) for part in event.children.order_by("order")]},
        by=by,
    )
    rest = _siblings(event).exclude(pk=event.pk)
    event.delete()
    renumber(rest)
    bump_revision(plan)


def row_after(event: Event) -> Event | None:
    """The row right after this one, if any."""
    return _siblings(event).filter(order__gt=event.order).order_by("order").first()


def _with_fitting_choice(values: EventValues, section: Section) -> EventValues:
    """Drop a chosen meaning that the term does not have (any more)."""
    if not values.term_choice:
        return values
    month = month_of_section(section)
    choice = choice_of(values.term, values.term_choice, section.plan.period, month)
    return replace(values, term_choice=choice)


def _siblings(event: Event) -> QuerySet[Event]:
    if event.parent_id:
        return Event.objects.filter(parent_id=event.parent_id)
    return Event.objects.filter(section_id=event.section_id, parent=None)


def _write_parts(event: Event, values: EventValues) -> None:
    event.responsible.all().delete()
    event.agenda.all().delete()
    people = [
        Responsible(event=event, order=place, **asdict(person))
        for place, person in enumerate(values.responsible, 1)
    ]
    for person in people:
        person.full_clean(exclude=["event"])
    Responsible.objects.bulk_create(people)
    AgendaItem.objects.bulk_create(
        AgendaItem(event=event, order=place, **asdict(item))
        for place, item in enumerate(values.agenda, 1)
    )


def _copy(event: Event, parent: Event | None) -> Event:
    values = replace(row_values(event), number="")
    copy = Event(
        plan=event.plan,
        section=event.section,
        parent=parent,
        uid=new_uid(),
        order=0,
        **values.own(),
    )
    copy.save(force_insert=True)
    _write_parts(copy, values)
    for place, part in enumerate(event.children.order_by("order"), 1):
        child = _copy(part, copy)
        Event.objects.filter(pk=child.pk).update(order=place)
    return copy


def _named(event: Event) -> str:
    words = " ".join((event.title or event.direction).split())
    if not words:
        return "без названия"
    return f"«{words[:80]}…»" if len(words) > 80 else f"«{words}»"  # noqa: PLR2004
