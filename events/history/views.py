"""The history of a plan: what changed, its editions, who signed them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.actor import Actor
from associations.offices.queries import Request
from events.access import takes_part
from events.drafting.queries.stored_content import is_shown_as_sent
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.repairs import undone
from events.drafting.views.conflict import in_words, label_of
from events.drafting.views.fetch import plan_to_read
from events.models import Change, Event, Plan, Section, Step
from events.signoff.queries.edition_status import edition_statuses

ON_PAGE = 50
# Deeds that say where the plan is, and hold no word of it.
_MOVES = (
    "send_plan",
    "recall_plan",
    "sign_plan",
    "return_plan",
    "approve_plan",
    "revise_plan",
    "discard_revision",
    "repeal_plan",
)
_OF_DEED = {"section": Section, "step": Step, "heading": Plan, "event": Event}
# A repair is made by deeds on rows and sections, which tell the words before and after.
_TOLD_BESIDE = ("repair_finding", "undo_repair", "bring_rows", "undo_bringing")
# Told by the sentence of the change, or by the list of editions.
_LEFT_OUT = ("sha256", "edition", "step", "events", "layout_pk")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: what it was and what it became."""

    label: str
    before: str
    after: str


@require_safe
def plan_history(request: Request, pk: int) -> HttpResponse:
    """Changes newest first; editions with their signatures beside them.

    Who takes no part in the plan sees the editions alone: not what was tried, nor what was said.
    """
    plan = plan_to_read(request, pk)
    changes = changes_told(plan, request.actor)
    page = Paginator(changes.order_by("-id"), ON_PAGE).get_page(request.GET.get("page"))
    is_told = takes_part(plan, request.actor)
    editions = plan.editions.select_related("repeal").prefetch_related("signatures")
    forces = edition_statuses(plan, editions)
    # To the rest of the institution the plan ends with its edition in force.
    told = [one for one in editions if is_told or one.number <= plan.edition_number]
    context = {
        "plan": plan,
        "page": page,
        "changes": [(change, field_changes(change)) for change in page],
        "editions": [(one, forces[one.pk]) for one in reversed(told)],
        "is_told": is_told,
        "may_be_undone": _repairs(request, plan, page),
    }
    return render(request, "events/history/plan_history.html", context)


def changes_told(plan: Plan, actor: Actor) -> QuerySet[Change]:
    """The changes that this reader is told; of a plan shown as it was sent, none after that."""
    if not takes_part(plan, actor):
        return plan.changes.none()
    if not is_shown_as_sent(plan, actor):
        return plan.changes.all()
    sent = plan.changes.filter(deed="send_plan").order_by("-id").values("id")[:1]
    return plan.changes.filter(Q(id__lte=Subquery(sent)) | Q(deed__in=_MOVES))


def _repairs(request: Request, plan: Plan, changes: Iterable[Change]) -> set[int]:
    """The repairs and pastes that this reader may still take back in one click."""
    repairs = {change.pk for change in changes if change.deed in ("repair_finding", "bring_rows")}
    if not repairs or objection_to_drafting(plan, request.actor) is not None:
        return set()
    return repairs - undone(plan)


def field_changes(change: Change) -> list[FieldChange]:
    """The fields that differ, by their Russian names."""
    if change.deed in _TOLD_BESIDE:
        return []
    before: Mapping[str, Any] = change.before or {}
    after: Mapping[str, Any] = change.after or {}
    model = next((model for word, model in _OF_DEED.items() if word in change.deed), Plan)
    found = []
    for name in dict.fromkeys([*before, *after]):
        if name in _LEFT_OUT or before.get(name) == after.get(name):
            continue
        was, became = (in_words(name, values.get(name)) for values in (before, after))
        if was or became:
            found.append(FieldChange(label_of(name, model), was, became))
    return found
