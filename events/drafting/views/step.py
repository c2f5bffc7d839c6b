"""Pages and actions of the sign-off steps of an open plan."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.offices.queries import Request
from events.drafting.forms.step import StepForm
from events.drafting.rules.parts import fields_of
from events.drafting.rules.steps import add_step, delete_step, edit_step, move_step, step_values
from events.drafting.views.done import tell_done
from events.drafting.views.fetch import part_of, part_or_404, plan_to_draft
from events.drafting.views.one_time import sent_key
from events.drafting.views.opened import base_of_form, sent_opened
from events.drafting.views.writing import form_page, gone_page, write
from events.models import Plan, Step
from events.plan.vocabulary import Mode, Verb
from plans_portal.lib.versions import sent_version

FORM = "events/drafting/step_form.html"
GONE = "Этот шаг удалил другой человек. Можно записать введённое как новый."


@require_http_methods(["GET", "POST"])
def step_add(request: Request, pk: int) -> HttpResponse:
    """Add a step: who agrees, approves, or signs under the plan."""
    plan = plan_to_draft(request, pk)
    last = plan.steps.filter(verb=Verb.AGREE).order_by("stage").last()
    initial = {"verb": Verb.AGREE, "mode": Mode.PERSON, "stage": last.stage if last else 1}
    form = _form(request, plan, Step(plan=plan), initial=initial)
    rule = partial(add_step, plan=plan, key=sent_key(request))
    message = "Шаг согласования добавлен."
    answer = write(request, plan, form, rule, message=message, address=lambda _: _steps_of(plan))
    return answer or form_page(request, plan, FORM, form)


@require_http_methods(["GET", "POST"])
def step_edit(request: Request, pk: int, uid: str) -> HttpResponse:
    """Change a step."""
    plan = plan_to_draft(request, pk)
    step = part_of(plan.steps.all(), uid)
    if step is None:
        form = _form(request, plan, Step(plan=plan))
        return gone_page(request, plan, FORM, form, GONE)
    version = sent_version(request.POST, step_values(step))
    base = base_of_form(request.POST, fields_of(step))
    form = _form(request, plan, step)
    opened = sent_opened(request.POST)
    rule = partial(edit_step, step=step, expected_version=version, opened=opened)
    answer = write(
        request,
        plan,
        form,
        rule,
        message="Шаг согласования записан.",
        address=lambda _: _steps_of(plan),
        opened=opened,
    )
    more = {"step": step, "version": version, "base": base}
    return answer or form_page(request, plan, FORM, form, **more)


@require_POST
def step_move(request: Request, pk: int, uid: str) -> HttpResponse:
    """Move a step up or down in the order of the stamps."""
    plan = plan_to_draft(request, pk)
    step = part_or_404(plan.steps.all(), uid)
    up = request.POST.get("to") == "up"
    try:
        move_step(step=step, direction="up" if up else "down", by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        tell_done(request, plan, f"Шаг перемещён {'выше' if up else 'ниже'}.")
    return redirect(_steps_of(plan))


@require_http_methods(["GET", "POST"])
def step_delete(request: Request, pk: int, uid: str) -> HttpResponse:
    """Ask, then delete a step."""
    plan = plan_to_draft(request, pk)
    step = part_or_404(plan.steps.all(), uid)
    if request.method == "POST":
        try:
            delete_step(step=step, by=request.actor)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        else:
            tell_done(request, plan, "Шаг согласования удалён.")
        return redirect(_steps_of(plan))
    consequence = "Его гриф исчезнет с плана. Что в нём было, останется в истории."
    context = {"plan": plan, "what": "шаг согласования", "named": f"{step} {step.name}"}
    return render(request, "events/drafting/delete.html", {**context, "consequence": consequence})


def _form(request: Request, plan: Plan, step: Step, **more: Any) -> StepForm:
    return StepForm(
        request.POST or None,
        instance=step,
        association=plan.association,
        actor=request.actor,
        **more,
    )


def _steps_of(plan: Plan) -> str:
    return f"{plan.get_absolute_url()}#steps"
