"""Pages of staff: send a one-time link to somebody outside the portal, withdraw it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.offices.queries import Request
from events.access import records_paper
from events.drafting.views.fetch import part_or_404, plan_to_read
from events.models import OneTimeLink, Plan, Step
from events.plan.period import day_in_words
from events.plan.vocabulary import DECISIONS
from events.signoff.forms.one_time_link import LinkForm
from events.signoff.rules.one_time_links import (
    NOT_STAFF,
    objection_to_sending_link,
    send_link,
    withdraw_link,
)
from plans_portal.lib.form_errors import show_refusal
from plans_portal.lib.typography import set_type


@require_http_methods(["GET", "POST"])
def link_send(request: Request, pk: int, uid: str) -> HttpResponse:
    """Ask whom the link goes to, then send it; a code to be told by phone is shown once."""
    plan, step = _step(request, pk, uid)
    former = OneTimeLink.objects.standing().filter(edition=plan.edition_id, step_uid=uid).first()
    initial = {"before": former.pk if former else None, "name": former.name if former else ""}
    initial["address"] = former.address if former else ""
    form = LinkForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            link, code = send_link(plan=plan, step=step, **form.cleaned_data, by=request.actor)
        except ValidationError as refusal:
            if not hasattr(refusal, "error_dict"):
                messages.warning(request, refusal.messages[0])
                return redirect(plan)
            show_refusal(form, refusal)
        else:
            until = set_type(day_in_words(link.until))
            words = f"Ссылка послана на {link.address}, действует до {until} включительно."
            if code:
                words += (
                    f" Код, который нужно сообщить по телефону: {code[:3]} {code[3:]}. Запишите"
                    " его: больше портал его не покажет."
                )
            messages.success(request, words)
            return redirect(plan)
    context = {
        "plan": plan,
        "step": step,
        "form": form,
        "former": former,
        "objection": objection_to_sending_link(plan, step, request.actor),
    }
    status = 422 if form.errors else 200
    return render(request, "events/signoff/link_send.html", context, status=status)


@require_POST
def link_withdraw(request: Request, pk: int, uid: str) -> HttpResponse:
    """Take the step's link back."""
    plan, step = _step(request, pk, uid)
    links = OneTimeLink.objects.filter(plan=plan, step_uid=step.uid).select_related("plan")
    link = links.order_by("-pk").first()
    if link is None:
        raise Http404
    try:
        withdraw_link(link=link, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, "Ссылка отозвана: по ней больше ничего нельзя решить.")
    return redirect(plan)


def _step(request: Request, pk: int, uid: str) -> tuple[Plan, Step]:
    """The plan and its step outside the portal; 403 for others than staff."""
    plan = plan_to_read(request, pk)
    step = part_or_404(plan.steps.filter(verb__in=DECISIONS), uid)
    if step.office_id is None and not records_paper(plan, step, request.actor):
        raise PermissionDenied(NOT_STAFF)
    if step.office_id is not None or plan.edition is None:
        raise Http404
    return plan, step
