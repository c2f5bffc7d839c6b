"""Closing a remark on a plan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from associations.offices.queries import Request
from events.drafting.views.fetch import plan_to_draft
from events.remarks.rules import close_remark


@require_POST
def remark_close(request: Request, pk: int, remark_pk: int) -> HttpResponse:
    """Close a remark as taken or declined."""
    plan = plan_to_draft(request, pk)
    remark = get_object_or_404(plan.remarks, pk=remark_pk)
    try:
        close_remark(remark=remark, state=request.POST.get("state", ""), by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, f"Замечание отмечено: {remark.get_state_display().lower()}.")
    return redirect(f"{plan.get_absolute_url()}#remarks")
