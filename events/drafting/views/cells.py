"""The cells of a row for editing in place: their texts, and what was typed into them.

Both answers are JSON; `docs/architecture.md` describes them.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from associations.offices.queries import Request
from events.drafting.models.plan import UID
from events.drafting.queries.cells import CELL_FIELDS, text_of_cell
from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.queries.stored_content import event_content, layout_content, section_content
from events.drafting.rules.cells import CellEdit, CellsWritten, edit_cells
from events.drafting.views.fetch import part_or_404, plan_to_draft
from events.models import Event, Plan, Section
from events.plan.content import ColumnContent, columns_from
from events.plan.outline import cells_of_row, shown_as
from events.plan.roles import ColumnRole
from events.plan.vocabulary import ShownAs
from events.templatetags.plans import words_of_cell

NONSENSE = "Портал не понял, что записать. Обновите страницу: набранное останется."
# What moves numbers or merges cells: the page then asks for the sheet.
MOVING = ("number", "direction")


@require_http_methods(["GET", "POST"])
def row_cells(request: Request, pk: int, uid: str) -> HttpResponse:
    """Give the texts of a row's cells, or write those that were typed (422 with a sentence)."""
    plan = plan_to_draft(request, pk)
    if request.method == "GET":
        row = part_or_404(plan.events.prefetch_related("responsible", "agenda"), uid)
        return JsonResponse({"texts": _texts(row_values(row)), "revision": plan.revision})
    try:
        key, edits = _sent(request)
        written = edit_cells(plan=plan, uid=uid, edits=edits, key=key, by=request.actor)
    except ValidationError as refusal:
        return JsonResponse(_refusal(refusal), status=422)
    return JsonResponse(_answer(plan, written))


def _texts(values: EventValues) -> dict[str, str]:
    return {field: text_of_cell(values, field) for field in CELL_FIELDS}


def _sent(request: Request) -> tuple[str, list[CellEdit]]:
    """The one-time key and the edits of a request: `{"key", "cells": {field: {text, base}}}`.

    Raises:
        ValidationError: it is something else.

    """
    try:
        data = json.loads(request.body)
        edits = [CellEdit(name, one["text"], one["base"]) for name, one in data["cells"].items()]
        key = data["key"]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ValidationError(NONSENSE) from None
    texts = [text for one in edits for text in (one.text, one.base)]
    known = {one.field for one in edits} <= set(CELL_FIELDS)
    if not (known and all(isinstance(one, str) for one in [key, *texts]) and UID.fullmatch(key)):
        raise ValidationError(NONSENSE)
    return key, edits


def _refusal(refusal: ValidationError) -> dict[str, Any]:
    errors: Mapping[str, list[str]] = {NON_FIELD_ERRORS: refusal.messages}
    if hasattr(refusal, "error_dict"):
        errors = refusal.message_dict
    return {"code": getattr(refusal, "code", "") or "wrong", "errors": errors}


def _answer(plan: Plan, written: CellsWritten) -> dict[str, Any]:
    plan.refresh_from_db(fields=["revision"])
    change = written.change
    changed = {name for part in (change.patch or [] if change else []) for name in part["after"]}
    return {
        "revision": plan.revision,
        "saved_at": f"{timezone.localtime():%H:%M}",
        "texts": _texts(written.stored),
        "cells": _drawn(plan, written.event),
        "conflicts": {one.field: one.text for one in written.conflicts},
        "undo": reverse("events:change_undo", args=[plan.pk, change.pk]) if change else "",
        "refresh": bool(changed & set(MOVING)),
    }


def _drawn(plan: Plan, row: Event) -> dict[str, str]:
    """The inside of each cell of the row that is its own, as the sheet draws it."""
    layout = layout_content(plan.layout)
    section, columns = section_content(row.section), _columns(row.section) or layout.columns
    depth = 0 if row.section.parent_id is None else 1
    merged = shown_as(section, layout, depth=depth) == ShownAs.MERGED
    parts = tuple(event_content(part) for part in row.children.order_by("order"))
    cells = cells_of_row(event_content(row, parts), columns, layout, merged=merged)
    others = {ColumnRole.NUMBER, *((ColumnRole.DIRECTION,) if merged else ())}
    return {cell.role: words_of_cell(cell) for cell in cells if cell.role not in others}


def _columns(section: Section | None) -> tuple[ColumnContent, ...]:
    """The section's own columns, or those of the section around it; empty for the layout's."""
    while section is not None and not section.columns:
        section = section.parent
    return columns_from(section.columns) if section else ()
