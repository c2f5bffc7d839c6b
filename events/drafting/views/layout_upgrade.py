"""The page that shows what another version of the layout changes, and upgrades the plan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from associations.offices.queries import Request
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.layout_upgrade import NOT_OFFERED, upgrade_layout, values_before_upgrade
from events.drafting.views.fetch import plan_to_draft
from events.drafting.views.sheet import lay_out_sheet
from events.layouts.queries.compare import layout_differences
from events.layouts.queries.upgrade import compare_papers, on_other_layout
from events.layouts.queries.values import content_of_layout, layout_values
from events.layouts.queries.versions import all_versions, offered_versions
from plans_portal.lib.versions import version_of


@require_http_methods(["GET", "POST"])
def plan_layout(request: Request, pk: int, layout_pk: int) -> HttpResponse:
    """Show all that would change, then upgrade."""
    plan = plan_to_draft(request, pk)
    layout = get_object_or_404(all_versions(plan.layout), pk=layout_pk)
    if layout not in offered_versions(plan):
        messages.info(request, NOT_OFFERED)
        return redirect(plan)
    if request.method == "POST":
        version = request.POST.get("expected_version", "")
        try:
            upgrade_layout(plan=plan, layout=layout, expected_version=version, by=request.actor)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
            return redirect("events:plan_layout", plan.pk, layout.pk)
        messages.success(request, f"План печатается по форме {layout.named}. Слова плана прежние.")
        return redirect(plan)
    content = read_content(plan)
    wanted = layout_values(layout)
    shape = content_of_layout(wanted, code=layout.code)
    context = {
        "plan": plan,
        "layout": layout,
        "is_newer": layout.version > plan.layout.version,
        "differences": layout_differences(layout_values(plan.layout), wanted),
        "taking": compare_papers(content, shape),
        "sheet": lay_out_sheet(None, on_other_layout(content, shape)),
        "objection": objection_to_drafting(plan, request.actor),
        "version": version_of(values_before_upgrade(plan, layout)),
    }
    return render(request, "events/drafting/layout_upgrade.html", context)
