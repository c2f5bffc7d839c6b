"""Pages and deeds of a plan's sections."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.access import Request
from events.forms.refusal import show_refusal
from events.forms.section import SectionForm
from events.models import Plan, Section
from events.rules.guard import objection_to_drafting
from events.rules.sections import (
    add_section,
    contents_of,
    delete_section,
    edit_section,
    move_section,
    values_of,
)
from events.views.conflict import conflict_page
from events.views.fetch import part_of, plan_to_draft
from events.views.sheet import answer_with_sheet
from plans_portal.lib.versions import Conflict, version_of


@require_http_methods(["GET", "POST"])
def section_add(request: Request, pk: int) -> HttpResponse:
    """Add a section at the end of the plan, or a sub-section (`?parent=`)."""
    plan = plan_to_draft(request, pk)
    words = request.POST or request.GET
    parent = part_of(plan.sections.all(), words.get("parent"))
    form = SectionForm(request.POST or None, initial={"kind": "table"})
    if request.method == "POST" and form.is_valid():
        try:
            section = add_section(plan=plan, values=form.values(), parent=parent, by=request.actor)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Раздел добавлен.")
            return redirect(f"{plan.get_absolute_url()}#at-{section.uid}")
    return _form_page(request, plan, form, parent=parent)


@require_http_methods(["GET", "POST"])
def section_edit(request: Request, pk: int, uid: str) -> HttpResponse:
    """Change a section."""
    plan = plan_to_draft(request, pk)
    section = part_of(plan.sections.all(), uid)
    if section is None:
        return _gone(request, plan)
    form = SectionForm(request.POST or None, instance=section)
    version = request.POST.get("expected_version") or version_of(values_of(section))
    if request.method == "POST" and form.is_valid():
        try:
            edit_section(
                section=section, values=form.values(), expected_version=version, by=request.actor
            )
        except Conflict as conflict:
            return conflict_page(request, plan, conflict, form.values())
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Раздел записан.")
            return redirect(f"{plan.get_absolute_url()}#at-{uid}")
    return _form_page(request, plan, form, section=section, version=version)


def _gone(request: Request, plan: Plan) -> HttpResponse:
    """Somebody deleted the section: what was typed stays, and may become a new one."""
    if request.method != "POST":
        raise Http404
    form = SectionForm(request.POST)
    form.is_valid()
    form.add_error(None, "Этот раздел удалил другой человек. Можно записать введённое как новый.")
    return _form_page(request, plan, form, as_new=True)


def _form_page(request: Request, plan: Plan, form: SectionForm, **more: Any) -> HttpResponse:
    context = {
        "plan": plan,
        "form": form,
        "objection": objection_to_drafting(plan, request.actor),
        **more,
    }
    return render(request, "events/section_form.html", context, status=422 if form.errors else 200)


@require_POST
def section_move(request: Request, pk: int, uid: str) -> HttpResponse:
    """Move a section up or down."""
    plan = plan_to_draft(request, pk)
    section = _section(plan, uid)
    order = section.order
    direction = "up" if request.POST.get("to") == "up" else "down"
    try:
        section = move_section(section=section, direction=direction, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
        return redirect(plan)
    way = "выше" if direction == "up" else "ниже"
    words = f"Раздел перемещён {way}." if section.order != order else "Раздел уже на краю."
    return answer_with_sheet(request, plan, words, at=uid)


@require_http_methods(["GET", "POST"])
def section_delete(request: Request, pk: int, uid: str) -> HttpResponse:
    """Ask, then delete a section with its rows."""
    plan = plan_to_draft(request, pk)
    section = _section(plan, uid)
    if request.method == "POST":
        version = request.POST.get("expected_version", "")
        try:
            delete_section(section=section, expected_version=version, by=request.actor)
        except Conflict as conflict:
            messages.warning(request, conflict.messages[0])
            return redirect(request.path)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        else:
            messages.success(request, f"Раздел «{section}» удалён.")
        return redirect(plan)
    rows = plan.events.filter(section=section, parent=None).count()
    below = section.children.count()
    context = {
        "plan": plan,
        "section": section,
        "rows": rows,
        "below": below,
        "version": version_of(contents_of(plan, section)),
    }
    return render(request, "events/section_delete.html", context)


def _section(plan: Plan, uid: str) -> Section:
    section = part_of(plan.sections.all(), uid)
    if section is None:
        raise Http404
    return section
