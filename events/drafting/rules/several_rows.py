"""Moves, copies, deletes and fills rows of a plan, one or many as one action."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from events.drafting.queries.cells import with_cell
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.queries.row_values import row_values
from events.drafting.rules.cells import refuse_long_texts
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import GONE, plan_to_change
from events.drafting.rules.parts import LISTS, deletion_of_rows, row_fields
from events.drafting.rules.rows import copies_of, named_row, with_fitting_choice
from events.drafting.rules.sections import table_of
from events.history.rules import done_before
from events.models import Change, Event, Plan
from events.plan.patch import PartChange, PartKind, Place, difference
from plans_portal.lib.characters import normalize_values

NO_ROWS: Final = "Выберите строки: ни одна не отмечена."


@transaction.atomic
def move_rows(
    *, plan: Plan, uids: Sequence[str], section: str, after: str, key: str = "", by: Actor
) -> Change | None:
    """Move rows, with their sub-events, to a section after one of its rows, or first.

    The rows keep their order on paper. None where they stand there already.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; a row or the section is gone.

    """
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    table_of(plan, section)
    rows = rows_with(plan, uids)
    order = _order(plan, {row.section.uid for row in rows} | {section})
    before = {uid: list(column) for uid, column in order.items()}
    patch = []
    if after in uids:
        after = _above(order[section], after, set(uids))
    for row in rows:
        column = order[row.section.uid]
        at = column.index(row.uid)
        old = Place(row.section.uid, "", column[at - 1] if at else "")
        column.remove(row.uid)
        new = order[section]
        new.insert(new.index(after) + 1 if after in new else len(new) if after else 0, row.uid)
        patch.append(PartChange(PartKind.ROW, row.uid, {}, {}, old, Place(section, "", after)))
        after = row.uid
    if order == before:
        return None
    words = _words(rows, "Перемещена строка", "Перемещены строки")
    uid = rows[0].uid
    return commit_patch(plan, tuple(patch), "move_event", words, event_uid=uid, key=key, by=by)


@transaction.atomic
def delete_rows(*, plan: Plan, uids: Sequence[str], key: str = "", by: Actor) -> Change:
    """Delete rows with their sub-events; history keeps their values.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; a row is gone.

    """
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    rows = rows_with(plan, uids)
    words = _words(rows, "Удалена строка", "Удалены строки")
    patch = deletion_of_rows(rows)
    uid = rows[0].uid
    return commit_patch(plan, patch, "delete_event", words, event_uid=uid, key=key, by=by)


@transaction.atomic
def copy_rows(*, plan: Plan, uids: Sequence[str], key: str = "", by: Actor) -> Change:
    """Add a copy of each row right after the last of them, with uids of their own.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; a row is gone.

    """
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    rows = rows_with(plan, uids)
    patch: list[PartChange] = []
    place = Place(rows[-1].section.uid, "", rows[-1].uid)
    first = ""
    for row in rows:
        copies = copies_of(row, place)
        first = first or copies[0].uid
        place = Place(place.section, "", copies[0].uid)
        patch += copies
    # A run of additions at one place is written together: the rows before their sub-events.
    patch.sort(key=lambda one: bool(one.place_after and one.place_after.parent))
    words = _words(rows, "Скопирована строка", "Скопированы строки")
    return commit_patch(
        plan, tuple(patch), "duplicate_event", words, event_uid=first, key=key, by=by
    )


@transaction.atomic
def fill_rows(
    *, plan: Plan, uids: Sequence[str], field: str, text: str, key: str = "", by: Actor
) -> Change | None:
    """Write one text into the same cell of several rows; None where all have it already.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; a row is gone, a wrong value.

    """
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    refuse_long_texts({field: text})
    rows = rows_with(plan, uids)
    directory = responsible_directory(plan.association, by)
    patch: list[PartChange] = []
    for row in rows:
        old = row_values(row)
        new = normalize_values(with_cell(old, field, text, lambda: directory))
        new = with_fitting_choice(new, row.section)
        patch += difference(PartKind.ROW, row.uid, row_fields(old), row_fields(new))
    if not patch:
        return None
    words = _words(rows, "Изменена строка", "Изменены строки")
    uid = rows[0].uid
    return commit_patch(plan, tuple(patch), "edit_event", words, event_uid=uid, key=key, by=by)


def rows_with(plan: Plan, uids: Iterable[str]) -> list[Event]:
    """The rows with these uids, in the order of the paper within each section (7 queries).

    Raises:
        ValidationError: none is given, or one was deleted meanwhile.

    """
    wanted = set(uids)
    if not wanted:
        raise ValidationError(NO_ROWS, code="wrong")
    rows = plan.events.filter(uid__in=wanted, parent=None).select_related("section", "parent")
    parts = ("children__children", *(f"children__{name}" for name in LISTS))
    rows = rows.prefetch_related(*LISTS, *parts).order_by("section__order", "section", "order")
    found = list(rows)
    if len(found) < len(wanted):
        raise ValidationError(GONE, code="gone")
    return found


def _order(plan: Plan, sections: set[str]) -> dict[str, list[str]]:
    """The uids of the rows of these sections, in their order (1 query)."""
    order: dict[str, list[str]] = {uid: [] for uid in sections}
    rows = plan.events.filter(section__uid__in=sections, parent=None).order_by("order")
    for section, uid in rows.values_list("section__uid", "uid"):
        order[section].append(uid)
    return order


def _above(column: Sequence[str], uid: str, without: set[str]) -> str:
    """The nearest row at or above this one that isn't moved itself."""
    above = column[: column.index(uid)] if uid in column else ()
    return next((one for one in reversed(above) if one not in without), "")


def _words(rows: Sequence[Event], one: str, many: str) -> str:
    if len(rows) == 1:
        return f"{one} {named_row(rows[0])}."
    return f"{many}: {len(rows)} (первая – {named_row(rows[0])})."
