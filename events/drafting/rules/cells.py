"""Writes what was typed into the cells of a plan, each by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from associations.actor import Actor
from events.drafting.models.plan import AT_MOST_A_BOOK
from events.drafting.queries.cells import CELL_FIELDS, text_of_cell, with_cell
from events.drafting.queries.responsible_names import ResponsibleDirectory, responsible_directory
from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import part_with_uid, plan_to_change
from events.drafting.rules.parts import LISTS, fields_of, row_fields
from events.drafting.rules.rows import named_row, with_fitting_choice
from events.drafting.rules.sections import (
    SectionValues,
    named_section,
    numbers_heading,
    section_of,
    table_of,
    without_typed_number,
)
from events.drafting.rules.sub_events import SubEvent, changed_by_lines, lines_of
from events.history.rules import done_before
from events.models import Change, Event, Plan, Section
from events.plan.cell_lines import drawn_text
from events.plan.patch import PartChange, PartKind, Place, difference
from events.plan.typed_numbers import TAKEN_OFF, split_typed_number
from plans_portal.lib.characters import normalize_values

UID_TAKEN: Final = "Портал не смог добавить это сюда. Обновите страницу и добавьте ещё раз."
# What of each part is typed in place.
TYPED: Final[Mapping[PartKind, Sequence[str]]] = {
    PartKind.ROW: (*CELL_FIELDS, "events"),
    PartKind.SECTION: ("heading", "lead_in", "paragraphs"),
    PartKind.HEADING: ("title",),
}
# Far more than a cell of a plan has, and no more work than a row is worth.
MOST_LINES: Final = 300
TOO_MANY_LINES: Final = (
    f"В одной ячейке не больше {MOST_LINES} строк. Разделите её на несколько строк плана."
)
_ACTIONS: Final = {
    (PartKind.ROW, False): "edit_event",
    (PartKind.ROW, True): "add_event",
    (PartKind.SECTION, False): "edit_section",
    (PartKind.SECTION, True): "add_section",
    (PartKind.HEADING, False): "edit_heading",
}


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What was typed into a field of a part, and the text that was there when it was opened."""

    field: str
    text: str
    base: str


@dataclass(frozen=True, slots=True)
class NewPart:
    """Where a row or section that isn't in the plan yet is added, with what is typed first."""

    place: Place
    meeting: bool = False
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class CellsWritten:
    """What became of the edits: the line of the history, if anything changed, and the conflicts.

    `texts` are the present texts of the fields that were sent. `conflicts` are the edits of cells
    that somebody else has changed meanwhile: these are not written. `row` is the row as it is now.
    """

    texts: Mapping[str, str]
    revision: int
    row: "EditedRow | None" = None
    change: Change | None = None
    conflicts: tuple[CellEdit, ...] = ()


class _Part(Protocol):
    """A part of the plan with typed cells."""

    @property
    def fields(self) -> Mapping[str, Any]: ...

    def text(self, field: str) -> str: ...

    def typed(self, field: str, text: str) -> "_Part": ...

    def words(self, *, is_new: bool) -> str: ...

    def read(self) -> Mapping[str, Event]: ...


@dataclass(frozen=True)
class EditedRow:
    """A row with its typed cells; `stored` is the row itself, if it is in the plan already."""

    values: EventValues
    section: Section
    directory: Callable[[], ResponsibleDirectory]
    stored: Event | None = None
    parts: tuple[SubEvent, ...] = ()
    # What was typed as the lines of its sub-events, if anything was.
    lines: str | None = None

    @property
    def fields(self) -> Mapping[str, Any]:
        """The values as a patch holds them."""
        return row_fields(self.values)

    def text(self, field: str) -> str:
        """The text of a field, as it is drawn."""
        if field == "events":
            return lines_of(self.parts) if self.lines is None else self.lines
        return text_of_cell(self.values, field)

    def typed(self, field: str, text: str) -> "EditedRow":
        """The part with this text in the field."""
        if field == "events":
            return replace(self, lines=text)
        values = normalize_values(with_cell(self.values, field, text, self.directory))
        return replace(self, values=with_fitting_choice(values, self.section))

    def words(self, *, is_new: bool) -> str:
        """What history says of the edit."""
        return f"{'Добавлена' if is_new else 'Изменена'} строка {named_row(self.values)}."

    def read(self) -> Mapping[str, Event]:
        """The rows that were read under the lock, by uid."""
        return {self.stored.uid: self.stored} if self.stored else {}


@dataclass(frozen=True)
class EditedFields:
    """A section, or the plan's heading."""

    kind: PartKind
    fields: Mapping[str, Any]
    # Whether the portal numbers its heading by itself.
    is_numbered: bool = False

    def text(self, field: str) -> str:
        """The text of a field, as it is drawn."""
        text = str(self.fields[field])
        return drawn_text(text) if field == "heading" else text

    def typed(self, field: str, text: str) -> "EditedFields":
        """The part with this text in the field."""
        text = "\n".join(filter(None, map(str.strip, text.split("\n"))))
        if self.kind == PartKind.SECTION:
            text = without_typed_number(field, text, self.fields, numbers_heading=self.is_numbered)
        return replace(self, fields={**self.fields, field: text})

    def words(self, *, is_new: bool) -> str:
        """What history says of the edit."""
        if self.kind == PartKind.HEADING:
            return "Изменён заголовок плана."
        name = named_section(self.fields["heading"])
        return f"{'Добавлен' if is_new else 'Изменён'} раздел {name}."

    def read(self) -> Mapping[str, Event]:
        """No rows."""
        return {}


@transaction.atomic
def edit_cells(
    *,
    plan: Plan,
    kind: PartKind = PartKind.ROW,
    uid: str,
    edits: Sequence[CellEdit],
    new: NewPart | None = None,
    key: str = "",
    by: Actor,
) -> CellsWritten:
    """Write the cells that still have the text with which they were opened.

    Edits of different cells of a row by two people are both written. With `new` a row or section
    that isn't in the plan is added. The same one-time `key` writes nothing again.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the part was deleted, wrong values.

    """
    plan = plan_to_change(plan, by)
    refuse_long_texts({one.field: one.text for one in edits})
    if new is not None and _is_there(plan, kind, uid):
        new = None
    part = _row(plan, uid, new, by) if kind == PartKind.ROW else edited_fields(plan, kind, uid, new)
    if done := done_before(plan, key, by):
        return _written(plan, part, edits, done)
    edits = [replace(edit, text=normalize_values(edit.text)) for edit in edits]
    differing = [one for one in edits if part.text(one.field) != one.text]
    changed = [one for one in differing if not _alike(part.text(one.field), one.base)]
    conflicts = changed if new is None else []
    edited = part
    for edit in differing:
        if edit not in conflicts:
            edited = edited.typed(edit.field, edit.text)
    patch = difference(kind, uid, part.fields, edited.fields)
    if new is not None:
        patch = (PartChange(kind, uid, None, edited.fields, None, new.place),)
    if isinstance(edited, EditedRow) and edited.lines is not None:
        patch += changed_by_lines(edited.section.uid, uid, edited.parts, edited.lines)
    change = None
    if patch:
        change = commit_patch(
            plan,
            patch,
            _ACTIONS[kind, new is not None],
            edited.words(is_new=new is not None) + _note(edited, edits),
            event_uid=uid if kind == PartKind.ROW else "",
            key=key,
            read=part.read(),
            by=by,
        )
    return _written(plan, edited, edits, change, conflicts)


def refuse_long_texts(texts: Mapping[str, str]) -> None:
    """Refuse what no cell holds before it is read.

    Raises:
        ValidationError: a text is too long.

    """
    for field, text in texts.items():
        try:
            AT_MOST_A_BOOK(text)
        except ValidationError as refusal:
            raise ValidationError({field: refusal.messages}) from None
        if field in LISTS and text.count("\n") >= MOST_LINES:
            raise ValidationError({field: TOO_MANY_LINES})


def _alike(one: str, other: str) -> bool:
    """Whether two texts have the same words in the same lines: the page keeps its hard spaces."""
    first, second = ([line.split() for line in text.split("\n")] for text in (one, other))
    return first == second


def _note(part: _Part, edits: Sequence[CellEdit]) -> str:
    """That typed numbers were taken off, where they were."""
    lists = [one for one in edits if one.field in ("agenda", "paragraphs", "heading")]
    taken = sum(_numbered(one.text) - _numbered(part.text(one.field)) for one in lists)
    return f" {TAKEN_OFF}" if taken > 0 else ""


def _numbered(text: str) -> int:
    return sum(bool(split_typed_number(line)[0]) for line in text.split("\n"))


def _written(
    plan: Plan,
    part: _Part,
    edits: Sequence[CellEdit],
    change: Change | None,
    conflicts: Sequence[CellEdit] = (),
) -> CellsWritten:
    row = part if isinstance(part, EditedRow) else None
    if row is not None and row.lines is not None and row.stored is not None:
        row.stored.has_parts = True  # type: ignore[attr-defined]
        part = row = replace(row, parts=_parts(row.stored), lines=None)
    texts = {one.field: part.text(one.field) for one in edits}
    return CellsWritten(texts, plan.revision, row, change, tuple(conflicts))


def _is_there(plan: Plan, kind: PartKind, uid: str) -> bool:
    rows, sections = (one.filter(uid=uid).exists() for one in (plan.events, plan.sections))
    if sections if kind == PartKind.ROW else rows:
        raise ValidationError(UID_TAKEN, code="wrong")
    return rows or sections


def _row(plan: Plan, uid: str, new: NewPart | None, by: Actor) -> EditedRow:
    directory = cache(lambda: responsible_directory(plan.association, by))
    if new is not None:
        section = table_of(plan, new.place.section)
        return EditedRow(EventValues(is_meeting=new.meeting), section, directory)
    parts = Exists(Event.objects.filter(parent=OuterRef("pk")))
    rows = plan.events.select_related("section__parent", "parent").annotate(has_parts=parts)
    row = part_with_uid(rows.prefetch_related(*LISTS), uid)
    return EditedRow(row_values(row), row.section, directory, row, _parts(row))


def _parts(row: Event) -> tuple[SubEvent, ...]:
    """The sub-events of a row in their order (3 queries, none where there are none)."""
    if not getattr(row, "has_parts", False):
        return ()
    parts = row.children.prefetch_related(*LISTS).order_by("order")
    return tuple(SubEvent(part.uid, row_values(part)) for part in parts)


def edited_fields(plan: Plan, kind: PartKind, uid: str, new: NewPart | None = None) -> EditedFields:
    """The fields of a section or of the heading, for typing into them.

    Raises:
        ValidationError: the section was deleted meanwhile.

    """
    if kind == PartKind.HEADING:
        return EditedFields(kind, fields_of(plan))
    if new is not None:
        blank = dict.fromkeys(SectionValues.__slots__, "")
        fields = {**blank, "kind": new.kind, "columns": []}
        return EditedFields(kind, fields, numbers_heading(plan, is_inner=bool(new.place.parent)))
    section = section_of(plan, uid)
    is_inner = section.parent_id is not None
    return EditedFields(kind, fields_of(section), numbers_heading(plan, is_inner=is_inner))
