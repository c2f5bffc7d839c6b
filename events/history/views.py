"""Page of a plan's history: changes, editions, signatures."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from associations.actor import Actor
from associations.offices.queries import Request
from events.access import takes_part
from events.drafting.queries.row_values import EventValues
from events.drafting.queries.stored_content import is_shown_as_sent
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.undo import UNDO_DAYS, undone_changes
from events.drafting.views.conflict import label_of, value_in_words
from events.drafting.views.fetch import plan_to_read
from events.models import Change, Event, Plan, Section, Step
from events.plan.patch import PartChange, PartKind, patch_from_json
from events.signoff.queries.edition_status import edition_statuses

ON_PAGE = 50
# Rules that change the status and record no content of the plan.
_TRANSITIONS = (
    "send_plan",
    "recall_plan",
    "sign_plan",
    "return_plan",
    "approve_plan",
    "revise_plan",
    "discard_revision",
    "repeal_plan",
)
_MODELS = {"section": Section, "step": Step, "heading": Plan, "event": Event}
_KINDS: Mapping[PartKind, type[Model]] = {
    PartKind.HEADING: Plan,
    PartKind.SECTION: Section,
    PartKind.ROW: Event,
    PartKind.STEP: Step,
}
_PARTS: Mapping[PartKind, str] = {
    PartKind.HEADING: "Заголовок",
    PartKind.SECTION: "Раздел",
    PartKind.ROW: "Строка",
    PartKind.STEP: "Шаг",
}
# Of before the patches: rules on rows and sections have recorded the values themselves.
_WITHOUT_FIELDS = ("repair_finding", "undo_repair", "bring_rows", "undo_bringing")
_ORDER = {name: place for place, name in enumerate(EventValues.__slots__)}
# The sentence of the change or the list of editions already shows these.
_HIDDEN = ("sha256", "edition", "step", "events", "layout_pk", "kind", "columns")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: what it was and what it became."""

    label: str
    before: str
    after: str
    # A whole part in a line: it may be gone, and not empty.
    is_part: bool = False


@require_safe
def plan_history(request: Request, pk: int) -> HttpResponse:
    """Changes, newest first, and editions with their signatures.

    Readers who take no part in the plan see only the editions.
    """
    plan = plan_to_read(request, pk)
    changes = visible_changes(plan, request.actor)
    page = Paginator(changes.order_by("-id"), ON_PAGE).get_page(request.GET.get("page"))
    is_participant = takes_part(plan, request.actor)
    editions = plan.editions.select_related("repeal").prefetch_related("signatures")
    statuses = edition_statuses(plan, editions)
    # Other readers of the institution see editions up to the one in force.
    shown = [one for one in editions if is_participant or one.number <= plan.edition_number]
    context = {
        "plan": plan,
        "page": page,
        "changes": [(change, field_changes(change)) for change in page],
        "editions": [(one, statuses[one.pk]) for one in reversed(shown)],
        "is_participant": is_participant,
        "may_be_undone": _undoable(request, plan, page),
    }
    return render(request, "events/history/plan_history.html", context)


def visible_changes(plan: Plan, actor: Actor) -> QuerySet[Change]:
    """The changes this reader may see; of a plan shown as sent, only those before the sending."""
    if not takes_part(plan, actor):
        return plan.changes.none()
    if not is_shown_as_sent(plan, actor):
        return plan.changes.all()
    sent = plan.changes.filter(action="send_plan").order_by("-id").values("id")[:1]
    return plan.changes.filter(Q(id__lte=Subquery(sent)) | Q(action__in=_TRANSITIONS))


def _undoable(request: Request, plan: Plan, changes: Iterable[Change]) -> set[int]:
    """Keys of the actions that this reader may still undo."""
    recent = timezone.now() - dt.timedelta(days=UNDO_DAYS)
    found = {one.pk for one in changes if one.patch is not None and one.at > recent}
    if not found or objection_to_drafting(plan, request.actor) is not None:
        return set()
    return found - undone_changes(plan)


def field_changes(change: Change) -> list[FieldChange]:
    """What differs, with Russian labels: fields of one part, or whole parts in a line each."""
    if change.patch is not None:
        parts = patch_from_json(change.patch)
        # What was deleted is in the patch from its end.
        ordered = parts if any(part.after for part in parts) else parts[::-1]
        return [line for part in ordered for line in _lines(part, alone=len(parts) == 1)]
    before: Mapping[str, Any] = change.before or {}
    after: Mapping[str, Any] = change.after or {}
    if change.action in _WITHOUT_FIELDS:
        return []
    model = next((model for word, model in _MODELS.items() if word in change.action), Plan)
    return list(_fields(before, after, model))


def _lines(part: PartChange, *, alone: bool) -> Iterator[FieldChange]:
    model = _KINDS[part.kind]
    if alone:
        yield from _fields(part.before or {}, part.after or {}, model)
    elif part.before or part.after:
        was, became = (_in_one(values or {}, model) for values in (part.before, part.after))
        yield FieldChange(_PARTS[part.kind], was, became, is_part=True)


def _in_one(values: Mapping[str, Any], model: type[Model]) -> str:
    """The filled fields of a part, a line each."""
    filled = [one for one in _fields({}, values, model) if one.after]
    return "\n".join(f"{one.label}: {'; '.join(one.after.splitlines())}" for one in filled)


def _fields(
    before: Mapping[str, Any], after: Mapping[str, Any], model: type[Model]
) -> Iterator[FieldChange]:
    # A database may reorder the keys of its JSON.
    names = sorted({*before, *after}, key=lambda name: (_ORDER.get(name, len(_ORDER)), name))
    for name in names:
        if name in _HIDDEN or before.get(name) == after.get(name):
            continue
        was, became = (value_in_words(name, values.get(name)) for values in (before, after))
        if was or became:
            yield FieldChange(label_of(name, model), was, became)
