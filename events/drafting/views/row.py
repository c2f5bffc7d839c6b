"""Actions on a row of the sheet: move, transfer, duplicate, delete."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.offices.queries import Request
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.rows import delete_event, duplicate_event, move_event, transfer_event
from events.drafting.views.done import tell_done
from events.drafting.views.fetch import part_of, part_or_404, plan_to_draft
from events.drafting.views.one_time import sent_key
from events.models import Event, Plan
from events.plan.vocabulary import SectionKind
from plans_portal.lib.typography import within_quotes


@require_POST
def event_move(request: Request, pk: int, uid: str) -> HttpResponse:
    """Move a row up or down within its section, or a sub-event within its row."""
    plan = plan_to_draft(request, pk)
    event = _event(plan, uid)
    order = event.order
    up = request.POST.get("to") == "up"
    try:
        event = move_event(event=event, direction="up" if up else "down", by=request.actor)
    except ValidationError as refusal:
        return _refused(request, plan, refusal)
    if event.order == order:
        words = "Строка уже первая в разделе." if up else "Строка уже последняя в разделе."
    else:
        words = f"Строка перемещена {'выше' if up else 'ниже'}: теперь она {event.order}-я."
    if event.parent:
        tell_done(request, plan, words)
        return HttpResponseRedirect(f"{_row_url(plan, event.parent)}#parts")
    return _to_row(request, plan, words, uid)


@require_http_methods(["GET", "POST"])
def event_transfer(request: Request, pk: int, uid: str) -> HttpResponse:
    """Choose another section of the plan for a row, then move it there."""
    plan = plan_to_draft(request, pk)
    event = _event(plan, uid)
    sections = plan.sections.filter(kind=SectionKind.TABLE).exclude(pk=event.section_id)
    sections = sections.order_by("parent_id", "order")
    if request.method == "POST":
        target = part_of(sections, request.POST.get("section"))
        if target is None:
            messages.warning(request, "Выберите раздел: того, что был выбран, уже нет.")
            return redirect(request.path)
        try:
            transfer_event(event=event, section=target, by=request.actor)
        except ValidationError as refusal:
            return _refused(request, plan, refusal)
        tell_done(request, plan, f"Строка перенесена в раздел «{within_quotes(str(target))}».")
        return redirect(f"{plan.get_absolute_url()}#at-{uid}")
    context = {
        "plan": plan,
        "event": event,
        "sections": sections,
        "objection": objection_to_drafting(plan, request.actor),
    }
    return render(request, "events/drafting/event_transfer.html", context)


@require_POST
def event_duplicate(request: Request, pk: int, uid: str) -> HttpResponse:
    """Add a copy right after the row."""
    plan = plan_to_draft(request, pk)
    try:
        key = sent_key(request, about=uid)
        copy = duplicate_event(event=_event(plan, uid), key=key, by=request.actor)
    except ValidationError as refusal:
        return _refused(request, plan, refusal)
    if copy.parent:
        tell_done(request, plan, "Копия стоит следующей.")
        return HttpResponseRedirect(f"{_row_url(plan, copy.parent)}#parts")
    return _to_row(request, plan, "Копия стоит сразу под строкой.", copy.uid)


@require_http_methods(["GET", "POST"])
def event_delete(request: Request, pk: int, uid: str) -> HttpResponse:
    """Ask, then delete a row with its sub-events."""
    plan = plan_to_draft(request, pk)
    event = _event(plan, uid)
    if request.method == "POST":
        try:
            delete_event(event=event, by=request.actor)
        except ValidationError as refusal:
            return _refused(request, plan, refusal)
        tell_done(request, plan, "Строка удалена. Что в ней было, осталось в истории плана.")
        if event.parent:
            return HttpResponseRedirect(f"{_row_url(plan, event.parent)}#parts")
        return redirect(f"{plan.get_absolute_url()}#at-{event.section.uid}")
    parts = event.children.count()
    note = f"Вместе с ней удалятся её части: {parts}. " if parts else ""
    note += "Что было в строке, останется в истории плана."
    context = {"plan": plan, "what": "строку", "named": event, "consequence": note}
    return render(request, "events/drafting/delete.html", context)


def _event(plan: Plan, uid: str) -> Event:
    return part_or_404(plan.events.select_related("section", "parent", "plan"), uid)


def _to_row(request: Request, plan: Plan, words: str, uid: str) -> HttpResponse:
    tell_done(request, plan, words)
    return redirect(f"{plan.get_absolute_url()}#at-{uid}")


def _row_url(plan: Plan, event: Event) -> str:
    return f"{plan.get_absolute_url()}rows/{event.uid}/"


def _refused(request: Request, plan: Plan, refusal: ValidationError) -> HttpResponse:
    """Go to the plan's page with the refusal as a message."""
    messages.warning(request, refusal.messages[0])
    return redirect(plan)
