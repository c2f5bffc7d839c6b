"""What the pages say after an action, with the offer to undo it."""

from django.contrib import messages
from django.urls import reverse

from associations.offices.queries import Request
from events.models import Plan
from events.plan.typed_numbers import TAKEN_OFF


def tell_done(request: Request, plan: Plan, words: str) -> None:
    """Say that an action is done and took off typed numbers, and offer to undo it (1 query).

    `plan` is as it was read before the action: where its revision is the same now, nothing was
    changed, and what this person did earlier is not offered.
    """
    done = plan.changes.filter(by_id=request.actor.user_id, plan__revision__gt=plan.revision)
    last = done.order_by("-id").first()
    undo = ""
    if last is not None and last.patch is not None:
        undo = reverse("events:change_undo", args=[plan.pk, last.pk])
        if last.words.endswith(TAKEN_OFF) and not words.endswith(TAKEN_OFF):
            words = f"{words} {TAKEN_OFF}"
    messages.success(request, words, extra_tags=undo)
