"""Pages and deeds of the steps of a plan's sign-off while its words are open."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.access import Request
from events.forms.refusal import show_refusal
from events.forms.step import StepForm
from events.models import Plan, Step
from events.rules.guard import objection_to_drafting
from events.rules.steps import add_step, delete_step, edit_step, move_step, values_of
from events.views.conflict import conflict_page
from events.views.fetch import part_of, plan_to_draft
from plans_portal.lib.versions import Conflict, version_of


@require_http_methods(["GET", "POST"])
def step_add(request: Request, pk: int) -> HttpResponse:
    """Add a step: who agrees, approves, or signs under the plan."""
    plan = plan_to_draft(request, pk)
    last = plan.steps.order_by("stage").last()
    initial = {"verb": "agree", "mode": "person", "stage": last.stage if last else 1}
    form = _form(request, plan, Step(plan=plan), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            add_step(plan=plan, values=form.values(), by=request.actor)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Шаг согласования добавлен.")
            return redirect(f"{plan.get_absolute_url()}#steps")
    return _page(request, plan, form)


@require_http_methods(["GET", "POST"])
def step_edit(request: Request, pk: int, uid: str) -> HttpResponse:
    """Change a step."""
    plan = plan_to_draft(request, pk)
    step = part_of(plan.steps.all(), uid)
    if step is None:
        return _gone(request, plan)
    version = request.POST.get("expected_version") or version_of(values_of(step))
    form = _form(request, plan, step)
    if request.method == "POST" and form.is_valid():
        try:
            edit_step(step=step, values=form.values(), expected_version=version, by=request.actor)
        except Conflict as conflict:
            return conflict_page(request, plan, conflict, form.values())
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Шаг согласования записан.")
            return redirect(f"{plan.get_absolute_url()}#steps")
    return _page(request, plan, form, step=step, version=version)


@require_POST
def step_move(request: Request, pk: int, uid: str) -> HttpResponse:
    """Move a step up or down in the order of the stamps."""
    plan = plan_to_draft(request, pk)
    up = request.POST.get("to") == "up"
    try:
        move_step(step=_step(plan, uid), direction="up" if up else "down", by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, f"Шаг перемещён {'выше' if up else 'ниже'}.")
    return redirect(f"{plan.get_absolute_url()}#steps")


@require_http_methods(["GET", "POST"])
def step_delete(request: Request, pk: int, uid: str) -> HttpResponse:
    """Ask, then delete a step."""
    plan = plan_to_draft(request, pk)
    step = _step(plan, uid)
    if request.method == "POST":
        try:
            delete_step(step=step, by=request.actor)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        else:
            messages.success(request, "Шаг согласования удалён.")
        return redirect(f"{plan.get_absolute_url()}#steps")
    return render(request, "events/step_delete.html", {"plan": plan, "step": step})


def _form(request: Request, plan: Plan, step: Step, **more: Any) -> StepForm:
    return StepForm(
        request.POST or None,
        instance=step,
        association=plan.association,
        actor=request.actor,
        **more,
    )


def _page(request: Request, plan: Plan, form: StepForm, **more: Any) -> HttpResponse:
    context = {
        "plan": plan,
        "form": form,
        "objection": objection_to_drafting(plan, request.actor),
        **more,
    }
    return render(request, "events/step_form.html", context, status=422 if form.errors else 200)


def _gone(request: Request, plan: Plan) -> HttpResponse:
    """Somebody deleted the step: what was typed stays, and may become a new one."""
    if request.method != "POST":
        raise Http404
    form = _form(request, plan, Step(plan=plan))
    form.is_valid()
    form.add_error(None, "Этот шаг удалил другой человек. Можно записать введённое как новый.")
    return _page(request, plan, form, as_new=True)


def _step(plan: Plan, uid: str) -> Step:
    step = part_of(plan.steps.all(), uid)
    if step is None:
        raise Http404
    return step
