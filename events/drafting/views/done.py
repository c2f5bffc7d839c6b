"""What the pages say after an action, with the offer to undo it."""

from django.contrib import messages
from django.urls import reverse

from associations.offices.queries import Request
from events.models import Plan


def tell_done(request: Request, plan: Plan, words: str) -> None:
    """Say that an action is done, and offer to undo what this person did last (1 query)."""
    last = plan.changes.filter(by_id=request.actor.user_id).order_by("-id").first()
    undo = ""
    if last is not None and last.patch is not None:
        undo = reverse("events:change_undo", args=[plan.pk, last.pk])
    messages.success(request, words, extra_tags=undo)
