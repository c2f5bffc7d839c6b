"""The list of plans."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.offices.queries import Request
from events.access import associations_to_draft
from events.drafting.queries.stored_content import shown_plan
from events.models import Plan
from events.oversight.forms import PlanFilter
from events.signoff.queries.plan_state import state_of_plan, with_steps

ON_PAGE = 50


@require_safe
def plan_list(request: Request) -> HttpResponse:
    """The plans that the reader may see, with filters and pages."""
    plans = Plan.objects.visible_to(request.actor)
    found = PlanFilter(request.GET, plans, actor=request.actor)
    page = Paginator(
        found.qs.order_by("-period_start", "association__name", "pk"), ON_PAGE
    ).get_page(request.GET.get("page"))
    ids = [plan.pk for plan in page]
    here = with_steps(Plan.objects.filter(pk__in=ids).with_shown_title(request.actor))
    on_page = {plan.pk: shown_plan(plan, request.actor) for plan in here}
    context = {
        "form": found.form,
        "page": page,
        "plans": [(on_page[pk], state_of_plan(on_page[pk], on=request.actor.on)) for pk in ids],
        "is_filtered": any(request.GET.get(name) for name in found.form.fields),
        "may_add": associations_to_draft(request.actor).exists(),
    }
    template = "events/oversight/plan_list.html"
    return render(request, f"{template}#found" if request.htmx else template, context)
