"""«Мой стол»: steps to decide, the person's plans, upcoming events."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from associations.actor import Actor
from associations.letters.queries import Queue, queue_of
from associations.offices.queries import Request
from events.access import associations_to_draft
from events.models import Plan
from events.oversight.queries import missing_plans, my_plans, upcoming_events
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.pending_steps import pending_for
from events.signoff.queries.plan_state import state_of_plan, with_steps

PLANS = 20
EVENTS = 8


@require_safe
def desk(request: Request) -> HttpResponse:
    """The first page after signing in."""
    actor = request.actor
    mine = with_steps(my_plans(actor).order_by("-period_start", "association__name"))
    context = {
        "waiting": [
            (plan, step, clocks_of(plan, (step,), on=actor.on)[step.pk])
            for plan, step in pending_for(Plan.objects.visible_to(actor), actor)
        ],
        "letters": _letters_in_trouble(actor),
        "plans": [(plan, state_of_plan(plan, on=actor.on)) for plan in mine[:PLANS]],
        "upcoming": upcoming_events(actor, EVENTS),
        "unsent": missing_plans(actor) if actor.is_methodist else [],
        "may_add": associations_to_draft(actor).exists(),
    }
    return render(request, "events/oversight/desk.html", context)


def _letters_in_trouble(actor: Actor) -> Queue | None:
    """The queue of letters, for a methodist, where somebody should look after it."""
    if not actor.is_methodist:
        return None
    now = timezone.now()
    queue = queue_of(actor, now)
    return queue if queue.is_stuck(now) else None
