"""The route on the plan's page, and pages of its deviations: ask, answer, withdraw, allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.actor import Actor
from associations.offices.queries import Request
from events.drafting.forms.deviation import (
    AnswerForm,
    PositionForm,
    SeatDeviationForm,
    StepDeviationForm,
)
from events.drafting.queries.route import (
    Route,
    asked_in_words,
    seat_in_words,
    step_in_words,
)
from events.drafting.rules.deviations import (
    allow_position,
    ask_deviation,
    objection_to_allowing,
    objection_to_settling,
    settle_deviation,
    withdraw_deviation,
)
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.steps import return_seat
from events.drafting.views.done import tell_done
from events.drafting.views.fetch import part_or_404, plan_to_draft, plan_to_read
from events.models import Deviation, Plan, Seat, Step
from events.plan.content import PlanContent
from plans_portal.lib.form_errors import show_refusal


@dataclass(frozen=True, slots=True)
class AskedDeviation:
    """A deviation that waits or was refused, in words, and whether the reader may settle it."""

    deviation: Deviation
    words: str
    may_settle: bool


@dataclass(frozen=True, slots=True)
class RoutePanel:
    """What the plan's page tells of the route, beside the steps.

    `granted` are the deviations that the shown words have, `missing` the seats that stop sending.
    """

    granted: tuple[str, ...]
    asked: tuple[AskedDeviation, ...] = ()
    missing: tuple[tuple[Seat, str], ...] = ()


def route_panel(
    route: Route | None, content: PlanContent, steps: Sequence[Step], actor: Actor
) -> RoutePanel:
    """The panel for a reader; without the `route` nothing may be changed now."""
    if route is None:
        return RoutePanel(content.deviations)
    told = (Deviation.State.ASKED, Deviation.State.REFUSED)
    asked = tuple(
        AskedDeviation(one, asked_in_words(one), objection_to_settling(one, actor) is None)
        for one in route.deviations
        if one.state in told
    )
    missing = tuple((seat, seat_in_words(seat)) for seat in route.missing(steps))
    return RoutePanel(content.deviations, asked, missing)


@require_http_methods(["GET", "POST"])
def step_deviation(request: Request, pk: int, uid: str) -> HttpResponse:
    """Ask a methodist to remove or replace a step; a methodist does so at once."""
    plan = plan_to_draft(request, pk)
    step = part_or_404(plan.steps.select_related("seat__office", "office__person"), uid)
    form = StepDeviationForm(
        request.POST or None, association=plan.association, actor=request.actor
    )
    what = seat_in_words(step.seat) if step.seat else step_in_words(step)
    return _asking(request, plan, form, what, step=step)


@require_http_methods(["GET", "POST"])
def seat_deviation(request: Request, pk: int, seat_pk: int) -> HttpResponse:
    """Ask a methodist to let the plan do without a seat that it lacks."""
    plan = plan_to_draft(request, pk)
    seat = get_object_or_404(plan.layout.seats.select_related("office"), pk=seat_pk)
    form = SeatDeviationForm(request.POST or None)
    return _asking(request, plan, form, seat_in_words(seat), seat=seat)


def _asking(
    request: Request,
    plan: Plan,
    form: SeatDeviationForm,
    what: str,
    **target: Any,
) -> HttpResponse:
    is_staff = plan.association.institution_id in request.actor.staff_institution_ids
    if request.method == "POST" and form.is_valid():
        try:
            ask_deviation(plan=plan, **form.values(), **target, by=request.actor)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            if is_staff:
                tell_done(request, plan, "Особый порядок записан.")
            else:
                messages.success(request, "Просьба отправлена. Ответ методиста появится здесь.")
            return redirect(_steps_of(plan))
    context = {
        "plan": plan,
        "form": form,
        "what": what,
        "is_staff": is_staff,
        "objection": objection_to_drafting(plan, request.actor),
    }
    return _page(request, "events/drafting/deviation_ask.html", form, context)


@require_http_methods(["GET", "POST"])
def deviation_settle(request: Request, pk: int, deviation_pk: int) -> HttpResponse:
    """Show a methodist what is asked and why, then grant or refuse it."""
    plan = plan_to_read(request, pk)
    deviation = _deviation(plan, deviation_pk)
    objection = objection_to_settling(deviation, request.actor)
    if plan.association.institution_id not in request.actor.staff_institution_ids:
        raise PermissionDenied(objection)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        grants = "grant" in request.POST
        answer = form.cleaned_data["answer"]
        try:
            settle_deviation(deviation=deviation, grants=grants, answer=answer, by=request.actor)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Разрешено." if grants else "Отказано. Автор увидит ответ.")
            return redirect(_steps_of(plan))
    context = {
        "plan": plan,
        "deviation": deviation,
        "words": asked_in_words(deviation),
        "form": form,
        "objection": objection or objection_to_drafting(plan, request.actor),
    }
    return _page(request, "events/drafting/deviation_settle.html", form, context)


@require_POST
def deviation_withdraw(request: Request, pk: int, deviation_pk: int) -> HttpResponse:
    """Take a request back."""
    plan = plan_to_draft(request, pk)
    deviation = _deviation(plan, deviation_pk)
    try:
        withdraw_deviation(deviation=deviation, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, "Просьба отозвана.")
    return redirect(_steps_of(plan))


@require_POST
def seat_return(request: Request, pk: int, seat_pk: int) -> HttpResponse:
    """Put a seat of the route back into the plan."""
    plan = plan_to_draft(request, pk)
    seat = get_object_or_404(plan.layout.seats, pk=seat_pk)
    try:
        return_seat(plan=plan, seat=seat, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        tell_done(request, plan, "Место маршрута снова в плане.")
    return redirect(_steps_of(plan))


@require_http_methods(["GET", "POST"])
def step_position(request: Request, pk: int, uid: str) -> HttpResponse:
    """Let a stamp print another position than that of who signs; the signer sees why."""
    plan = plan_to_read(request, pk)
    step = part_or_404(plan.steps.select_related("office__person"), uid)
    step.plan = plan
    objection = objection_to_allowing(step, request.actor)
    if plan.association.institution_id not in request.actor.staff_institution_ids:
        raise PermissionDenied(objection)
    if step.office is None:
        raise Http404
    form = PositionForm(request.POST or None, initial={"position": step.position})
    if request.method == "POST" and form.is_valid():
        # A browser sends line breaks its own way.
        position = form.cleaned_data["position"].replace("\r\n", "\n")
        reason = form.cleaned_data["reason"]
        try:
            allow_position(step=step, position=position, reason=reason, by=request.actor)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Должность в грифе разрешена.")
            return redirect(_steps_of(plan))
    context = {"plan": plan, "step": step, "form": form, "objection": objection}
    return _page(request, "events/drafting/step_position.html", form, context)


def _deviation(plan: Plan, pk: int) -> Deviation:
    deviation = get_object_or_404(plan.deviations.select_related("office__person", "seat"), pk=pk)
    deviation.plan = plan
    return deviation


def _page(
    request: Request, template: str, form: forms.Form, context: dict[str, Any]
) -> HttpResponse:
    return render(request, template, context, status=422 if form.errors else 200)


def _steps_of(plan: Plan) -> str:
    return f"{plan.get_absolute_url()}#steps"
