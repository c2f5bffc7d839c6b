"""Undoes an action of the history."""

import re
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from associations.offices.queries import Request
from events.drafting.models.plan import UID
from events.drafting.rules.undo import undo_changes
from events.drafting.views.done import tell_done
from events.drafting.views.edits import refusal_in_json, sent_in_json, undo_of
from events.drafting.views.fetch import plan_to_draft
from events.drafting.views.findings import anchor_of, to_plan
from events.drafting.views.one_time import sent_key

MOST_TOGETHER: Final = 100
KEY: Final = re.compile("[0-9]{1,18}", re.ASCII)


@require_POST
def change_undo(request: Request, pk: int, change_pk: int) -> HttpResponse:
    """Undo an action; undoing an undo brings the action back.

    The history sends with it the edits of the same part that it shows as one line (`with`).
    Answers with JSON where no page is accepted: `words`, `at` (a row), `revision`, `undo`.
    """
    plan = plan_to_draft(request, pk)
    wanted = {change_pk, *_sent_with(request)}
    changes = list(plan.changes.select_related("plan").filter(pk__in=wanted))
    change = next((one for one in changes if one.pk == change_pk), None)
    if change is None or len(changes) < len(wanted):
        raise Http404
    in_json = not request.accepts("text/html")
    try:
        done = undo_changes(changes=changes, key=_key(request), by=request.actor)
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


def _key(request: Request) -> str:
    """The one-time key: of the form, or in the JSON of the sheet."""
    if request.content_type != "application/json":
        return sent_key(request)
    key = str(sent_in_json(request).get("key", ""))
    return key if UID.fullmatch(key) else ""


def _sent_with(request: Request) -> set[int]:
    """The keys of the other changes; anything else is no such change (404)."""
    sent = request.POST.getlist("with")[:MOST_TOGETHER]
    return {int(one) if KEY.fullmatch(one) else 0 for one in sent}
