"""Undoes an action of the history."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from associations.offices.queries import Request
from events.drafting.rules.undo import undo_change
from events.drafting.views.done import tell_done
from events.drafting.views.edits import refusal_in_json, undo_of
from events.drafting.views.fetch import plan_to_draft
from events.drafting.views.findings import anchor_of, to_plan


@require_POST
def change_undo(request: Request, pk: int, change_pk: int) -> HttpResponse:
    """Undo an action; undoing an undo brings the action back.

    Answers with JSON where no page is accepted: `words`, `at` (a row), `revision`, `undo`.
    """
    plan = plan_to_draft(request, pk)
    change = plan.changes.select_related("plan").filter(pk=change_pk).first()
    if change is None:
        raise Http404
    in_json = not request.accepts("text/html")
    try:
        done = undo_change(change=change, by=request.actor)
    except ValidationError as refusal:
        if in_json:
            return JsonResponse(refusal_in_json(refusal), status=422)
        messages.warning(request, " ".join(refusal.messages))
    else:
        if in_json:
            plan.refresh_from_db(fields=["revision"])
            words = {"words": done.words, "at": done.event_uid, "revision": plan.revision}
            return JsonResponse({**words, **undo_of(plan, done)})
        tell_done(request, plan, done.words)
    return to_plan(request, plan, anchor_of(plan, change.event_uid))
