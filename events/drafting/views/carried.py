"""The action that settles at once what was not certain when the plan was begun."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from associations.offices.queries import Request
from events.drafting.rules.carried import settle_carried
from events.drafting.views.done import tell_done
from events.drafting.views.fetch import plan_to_draft
from events.drafting.views.findings import to_plan
from events.drafting.views.one_time import sent_key


@require_POST
def carried_settle(request: Request, pk: int) -> HttpResponse:
    """Write what is proposed at the places that the page showed; the message offers to undo it."""
    plan = plan_to_draft(request, pk)
    sent = (place.partition(":") for place in request.POST.get("places", "").split())
    places = {(uid, name) for uid, _, name in sent}
    # The other actions of the page have keys of their own.
    key = sent_key(request, about="carried")
    try:
        change = settle_carried(plan=plan, places=places, key=key, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        tell_done(request, plan, change.words)
    return to_plan(request, plan, "findings")
