"""Pages that remove a draft, list removed drafts and restore one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from associations.offices.queries import Request
from events.access import associations_to_draft
from events.drafting.rules.removal import (
    objection_to_removing,
    objection_to_restoring,
    remove_draft,
    removed_drafts,
    restore_draft,
)
from events.drafting.views.fetch import plan_to_draft

ON_PAGE = 50


@require_http_methods(["GET", "POST"])
def plan_remove(request: Request, pk: int) -> HttpResponse:
    """Ask, then remove the draft."""
    if removed := removed_drafts(request.actor).filter(pk=pk).first():
        messages.info(request, str(objection_to_removing(removed, request.actor)))
        return redirect("events:removed_list")
    plan = plan_to_draft(request, pk)
    if request.method == "POST":
        try:
            remove_draft(plan=plan, by=request.actor)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
            return redirect(plan)
        messages.success(request, "Черновик снят. Вернуть его можно здесь в любое время.")
        return redirect("events:removed_list")
    context = {
        "plan": plan,
        "rows": plan.events.filter(parent=None).count(),
        "objection": objection_to_removing(plan, request.actor),
    }
    return render(request, "events/drafting/plan_remove.html", context)


@require_safe
def removed_list(request: Request) -> HttpResponse:
    """The removed drafts that the reader may restore."""
    if not associations_to_draft(request.actor).exists():
        raise PermissionDenied("Снятые черновики видят их авторы и методист института.")
    page = Paginator(removed_drafts(request.actor), ON_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "drafts": [(plan, objection_to_restoring(plan, request.actor)) for plan in page],
    }
    return render(request, "events/drafting/removed_list.html", context)


@require_POST
def plan_restore(request: Request, pk: int) -> HttpResponse:
    """Restore a removed draft and open it."""
    plan = removed_drafts(request.actor).filter(pk=pk).first()
    if plan is None:
        messages.info(request, "Этот черновик уже вернули.")
        return redirect(plan_to_draft(request, pk))
    try:
        plan = restore_draft(plan=plan, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
        return redirect("events:removed_list")
    messages.success(request, "Черновик возвращён таким, каким был.")
    return redirect(plan)
