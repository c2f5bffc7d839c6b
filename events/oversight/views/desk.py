"""«Мой стол»: steps to decide, the person's plans, upcoming events."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from associations.actor import Actor
from associations.letters.queries import Queue, queue_of
from associations.offices.queries import Request
from events.access import associations_to_draft
from events.oversight.queries import (
    deviations_to_settle,
    missing_plans,
    my_plans,
    returned_first,
    returns_of,
    upcoming_events,
)
from events.signoff.forms.waiting import WaitingForm
from events.signoff.queries.plan_state import state_of_plan, with_steps
from events.signoff.queries.vacancies import vacancies
from events.signoff.queries.waiting import (
    ON_PAGE,
    count_overdue,
    late_deciders,
    narrowed,
    paper_seats,
    queued_for,
    waiting_for,
)

PLANS = 20
EVENTS = 8
# So many that wait may be narrowed.
MANY = 10


@require_safe
def desk(request: Request) -> HttpResponse:
    """The first page after signing in."""
    actor = request.actor
    mine = list(with_steps(returned_first(my_plans(actor)))[:PLANS])
    returns = returns_of(mine, actor)
    context = {
        **_waiting(request),
        "paper": paper_seats(actor),
        "late": late_deciders(actor),
        "letters": _letters_in_trouble(actor),
        "mine": mine,
        "plans": [(plan, state_of_plan(plan, on=actor.on), returns.get(plan.pk)) for plan in mine],
        "vacancies": vacancies(actor) if actor.is_methodist else [],
        "upcoming": upcoming_events(actor, EVENTS),
        "unsent": missing_plans(actor) if actor.is_methodist else [],
        "deviations": deviations_to_settle(actor) if actor.is_methodist else [],
        "may_add": associations_to_draft(actor).exists(),
    }
    return render(request, "events/oversight/desk.html", context)


def _waiting(request: Request) -> dict[str, object]:
    """What waits for the reader: a page of it, narrowed as asked, and how much there is."""
    actor = request.actor
    queue = queued_for(actor)
    form = WaitingForm(request.GET)
    is_narrowed = bool(request.GET.keys() & form.fields.keys())
    chosen = narrowed(queue, **form.cleaned_data) if form.is_valid() else queue
    page = Paginator(chosen, ON_PAGE).get_page(request.GET.get("page"))
    rows = waiting_for(actor, [one.plan_id for one in page]) if queue else []
    verbs = {one.step.verb for one in rows}
    substitutions = (one.standing.in_words for one in rows if one.standing and one.standing.manner)
    return {
        "page": page,
        "waiting": rows,
        "waits": len(queue),
        "overdue": count_overdue(queue),
        "narrowing": form if is_narrowed or len(queue) >= MANY else None,
        "chosen_by": {n: request.GET[n] for n in form.fields if request.GET.get(n)},
        # Whom the reader stands in for is said once, and shortly at each row.
        "substitutions": dict.fromkeys(substitutions),
        "only_verb": verbs.pop() if len(verbs) == 1 else "",
    }


def _letters_in_trouble(actor: Actor) -> Queue | None:
    """The queue of letters, for a methodist, where somebody should look after it."""
    if not actor.is_methodist:
        return None
    now = timezone.now()
    queue = queue_of(actor, now)
    return queue if queue.is_stuck(now) else None
