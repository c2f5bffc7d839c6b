"""Pages and actions of a plan's sections."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.offices.queries import Request
from events.drafting.forms.section import SectionForm
from events.drafting.rules.parts import fields_of
from events.drafting.rules.sections import (
    add_section,
    contents_of,
    delete_section,
    edit_section,
    move_section,
    section_values,
)
from events.drafting.views.done import tell_done
from events.drafting.views.fetch import part_of, part_or_404, plan_to_draft
from events.drafting.views.one_time import sent_key
from events.drafting.views.opened import base_of_form, sent_opened
from events.drafting.views.writing import form_page, gone_page, write
from events.models import Section
from plans_portal.lib.typography import within_quotes
from plans_portal.lib.versions import Conflict, sent_version, version_of

FORM = "events/drafting/section_form.html"
GONE = "Этот раздел удалил другой человек. Можно записать введённое как новый."


@require_http_methods(["GET", "POST"])
def section_add(request: Request, pk: int) -> HttpResponse:
    """Add a section at the end of the plan, or a sub-section (`?parent=`)."""
    plan = plan_to_draft(request, pk)
    words = request.POST or request.GET
    parent = part_of(plan.sections.all(), words.get("parent"))
    form = SectionForm(request.POST or None, initial={"kind": "table"})
    rule = partial(add_section, plan=plan, parent=parent, key=sent_key(request))
    answer = write(request, plan, form, rule, message="Раздел добавлен.", address=_on_sheet)
    return answer or form_page(request, plan, FORM, form, parent=parent)


@require_http_methods(["GET", "POST"])
def section_edit(request: Request, pk: int, uid: str) -> HttpResponse:
    """Change a section."""
    plan = plan_to_draft(request, pk)
    section = part_of(plan.sections.all(), uid)
    if section is None:
        return gone_page(request, plan, FORM, SectionForm(request.POST), GONE)
    base = base_of_form(request.POST, fields_of(section))
    form = SectionForm(request.POST or None, instance=section)
    version = sent_version(request.POST, section_values(section))
    opened = sent_opened(request.POST)
    rule = partial(edit_section, section=section, expected_version=version, opened=opened)
    answer = write(
        request,
        plan,
        form,
        rule,
        message="Раздел записан.",
        address=_on_sheet,
        opened=opened,
    )
    more = {"section": section, "version": version, "base": base}
    return answer or form_page(request, plan, FORM, form, **more)


@require_POST
def section_move(request: Request, pk: int, uid: str) -> HttpResponse:
    """Move a section up or down."""
    plan = plan_to_draft(request, pk)
    section = part_or_404(plan.sections.all(), uid)
    order = section.order
    direction = "up" if request.POST.get("to") == "up" else "down"
    try:
        section = move_section(section=section, direction=direction, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
        return redirect(plan)
    way = "выше" if direction == "up" else "ниже"
    words = f"Раздел перемещён {way}." if section.order != order else "Раздел уже на краю."
    tell_done(request, plan, words)
    return redirect(_on_sheet(section))


@require_http_methods(["GET", "POST"])
def section_delete(request: Request, pk: int, uid: str) -> HttpResponse:
    """Ask, then delete a section with its rows."""
    plan = plan_to_draft(request, pk)
    section = part_or_404(plan.sections.all(), uid)
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
            tell_done(request, plan, f"Раздел «{within_quotes(str(section))}» удалён.")
        return redirect(plan)
    rows = plan.events.filter(section=section, parent=None).count()
    below = section.children.count()
    also_deleted = f"Вместе с ним удалятся его строки: {rows}. " if rows else ""
    also_deleted += f"И его подразделы: {below}. " if below else ""
    context = {
        "plan": plan,
        "what": "раздел",
        "named": section,
        "consequence": f"{also_deleted}Что было в разделе и его строках, останется в истории"
        " плана.",
        "version": version_of(contents_of(plan, section)),
    }
    return render(request, "events/drafting/delete.html", context)


def _on_sheet(section: Section) -> str:
    return f"{section.plan.get_absolute_url()}#at-{section.uid}"
