"""The page that changes what stands above the plan's table."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from associations.access import Request
from events.forms.plan import HeadingForm
from events.forms.refusal import show_refusal
from events.rules.guard import objection_to_drafting
from events.rules.plans import edit_heading, heading_of
from events.views.conflict import conflict_page
from events.views.fetch import plan_to_draft
from plans_portal.lib.versions import Conflict, version_of


@require_http_methods(["GET", "POST"])
def heading_edit(request: Request, pk: int) -> HttpResponse:
    """Change the title, the city and the imprint."""
    plan = plan_to_draft(request, pk)
    form = HeadingForm(request.POST or None, instance=plan_to_draft(request, pk))
    version = request.POST.get("expected_version") or version_of(heading_of(plan))
    if request.method == "POST" and form.is_valid():
        try:
            edit_heading(
                plan=plan, values=form.values(), expected_version=version, by=request.actor
            )
        except Conflict as conflict:
            return conflict_page(request, plan, conflict, form.values())
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Заголовок записан.")
            return redirect(plan)
    context = {
        "plan": plan,
        "form": form,
        "version": version,
        "objection": objection_to_drafting(plan, request.actor),
    }
    return render(request, "events/heading_edit.html", context, status=422 if form.errors else 200)
