"""«Мой стол»: steps to decide, the person's plans, upcoming events."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from associations.actor import Actor
from associations.letters.queries import Queue, queue_of
from associations.offices.queries import Request
from events.access import associations_to_draft, standing_for
from events.models import Plan
from events.oversight.queries import (
    deviations_to_settle,
    missing_plans,
    my_plans,
    returned_first,
    returns_of,
    upcoming_events,
)
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.pending_steps import pending_for
from events.signoff.queries.plan_state import state_of_plan, with_steps
from events.signoff.queries.vacancies import vacancies

PLANS = 20
EVENTS = 8


@require_safe
def desk(request: Request) -> HttpResponse:
    """The first page after signing in."""
    actor = request.actor
    mine = list(with_steps(returned_first(my_plans(actor)))[:PLANS])
    returns = returns_of(mine, actor)
    context = {
        "waiting": [
            (plan, step, clocks_of(plan, (step,), on=actor.on)[step.pk], standing_for(step, actor))
            for plan, step in pending_for(Plan.objects.visible_to(actor), actor)
        ],
        "letters": _letters_in_trouble(actor),
        "plans": [(plan, state_of_plan(plan, on=actor.on), returns.get(plan.pk)) for plan in mine],
        "vacancies": vacancies(actor) if actor.is_methodist else [],
        "upcoming": upcoming_events(actor, EVENTS),
        "unsent": missing_plans(actor) if actor.is_methodist else [],
        "deviations": deviations_to_settle(actor) if actor.is_methodist else [],
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
