"""Writes what a file brings back into its plan: changed texts, new rows, deleted rows, as one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from events.drafting.queries.responsible_names import ResponsibleDirectory, responsible_directory
from events.drafting.queries.row_values import row_values
from events.drafting.rules.cells import EditedRow, edited_fields, refuse_long_texts
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import GONE, plan_to_change
from events.drafting.rules.importing import MAX_ROWS, IdentityMap, adding_rows
from events.drafting.rules.parts import LISTS, deletion_of, deletion_of_rows
from events.drafting.rules.several_rows import rows_with
from events.drafting.rules.sub_events import SubEvent, changed_by_lines
from events.history.rules import done_before
from events.models import Change, Event, Plan
from events.plan.content import EventContent
from events.plan.patch import PartChange, PartKind, Patch, difference
from plans_portal.lib.characters import normalize_values

TOO_MANY: Final = f"В плане стало бы больше {MAX_ROWS} строк: удалите лишние строки из файла."
NOTHING: Final = "В файле нет ничего, что можно было бы перенести в план."


@dataclass(frozen=True, slots=True)
class TypedPart:
    """New texts of a part of the plan, by field: the rules of cells read them."""

    kind: PartKind
    uid: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row to be added; with a uid it is one that the plan had before."""

    event: EventContent
    section: str
    parent: str = ""
    after: str = ""


@transaction.atomic
def bring_back(
    *,
    plan: Plan,
    typed: Sequence[TypedPart],
    added: Sequence[PlacedRow],
    deleted: Sequence[str],
    words: str,
    key: str = "",
    by: Actor,
) -> Change:
    """Write it all as one action that can be undone; `deleted` are uids of rows.

    The same one-time `key` writes nothing again.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; a part is gone, wrong values, or
            nothing is left to write.

    """
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    rows = _rows(plan, {one.uid for one in typed if one.kind == PartKind.ROW})
    if len(added) + plan.events.filter(parent=None).count() > MAX_ROWS:
        raise ValidationError(TOO_MANY)
    directory = cache(lambda: responsible_directory(plan.association, by))
    patch: list[PartChange] = []
    for one in typed:
        refuse_long_texts(one.texts)
        if one.kind == PartKind.ROW:
            patch += _typed_row(rows[one.uid], one, directory)
        else:
            patch += _typed_fields(plan, one)
    patch += _added(added, IdentityMap(directory()) if added else None)
    patch += _deleted(plan, deleted)
    if not patch:
        raise ValidationError(NOTHING)
    return commit_patch(plan, tuple(patch), "bring_back", words, key=key, read=rows, by=by)


def _rows(plan: Plan, uids: set[str]) -> dict[str, Event]:
    """The rows and sub-events with these uids, with all that is typed into them (7 queries).

    Raises:
        ValidationError: one was deleted meanwhile.

    """
    if not uids:
        return {}
    rows = plan.events.filter(uid__in=uids).select_related("section__parent", "parent")
    parts = ("children", *(f"children__{name}" for name in LISTS))
    found = {row.uid: row for row in rows.prefetch_related(*LISTS, *parts)}
    if len(found) < len(uids):
        raise ValidationError(GONE, code="gone")
    return found


def _typed_row(row: Event, one: TypedPart, directory: Callable[[], ResponsibleDirectory]) -> Patch:
    parts = tuple(
        SubEvent(part.uid, row_values(part))
        for part in sorted(row.children.all(), key=lambda part: part.order)
    )
    edited = part = EditedRow(row_values(row), row.section, directory, row, parts)
    for name, text in one.texts.items():
        edited = edited.typed(name, text)
    patch = difference(PartKind.ROW, one.uid, part.fields, edited.fields)
    if edited.lines is not None:
        patch += changed_by_lines(row.section.uid, one.uid, parts, edited.lines)
    return patch


def _typed_fields(plan: Plan, one: TypedPart) -> Patch:
    edited = part = edited_fields(plan, one.kind, one.uid)
    for name, text in one.texts.items():
        edited = edited.typed(name, normalize_values(text))
    return difference(one.kind, one.uid, part.fields, edited.fields)


def _added(rows: Sequence[PlacedRow], ids: IdentityMap | None) -> Patch:
    patch: list[PartChange] = []
    for (section, parent, after), run in groupby(
        rows, key=lambda row: (row.section, row.parent, row.after)
    ):
        events = normalize_values(tuple(row.event for row in run))
        if ids is not None:
            patch += adding_rows(events, ids, section=section, parent=parent, after=after)
    # A run of additions at one place is written together: the rows before their sub-events.
    return tuple(sorted(patch, key=lambda one: bool(one.place_after and one.place_after.parent)))


def _deleted(plan: Plan, uids: Sequence[str]) -> Patch:
    if not uids:
        return ()
    parts = plan.events.filter(uid__in=uids).exclude(parent=None)
    found = list(parts.select_related("section", "parent").prefetch_related(*LISTS))
    patch = tuple(change for part in found for change in deletion_of(part))
    whole = [uid for uid in uids if uid not in {part.uid for part in found}]
    return patch + (deletion_of_rows(rows_with(plan, whole)) if whole else ())
