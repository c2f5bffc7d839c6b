"""Writes what was typed into the cells of a row, each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from django.db import transaction

from associations.actor import Actor
from events.drafting.queries.cells import text_of_cell, with_cell
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import plan_to_change
from events.drafting.rules.parts import row_fields
from events.drafting.rules.rows import named_row, row_of, with_fitting_choice
from events.history.rules import done_before
from events.models import Change, Event, Plan
from events.plan.patch import PartKind, difference
from plans_portal.lib.characters import normalize_values


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What was typed into a field of a row, and the text that was there when it was opened."""

    field: str
    text: str
    base: str


@dataclass(frozen=True, slots=True)
class CellsWritten:
    """The row after the edit, its line of the history if anything changed, and the conflicts.

    `conflicts` are the edits of cells that somebody else has changed meanwhile: these are not
    written. `stored` are the present values.
    """

    event: Event
    stored: EventValues
    change: Change | None = None
    conflicts: tuple[CellEdit, ...] = ()


@transaction.atomic
def edit_cells(
    *, plan: Plan, uid: str, edits: Sequence[CellEdit], key: str = "", by: Actor
) -> CellsWritten:
    """Write the cells that still have the text with which they were opened.

    Edits of different cells of a row by two people are both written. The same one-time `key`
    writes nothing again.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the row was deleted, a wrong value.

    """
    plan = plan_to_change(plan, by)
    row = row_of(plan, uid)
    stored = row_values(row)
    if done := done_before(plan, key, by):
        return CellsWritten(row, stored, done)
    edits = [replace(edit, text=normalize_values(edit.text)) for edit in edits]
    differing = [edit for edit in edits if text_of_cell(stored, edit.field) != edit.text]
    conflicts = tuple(one for one in differing if text_of_cell(stored, one.field) != one.base)
    directory = cache(lambda: responsible_directory(plan.association, by))
    values = stored
    for edit in differing:
        if edit not in conflicts:
            values = with_cell(values, edit.field, edit.text, directory)
    values = with_fitting_choice(normalize_values(values), row.section)
    patch = difference(PartKind.ROW, uid, row_fields(stored), row_fields(values))
    if not patch:
        return CellsWritten(row, stored, None, conflicts)
    words = f"Изменена строка {named_row(values)}."
    change = commit_patch(plan, patch, "edit_event", words, event_uid=uid, key=key, by=by)
    return CellsWritten(row_of(plan, uid), values, change, conflicts)
