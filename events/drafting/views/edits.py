"""What is edited in place on the sheet: cells typed into; rows moved, copied, deleted and filled.

Requests and answers are JSON; `docs/architecture.md` describes them.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from associations.offices.queries import Request
from events.drafting.models.plan import UID
from events.drafting.queries.cells import content_of_row
from events.drafting.queries.numbers import printed_numbers
from events.drafting.queries.responsible_names import (
    names_in_earlier_plans,
    names_in_plan,
    responsible_directory,
)
from events.drafting.queries.stored_content import layout_content, section_content
from events.drafting.rules.cells import TYPED, CellEdit, EditedRow, NewPart, edit_cells
from events.drafting.rules.sections import place_section
from events.drafting.rules.several_rows import copy_rows, delete_rows, fill_rows, move_rows
from events.drafting.views.fetch import plan_to_draft
from events.models import Change, Plan, Section
from events.plan.content import ColumnContent, columns_from
from events.plan.outline import cells_of_row, shown_as
from events.plan.patch import PartKind, Place
from events.plan.roles import ColumnRole
from events.plan.typed_numbers import TAKEN_OFF
from events.plan.vocabulary import SectionKind, ShownAs
from events.templatetags.sheet import words_of_cell

NONSENSE: Final = "Портал не понял, что записать. Обновите страницу: набранное останется."
# The fields that one text may be written into for several rows.
FILLED: Final = (ColumnRole.TERM.value, ColumnRole.RESPONSIBLE.value)

type Edit = Callable[[Plan, Mapping[str, Any], Request], dict[str, Any]]


def _answering(edit: Edit) -> Callable[[Request, int], HttpResponse]:
    """Make a view of an edit: its JSON goes in, and the answer or the refusal (422) comes out."""

    @require_POST
    def view(request: Request, pk: int) -> HttpResponse:
        plan = plan_to_draft(request, pk)
        try:
            answer = edit(plan, sent_in_json(request), request)
        except ValidationError as refusal:
            return JsonResponse(refusal_in_json(refusal), status=422)
        return JsonResponse({"saved_at": f"{timezone.localtime():%H:%M}", **answer})

    view.__name__, view.__doc__ = edit.__name__, edit.__doc__
    return view


@_answering
def edit_in_place(plan: Plan, sent: Mapping[str, Any], request: Request) -> dict[str, Any]:
    """Write what was typed into the cells of a row, a section or the heading."""
    kind = _one_of(sent, "part", list(TYPED))
    heading = kind == PartKind.HEADING
    uid, new = ("", None) if heading else (_uid(sent, "uid"), _new_part(sent, kind))
    cells = sent.get("cells")
    if not isinstance(cells, dict) or not set(cells) <= set(TYPED[kind]):
        raise ValidationError(NONSENSE)
    edits = [CellEdit(name, _text(one, "text"), _text(one, "base")) for name, one in cells.items()]
    before = printed_numbers(plan) if new or "number" in cells else {}
    written = edit_cells(
        plan=plan, kind=kind, uid=uid, edits=edits, new=new, key=_uid(sent, "key"), by=request.actor
    )
    return {
        "revision": written.revision,
        "texts": written.texts,
        "cells": drawn_cells(plan, uid, written.row) if written.row else {},
        "note": TAKEN_OFF if written.change and written.change.words.endswith(TAKEN_OFF) else "",
        "conflicts": {one.field: one.text for one in written.conflicts},
        "numbers": moved_numbers(plan, before) if before or new else {},
        **undo_of(plan, written.change),
    }


@_answering
def move_in_place(plan: Plan, sent: Mapping[str, Any], request: Request) -> dict[str, Any]:
    """Move rows to a section, after one of its rows or first."""
    section = _uid(sent, "section")
    after = _uid(sent, "after") if sent.get("after") else ""
    return _of_rows(plan, sent, request, move_rows, section=section, after=after)


@_answering
def copy_in_place(plan: Plan, sent: Mapping[str, Any], request: Request) -> dict[str, Any]:
    """Copy rows; the copies stand under the last of them."""
    return _of_rows(plan, sent, request, copy_rows)


@_answering
def delete_in_place(plan: Plan, sent: Mapping[str, Any], request: Request) -> dict[str, Any]:
    """Delete rows with their sub-events; the answer offers to undo it."""
    return _of_rows(plan, sent, request, delete_rows)


@_answering
def fill_in_place(plan: Plan, sent: Mapping[str, Any], request: Request) -> dict[str, Any]:
    """Write one text into the same cell of several rows."""
    field, text = _one_of(sent, "field", FILLED), _text(sent, "text")
    return _of_rows(plan, sent, request, fill_rows, field=field, text=text)


@_answering
def move_section_in_place(plan: Plan, sent: Mapping[str, Any], request: Request) -> dict[str, Any]:
    """Put a section after another of the same parent, or first."""
    after = _uid(sent, "after") if sent.get("after") else ""
    change = place_section(
        plan=plan, uid=_uid(sent, "uid"), after=after, key=_uid(sent, "key"), by=request.actor
    )
    plan.refresh_from_db(fields=["revision"])
    words = {"revision": plan.revision, "words": change.words if change else ""}
    return {**words, **undo_of(plan, change)}


@require_GET
def plan_sections(request: Request, pk: int) -> HttpResponse:
    """The sections of the plan in their order: uid, heading and the uid of the one around each."""
    plan = plan_to_draft(request, pk)
    sections = plan.sections.select_related("parent").order_by("order")
    found = [
        {
            "uid": one.uid,
            "heading": one.heading[:120] or "Без заголовка",
            "parent": one.parent.uid if one.parent else "",
            "kind": one.kind,
        }
        for one in sections
    ]
    return JsonResponse({"sections": found})


@require_GET
def known_names(request: Request, pk: int) -> HttpResponse:
    """The names that «Ответственные» proposes: of this plan, of earlier ones, of the directory."""
    plan = plan_to_draft(request, pk)
    directory = responsible_directory(plan.association, request.actor)
    earlier = names_in_earlier_plans(plan, request.actor)
    names = dict.fromkeys([*names_in_plan(plan), *earlier, *directory.labels])
    return JsonResponse({"names": list(names)})


def _of_rows(
    plan: Plan,
    sent: Mapping[str, Any],
    request: Request,
    rule: Callable[..., Change | None],
    **more: str,
) -> dict[str, Any]:
    uids = sent.get("rows")
    if not isinstance(uids, list) or not all(map(_is_uid, uids)):
        raise ValidationError(NONSENSE)
    before = printed_numbers(plan)
    change = rule(plan=plan, uids=uids, key=_uid(sent, "key"), by=request.actor, **more)
    plan.refresh_from_db(fields=["revision"])
    return {
        "revision": plan.revision,
        "words": change.words if change else "",
        "at": change.event_uid if change else "",
        "numbers": moved_numbers(plan, before),
        **undo_of(plan, change),
    }


def undo_of(plan: Plan, change: Change | None) -> dict[str, str]:
    """The address that undoes a change, empty where nothing was changed."""
    undo = reverse("events:change_undo", args=[plan.pk, change.pk]) if change else ""
    return {"undo": undo}


def refusal_in_json(refusal: ValidationError) -> dict[str, Any]:
    """The sentences of a refusal by field, and its code."""
    errors: Mapping[str, list[str]] = {NON_FIELD_ERRORS: refusal.messages}
    if hasattr(refusal, "error_dict"):
        errors = refusal.message_dict
    return {"code": getattr(refusal, "code", "") or "wrong", "errors": errors}


def moved_numbers(plan: Plan, before: Mapping[str, str]) -> dict[str, str]:
    """The numbers that are not what they were, by the uids of their rows."""
    now = printed_numbers(plan)
    return {uid: number for uid, number in now.items() if before.get(uid) != number}


def drawn_cells(plan: Plan, uid: str, row: EditedRow) -> dict[str, str]:
    """The inside of each cell that is the row's own, as the sheet draws it; by role."""
    layout = layout_content(plan.layout)
    section, columns = section_content(row.section), _columns(row.section) or layout.columns
    depth = 0 if row.section.parent_id is None else 1
    merged = shown_as(section, layout, depth=depth) == ShownAs.MERGED
    parts = tuple(content_of_row(part.uid, part.values) for part in row.parts)
    content = content_of_row(uid, row.values, parts)
    cells = cells_of_row(content, columns, layout, merged=merged)
    others = {ColumnRole.NUMBER, *((ColumnRole.DIRECTION,) if merged else ())}
    return {cell.role: words_of_cell(cell, content) for cell in cells if cell.role not in others}


def _columns(section: Section | None) -> tuple[ColumnContent, ...]:
    """The section's own columns, or those of the section around it; empty for the layout's."""
    while section is not None and not section.columns:
        section = section.parent
    return columns_from(section.columns) if section else ()


def sent_in_json(request: Request) -> Mapping[str, Any]:
    """The JSON object of a request.

    Raises:
        ValidationError: it is something else.

    """
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise ValidationError(NONSENSE)
    return sent


def _new_part(sent: Mapping[str, Any], part: PartKind) -> NewPart | None:
    """Where a new part stands: a row in a `section`, a section in a `parent`, `after` another."""
    place = sent.get("new")
    if place is None:
        return None
    if not isinstance(place, dict):
        raise ValidationError(NONSENSE)
    names = ("section" if part == PartKind.ROW else "parent", "after")
    uids = {name: _uid(place, name) for name in names if place.get(name)}
    kind = _one_of(place, "kind", SectionKind.values) if "kind" in place else SectionKind.TABLE
    return NewPart(Place(**uids), meeting=place.get("meeting") is True, kind=kind)


def _text(values: Any, name: str) -> str:
    value = values.get(name) if isinstance(values, dict) else None
    if not isinstance(value, str):
        raise ValidationError(NONSENSE)
    return value


def _uid(values: Mapping[str, Any], name: str) -> str:
    value = _text(values, name)
    if not _is_uid(value):
        raise ValidationError(NONSENSE)
    return value


def _is_uid(value: Any) -> bool:
    return isinstance(value, str) and UID.fullmatch(value) is not None


def _one_of(values: Mapping[str, Any], name: str, known: Any) -> Any:
    value = _text(values, name)
    if value not in known:
        raise ValidationError(NONSENSE)
    return next(one for one in known if one == value)
