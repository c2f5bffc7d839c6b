"""The page that begins a plan: from last year's, from a file, or empty."""

import re
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from associations.offices.queries import Request
from events.access import associations_to_draft
from events.drafting.forms.plan import PlanForm, chosen_period
from events.drafting.queries.plans_to_begin import beginnings, plans_of_year
from events.drafting.rules.next_year import begin_from
from events.drafting.rules.plans import create_plan, proposed_title
from events.drafting.views.one_time import key_of_form, sent_key
from events.models import Plan
from plans_portal.lib.form_errors import show_refusal

_FOUR_DIGITS: Final = re.compile("[0-9]{4}")


@require_http_methods(["GET", "POST"])
def plan_add(request: Request) -> HttpResponse:
    """Ask how the plan begins; the form creates an empty one from a layout."""
    mine = associations_to_draft(request.actor)
    if not mine.exists():
        raise PermissionDenied(
            "План создают председатель или секретарь объединения либо методист института."
        )
    initial = {name: request.GET[name] for name in ("association",) if name in request.GET}
    form = PlanForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        plan = _created(request, form)
        if plan is not None:
            messages.success(request, "Черновик готов. Заполните разделы и отправьте план.")
            return redirect(plan)
    association = form.chosen("association")
    offered = beginnings(association, request.actor) if association else []
    context = {
        "form": form,
        "mine": mine,
        "association": association,
        "beginnings": offered,
        "may_begin": any(one.sources for one in offered),
        "key": key_of_form(request),
        **_title_of(request, form),
    }
    status = 422 if form.errors else 200
    return render(request, "events/drafting/plan_add.html", context, status=status)


@require_POST
def plan_next_year(request: Request, pk: int) -> HttpResponse:
    """Begin the plan of the next year from this one."""
    plans = Plan.objects.visible_to(request.actor)
    plans = plans.select_related("association__institution", "layout", "official")
    source = get_object_or_404(plans, pk=pk)
    sent = request.POST.get("year", "")
    year = int(sent) if _FOUR_DIGITS.fullmatch(sent) else 0
    key = sent_key(request, about=f"{source.pk} {year}")
    try:
        plan = begin_from(source=source, year=year, key=key, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        address = reverse("events:plan_add")
        return redirect(f"{address}?association={source.association_id}")
    words = f"Черновик на {plan.period.label()} готов. "
    doubts = len(plan.carried_doubts)
    words += f"Проверьте отмеченное: {doubts}." if doubts else "Все даты перенесены."
    messages.success(request, words)
    return redirect(plan)


@require_GET
def plan_title(request: Request) -> HttpResponse:
    """The fields that depend on the association: layouts, period, proposed title."""
    data = {name: request.GET.get(name, "") for name in ("period", "layout", "title", "city")}
    association = request.GET.get("association", "")
    # Another association was chosen: propose its layout and period.
    fresh = request.headers.get("HX-Trigger-Name") == "association"
    initial = {"association": association} | ({"title": data["title"]} if fresh else data)
    form = PlanForm(actor=request.actor, initial={k: v for k, v in initial.items() if v})
    context = {"form": form, **_title_of(request, form)}
    return render(request, "events/drafting/plan_add.html#follows", context)


def _title_of(request: Request, form: PlanForm) -> dict[str, object]:
    """The proposed title, and the plans that the chosen year has already."""
    association, layout = form.chosen("association"), form.chosen("layout")
    period = str(form["period"].value() or "")
    known = dict(form.fields["period"].choices)  # type: ignore[attr-defined]
    if association is None or period not in known:
        return {"proposed": "", "made": []}
    year = chosen_period(period)
    return {
        "proposed": proposed_title(association, layout, year) if layout else "",
        "made": plans_of_year(association, year, request.actor),
    }


def _created(request: Request, form: PlanForm) -> Plan | None:
    data = form.cleaned_data
    try:
        return create_plan(
            association=data["association"],
            layout=data["layout"],
            period=chosen_period(data["period"]),
            title=data["title"].replace("\r\n", "\n"),
            city=data["city"],
            # Back, and another year: that is another plan.
            key=sent_key(request, about=f"{data['association'].pk} {data['period']}"),
            by=request.actor,
        )
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None
