"""Undoes an action of the history."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from associations.offices.queries import Request
from events.drafting.rules.undo import undo_change
from events.drafting.views.done import tell_done
from events.drafting.views.fetch import plan_to_draft
from events.drafting.views.findings import anchor_of, to_plan


@require_POST
def change_undo(request: Request, pk: int, change_pk: int) -> HttpResponse:
    """Undo an action; undoing an undo brings the action back."""
    plan = plan_to_draft(request, pk)
    change = plan.changes.select_related("plan").filter(pk=change_pk).first()
    if change is None:
        raise Http404
    try:
        done = undo_change(change=change, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        tell_done(request, plan, done.words)
    return to_plan(request, plan, anchor_of(plan, change.event_uid))
