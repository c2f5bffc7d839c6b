"""«Мой стол»: steps to decide, the person's plans, upcoming events."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.offices.queries import Request
from events.access import associations_to_draft, standing_for
from events.models import Plan
from events.oversight.queries import missing_plans, my_plans, upcoming_events
from events.signoff.queries.pending_steps import pending_for
from events.signoff.queries.plan_state import state_of_plan, with_steps
from events.signoff.queries.vacancies import vacancies

PLANS = 20
EVENTS = 8


@require_safe
def desk(request: Request) -> HttpResponse:
    """The first page after signing in."""
    actor = request.actor
    mine = with_steps(my_plans(actor).order_by("-period_start", "association__name"))
    waiting = pending_for(Plan.objects.visible_to(actor), actor)
    context = {
        "waiting": [(plan, step, standing_for(step, actor)) for plan, step in waiting],
        "plans": [(plan, state_of_plan(plan, actor.on)) for plan in mine[:PLANS]],
        "vacancies": vacancies(actor) if actor.is_methodist else [],
        "upcoming": upcoming_events(actor, EVENTS),
        "unsent": missing_plans(actor) if actor.is_methodist else [],
        "may_add": associations_to_draft(actor).exists(),
    }
    return render(request, "events/oversight/desk.html", context)
