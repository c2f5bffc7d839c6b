"""The page where a layout is edited, with its specimen beside the form.

Buttons of lines and the preview work without JavaScript; with htmx only a part is replaced.
"""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.offices.queries import Request
from events.layouts.forms.layout import LayoutForm
from events.layouts.queries.compare import LayoutDifference, layout_differences
from events.layouts.queries.values import layout_values, offices_to_name
from events.layouts.queries.versions import has_plans, unpublished_version
from events.layouts.rules import edit_layout
from events.layouts.views.layout import layout_to_change
from events.layouts.views.specimen import specimen_of
from events.models import Layout
from plans_portal.lib.versions import Conflict, sent_version


@require_http_methods(["GET", "POST"])
def layout_edit(request: Request, pk: int) -> HttpResponse:
    """Edit a layout; if plans use it, this makes its next version."""
    layout = layout_to_change(request, pk)
    if request.method == "GET" and has_plans(layout) and (draft := unpublished_version(layout)):
        messages.info(request, f"Версия {draft.version} этой формы уже готовится: правьте её.")
        return redirect("events:layout_edit", pk=draft.pk)
    base = layout_values(layout)
    action = request.POST.get("line", "")
    form = LayoutForm(
        base=base,
        data=request.POST if request.method == "POST" else None,
        action=action,
        offices=offices_to_name(layout, request.actor.on),
    )
    version = sent_version(request.POST, base)
    if request.method == "POST" and not action and form.is_valid():
        try:
            saved = edit_layout(
                layout=layout, values=form.values, expected_version=version, by=request.actor
            )
        except Conflict as conflict:
            return _conflict(request, conflict, form)
        except ValidationError as refusal:
            form.refuse(*refusal.messages)
        else:
            messages.success(request, _saved_message(layout, saved))
            return redirect(saved)
    return _page(request, layout, form, version=version, action=action)


@require_POST
def layout_preview(request: Request, pk: int) -> HttpResponse:
    """The specimen of the typed values, for htmx; nothing is saved."""
    layout = layout_to_change(request, pk)
    offices = offices_to_name(layout, request.actor.on)
    form = LayoutForm(base=layout_values(layout), data=request.POST, offices=offices)
    context = {"layout": layout, "specimen": specimen_of(form.values, request.actor.on)}
    return render(request, "events/layouts/layout_form.html#drawn", context)


def _page(
    request: Request,
    layout: Layout,
    form: LayoutForm,
    *,
    version: str,
    action: str = "",
    theirs: tuple[LayoutDifference, ...] = (),
) -> HttpResponse:
    context = {
        "layout": layout,
        "form": form,
        "version": version,
        "theirs": theirs,
        "is_used": has_plans(layout),
        "specimen": specimen_of(form.values, request.actor.on),
    }
    if action and request.htmx:
        response = render(request, "events/layouts/_fields.html", context)
        # The page asks for the specimen itself, so that an older one can't replace it.
        response["HX-Trigger-After-Swap"] = "portal:lines"
        if focus := _focus(form, action):
            response["HX-Trigger-After-Settle"] = json.dumps({"portal:focus": {"id": focus}})
        return response
    status = 409 if theirs else 422 if form.has_faults else 200
    return render(request, "events/layouts/layout_form.html", context, status=status)


def _conflict(request: Request, conflict: Conflict, form: LayoutForm) -> HttpResponse:
    """Show the stored values and the typed ones; the person may send them again."""
    theirs = layout_differences(layout_values(conflict.stored), form.values)
    return _page(request, conflict.stored, form, version=conflict.version, theirs=theirs)


def _saved_message(layout: Layout, saved: Layout) -> str:
    if saved.pk == layout.pk:
        return "Форма записана."
    return (
        f"Записано как версия {saved.version}: планы в работе остаются на прежней."
        " Введите новую версию в действие, когда она будет готова."
    )


def _focus(form: LayoutForm, action: str) -> str:
    """Id of the element that gets the focus after an action on a line."""
    prefix, _, rest = action.partition(" ")
    verb, _, place = rest.partition(" ")
    lengths = {
        "columns": len(form.columns),
        "seats": len(form.seats),
        "sections": len(form.sections),
        **{one.columns.prefix: len(one.columns) for one in form.sections},
    }
    if prefix not in lengths:
        return ""
    last = lengths[prefix] - 1
    if verb == "add":
        first = {"seats": "verb", "sections": "kind"}.get(prefix, "role")
        return f"id_{prefix}-{last}-{first}"
    index = int(place) if place.isdecimal() and len(place) < len("1000") else 0
    if verb == "remove":
        return f"{prefix}-remove-{min(index, last)}" if last >= 0 else f"{prefix}-add"
    index = max(0, index - 1) if verb == "up" else min(last, index + 1)
    return f"{prefix}-{verb}-{index}"
