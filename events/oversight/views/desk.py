"""«Мой стол»: steps to decide, the person's plans, upcoming events."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.offices.queries import Request
from events.access import associations_to_draft
from events.models import Plan
from events.oversight.queries import (
    missing_plans,
    my_plans,
    returned_first,
    returns_of,
    upcoming_events,
)
from events.signoff.queries.pending_steps import pending_for
from events.signoff.queries.plan_state import state_of_plan, with_steps

PLANS = 20
EVENTS = 8


@require_safe
def desk(request: Request) -> HttpResponse:
    """The first page after signing in."""
    actor = request.actor
    mine = list(with_steps(returned_first(my_plans(actor)))[:PLANS])
    returns = returns_of(mine, actor)
    context = {
        "waiting": pending_for(Plan.objects.visible_to(actor), actor),
        "plans": [(plan, state_of_plan(plan), returns.get(plan.pk)) for plan in mine],
        "upcoming": upcoming_events(actor, EVENTS),
        "unsent": missing_plans(actor) if actor.is_methodist else [],
        "may_add": associations_to_draft(actor).exists(),
    }
    return render(request, "events/oversight/desk.html", context)
