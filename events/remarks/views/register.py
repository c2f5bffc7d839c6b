"""The register of remarks: of one plan, or of all that the reader may see."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.offices.queries import Request
from events.drafting.queries.stored_content import shown_plan
from events.models import Plan
from events.remarks.forms import RemarkFilter

ON_PAGE = 50


@require_safe
def remark_list(request: Request) -> HttpResponse:
    """The remarks that the reader may see, with filters and pages."""
    found = RemarkFilter(request.GET, actor=request.actor)
    plan = found.one_plan
    remarks = (
        found.qs.select_related("edition")
        .defer("edition__content")
        .annotate(answered=Count("answers"))
    )
    page = Paginator(remarks.order_by("-made_at", "-id"), ON_PAGE).get_page(request.GET.get("page"))
    plans = Plan.objects.filter(pk__in={one.plan_id for one in page})
    plans = plans.select_related("association", "edition", "official")
    plans = plans.defer("edition__content", "official__content").with_shown_title(request.actor)
    shown = {one.pk: shown_plan(one, request.actor) for one in plans}
    for one in page:
        one.plan = shown[one.plan_id]
    context = {
        "form": found.form,
        "page": page,
        "plan": shown_plan(plan, request.actor) if plan else None,
        "is_filtered": any(request.GET.get(name) for name in found.form.fields),
    }
    template = "events/remarks/remark_list.html"
    return render(request, f"{template}#found" if request.htmx else template, context)
