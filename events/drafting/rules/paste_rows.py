"""Pastes the rows of a table into an open plan, and undoes it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet

from associations.actor import Actor
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.rules.draft_lock import bump_revision, plan_to_change, read_again
from events.drafting.rules.importing import MAX_ROWS, IdentityMap, write_event, write_section
from events.drafting.rules.length import refuse_long_plan
from events.drafting.rules.occurrences import refresh_occurrences
from events.drafting.rules.repairs import UNDONE, undone_changes
from events.drafting.rules.snapshots import snapshot_from_json, take_snapshot
from events.history.rules import record
from events.models import Change, Event, Section
from events.plan.content import EventContent, SectionContent
from events.plan.vocabulary import SectionKind
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.ordering import ordered_keys, renumber

NOTHING: Final = "В таблице нет ни одной строки плана."
TOO_MANY: Final = f"В плане стало бы больше {MAX_ROWS} строк: вставьте таблицу по частям."
CHANGED_SINCE: Final = (
    "Вставленные строки с тех пор правили, поэтому отменить вставку одним нажатием нельзя. "
    "Лишние строки можно удалить по одной."
)


@transaction.atomic
def paste_rows(
    *, section: Section, after_uid: str, sections: tuple[SectionContent, ...], by: Actor
) -> Change:
    """Add rows after the row `after_uid`, or last; return the change that can be undone.

    Rows of a section without a heading go into `section`; sections with one are added after it.
    Numbers and the look of sections are those of the plan, not of the table.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; no rows, too many, wrong values.

    """
    plan = plan_to_change(section.plan, by)
    section = read_again(plan.sections.filter(kind=SectionKind.TABLE), section.pk)
    sections = normalize_values(sections)
    count = sum(len(list(_all_rows(one))) for one in sections)
    if not count:
        raise ValidationError(NOTHING)
    if count + plan.events.filter(parent=None).count() > MAX_ROWS:
        raise ValidationError(TOO_MANY)
    ids = IdentityMap(responsible_directory(plan.association, by))
    own = Event.objects.filter(section=section, parent=None)
    _insert(
        own,
        own.filter(uid=after_uid).values_list("pk", flat=True).first(),
        [_unnumbered(event) for one in sections if not one.heading for event in _all_rows(one)],
        lambda event, place: write_event(section, event, place, None, ids),
    )
    _insert(
        Section.objects.filter(plan=plan, parent=section.parent),
        section.pk,
        [_unstyled(one) for one in sections if one.heading],
        lambda one, place: write_section(plan, one, place, section.parent, ids),
    )
    refuse_long_plan(plan)
    refresh_occurrences(plan.events.filter(uid__in=ids.uids), plan.period)
    bump_revision(plan)
    uids = plan.events.filter(uid__in=ids.uids, parent=None).values_list("uid", flat=True)
    added = plan.sections.filter(uid__in=ids.uids).values_list("uid", flat=True)
    return record(
        plan,
        "bring_rows",
        f"Вставлены строки из таблицы: {count}.",
        event_uid=next(iter(uids), ""),
        after=take_snapshot(plan, uids).as_json() | {"added": list(added)},
        by=by,
    )


@transaction.atomic
def undo_paste(*, change: Change, by: Actor) -> Change:
    """Delete pasted rows, if they were not changed since.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; undone already, or changed since.

    """
    plan = plan_to_change(change.plan, by)
    if change.action != "bring_rows" or change.after is None:
        raise ValidationError("Эта запись истории — не вставка строк.")
    if change.pk in undone_changes(plan):
        raise ValidationError(UNDONE, code="stale")
    after = snapshot_from_json(change.after)
    if not take_snapshot(plan, after.rows).has_same_texts(after):
        raise ValidationError(CHANGED_SINCE, code="stale")
    pasted = plan.events.filter(uid__in=after.rows)
    added = plan.sections.filter(uid__in=change.after["added"])
    if plan.events.filter(section__in=added).exclude(pk__in=pasted.values("pk")).exists():
        raise ValidationError(CHANGED_SINCE, code="stale")
    section_pks = set(pasted.filter(parent=None).values_list("section", flat=True))
    pasted.delete()
    for section_pk in section_pks:
        renumber(Event.objects.filter(section=section_pk, parent=None))
    parents = set(added.values_list("parent", flat=True))
    added.delete()
    for parent in parents:
        renumber(Section.objects.filter(plan=plan, parent=parent))
    bump_revision(plan)
    return record(
        plan,
        "undo_bringing",
        f"Отменена вставка. {change.words}",
        before=change.after,
        after={"change": change.pk},
        by=by,
    )


def _all_rows(section: SectionContent) -> Iterator[EventContent]:
    yield from section.events
    for child in section.sections:
        yield from _all_rows(child)


def _unstyled(section: SectionContent) -> SectionContent:
    """The section without its own numbers and look."""
    return replace(
        section,
        number="",
        shown_as="",
        numbering="",
        columns=(),
        events=tuple(_unnumbered(event) for event in section.events),
        sections=tuple(_unstyled(child) for child in section.sections),
    )


def _unnumbered(event: EventContent) -> EventContent:
    return replace(event, number="")


def _insert[M: (Event, Section), C](
    rows: QuerySet[M], after: int | None, contents: list[C], write: Callable[[C, int], None]
) -> None:
    """Write contents as new rows after the row `after`, or last."""
    pks: list[int] = ordered_keys(rows)
    last = rows.aggregate(last=Max("order"))["last"] or 0
    for place, one in enumerate(contents, last + 1):
        write(one, place)
    index: int = pks.index(after) + 1 if after in pks else len(pks)
    pks[index:index] = ordered_keys(rows)[len(pks) :]
    renumber(rows, pks)
