"""Pages of layouts: list, one layout, copy, publish, withdraw, offer again, delete."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from associations.actor import require_staff
from associations.offices.queries import Request
from events.layouts.queries.compare import layout_differences, layout_facts
from events.layouts.queries.values import layout_values
from events.layouts.queries.versions import (
    all_versions,
    has_plans,
    unpublished_version,
    with_plan_counts,
)
from events.layouts.rules import (
    copy_layout,
    delete_layout,
    objection_to_changing,
    objection_to_deleting,
    offer_built_in,
    publish_layout,
    withdraw_layout,
)
from events.layouts.views.specimen import specimen_of
from events.models import Layout
from plans_portal.lib.versions import version_of


def layout_to_read(request: Request, pk: int) -> Layout:
    """The layout, for staff and superusers (404 for another institution's)."""
    layouts = Layout.objects.visible_to(request.actor).select_related("institution")
    layout = get_object_or_404(layouts, pk=pk)
    if not request.actor.is_superuser:
        require_staff(request.actor)
    return layout


def layout_to_change(request: Request, pk: int) -> Layout:
    """The layout, if the reader may change it (else 403, also for a built-in one)."""
    layout = layout_to_read(request, pk)
    if objection := objection_to_changing(layout, request.actor):
        raise PermissionDenied(objection)
    return layout


@require_safe
def layout_list(request: Request) -> HttpResponse:
    """The institution's layouts and the built-in ones, each with its number of plans.

    Layouts that came with files and were never put in force are many, so they are folded.
    """
    if not request.actor.is_superuser:
        require_staff(request.actor)
    visible = Layout.objects.visible_to(request.actor).select_related("institution")
    layouts = list(with_plan_counts(visible, request.actor).order_by("name", "-version"))
    imported = [one for one in layouts if one.is_only_imported]
    own = [one for one in layouts if not one.is_built_in and not one.is_only_imported]
    context = {
        "own": own,
        "imported": imported,
        "on_imported": sum(getattr(one, "used", 0) for one in imported),
        "built_in": [one for one in layouts if one.is_built_in],
        "is_staff": request.actor.is_methodist,
    }
    return render(request, "events/layouts/layout_list.html", context)


@require_safe
def layout_detail(request: Request, pk: int) -> HttpResponse:
    """One layout: its specimen, its values in words, its versions."""
    layout = layout_to_read(request, pk)
    found = all_versions(layout).select_related("institution")
    versions = list(with_plan_counts(found, request.actor))
    layout = next(one for one in versions if one.pk == pk)
    values = layout_values(layout)
    may_change = objection_to_changing(layout, request.actor) is None
    context = {
        "layout": layout,
        "specimen": specimen_of(values, request.actor.on),
        "facts": layout_facts(values),
        "versions": versions,
        "may_change": may_change,
        "is_staff": request.actor.is_methodist,
        "is_used": has_plans(layout),
        "in_work": unpublished_version(layout) if may_change else None,
        "may_delete": may_change and objection_to_deleting(layout) is None,
    }
    return render(request, "events/layouts/layout_detail.html", context)


@require_POST
def layout_copy(request: Request, pk: int) -> HttpResponse:
    """Make a draft copy for the institution, and open it."""
    layout = layout_to_read(request, pk)
    copy = copy_layout(layout=layout, by=request.actor)
    messages.success(request, "Копия готова. Назовите её и поправьте, что нужно.")
    return redirect("events:layout_edit", pk=copy.pk)


@require_http_methods(["GET", "POST"])
def layout_publish(request: Request, pk: int) -> HttpResponse:
    """Show the faults and the differences, then put the layout in force."""
    layout = layout_to_change(request, pk)
    values = layout_values(layout)
    if request.method == "POST":
        version = request.POST.get("expected_version", "")
        try:
            publish_layout(layout=layout, expected_version=version, by=request.actor)
        except ValidationError as refusal:
            for message in refusal.messages:
                messages.warning(request, message)
            return redirect("events:layout_publish", pk=layout.pk)
        messages.success(request, f"Форма {layout.named} действует: новые планы составляют по ней.")
        return redirect(layout)
    before = all_versions(layout).filter(is_active=True).exclude(pk=layout.pk).first()
    context = {
        "layout": layout,
        "before": before,
        "differences": layout_differences(layout_values(before), values) if before else (),
        "specimen": specimen_of(values, request.actor.on),
        "version": version_of(values),
    }
    return render(request, "events/layouts/layout_publish.html", context)


@require_POST
def layout_withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw the layout: no new plans by it."""
    layout = withdraw_layout(layout=layout_to_change(request, pk), by=request.actor)
    messages.success(request, "Форма снята: новых планов по ней не составят, прежние остаются.")
    return redirect(layout)


@require_POST
def layout_offer(request: Request, pk: int) -> HttpResponse:
    """Take a built-in layout out of use in the reader's institution, or offer it again."""
    is_offered = bool(request.POST.get("is_offered"))
    layout = offer_built_in(
        layout=layout_to_read(request, pk), is_offered=is_offered, by=request.actor
    )
    words = "Форму снова предлагают." if is_offered else "Форма снята в институте."
    messages.success(request, words)
    return redirect(layout)


@require_http_methods(["GET", "POST"])
def layout_delete(request: Request, pk: int) -> HttpResponse:
    """Ask, then delete a layout that no plan uses."""
    layout = layout_to_change(request, pk)
    objection = objection_to_deleting(layout)
    if request.method == "POST":
        try:
            delete_layout(layout=layout, by=request.actor)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
            return redirect(layout)
        messages.success(request, f"Форма {layout.named} удалена.")
        return redirect("events:layout_list")
    context = {"layout": layout, "objection": objection}
    return render(request, "events/layouts/layout_delete.html", context)
