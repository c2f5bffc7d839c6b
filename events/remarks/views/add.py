"""The page on which a remark is written."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from associations.actor import Actor
from associations.offices.queries import Request
from events.drafting.models.plan import UID
from events.drafting.queries.stored_content import shown_content
from events.drafting.views.fetch import plan_to_read
from events.models import Plan
from events.plan.content import PlanContent
from events.plan.vocabulary import RemarkPlace, Severity
from events.remarks.forms import RemarkForm
from events.remarks.queries.common import common_remarks
from events.remarks.queries.moves import objection_to_remarking, reviews
from events.remarks.queries.places import Place, find_place, whole_plan
from events.remarks.rules.common import keep_common_remark
from events.remarks.rules.writing import NO_PLACE, write_remark
from plans_portal.lib.form_errors import show_refusal

# Buttons that bring the form back with what was typed: another cell, a common wording.
_BACK_TO_FORM = frozenset({"at", "insert"})


@require_http_methods(["GET", "POST"])
def remark_add(request: Request, pk: int) -> HttpResponse:
    """Ask what is to be said about a place of the plan, then write the remark.

    The place comes in the address: `place`, `uid`, `field`; `step` there is the step whose page of
    decision to return to.
    """
    plan = plan_to_read(request, pk)
    objection = objection_to_remarking(plan, request.actor)
    if objection and not reviews(plan, request.actor):
        raise PermissionDenied(objection)
    chosen = request.POST or request.GET
    content = shown_content(plan, request.actor)
    found = _chosen_place(content, chosen)
    place = found or whole_plan(content)
    is_sent = bool(request.POST) and found is not None and not _BACK_TO_FORM & set(chosen)
    form = RemarkForm(
        request.POST if is_sent else None,
        initial=_typed(request, chosen, place, is_gone=found is None),
        actor=request.actor,
        for_cell=bool(place.field),
    )
    back = _back(plan, chosen.get("step", ""), place)
    if is_sent and form.is_valid():
        try:
            _write(request, plan, place, form)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Замечание записано.")
            return redirect(back)
    context = {
        "plan": plan,
        "form": form,
        "place": place,
        "step": chosen.get("step", ""),
        "objection": NO_PLACE if found is None else objection,
        "back": back,
    }
    status = 422 if form.errors else 409 if request.POST and found is None else 200
    return render(request, "events/remarks/remark_form.html", context, status=status)


def _chosen_place(content: PlanContent, chosen: Mapping[str, str]) -> Place | None:
    kind, uid = chosen.get("place", RemarkPlace.PLAN), chosen.get("uid", "")
    return find_place(content, kind, uid, chosen.get("at", chosen.get("field", "")))


def _typed(
    request: Request, chosen: Mapping[str, str], place: Place, *, is_gone: bool
) -> dict[str, object]:
    """What the form holds: what was typed so far; for a cell its words, to be corrected."""
    texts = [chosen.get("text", "")]
    if "insert" in chosen and chosen.get("common", "").isdecimal():
        known = common_remarks(request.actor).filter(pk=chosen["common"])
        texts += known.values_list("text", flat=True)
    suggested = chosen.get("suggestion", "")
    if is_gone:
        # There is no cell for it any more, but its words are not lost.
        texts.append(suggested)
    is_same_cell = "suggestion" in chosen and chosen.get("at") in (None, chosen.get("field"))
    return {
        "text": "\n".join(filter(None, texts)),
        "severity": chosen.get("severity", Severity.MUST.value),
        "keep": bool(chosen.get("keep")),
        "suggestion": suggested if is_same_cell else place.words,
    }


def _write(request: Request, plan: Plan, place: Place, form: RemarkForm) -> None:
    said = form.cleaned_data
    write_remark(
        plan=plan,
        place=place.kind,
        uid=place.uid,
        field=place.field,
        text=said["text"],
        severity=said["severity"],
        suggestion=said.get("suggestion", ""),
        by=request.actor,
    )
    if said["keep"] and said["text"].strip():
        try:
            keep_common_remark(text=said["text"], for_all=False, by=request.actor)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])


def _back(plan: Plan, step: str, place: Place) -> str:
    """The page from which the person came, at the place of the remark."""
    page = plan.get_absolute_url()
    if UID.fullmatch(step):
        page = reverse("events:plan_decide", args=[plan.pk, step])
    return f"{page}#{place.anchor}"


def address_to_remark(plan: Plan, actor: Actor, step: str = "") -> str:
    """Where this person writes a remark, to which the place is added; empty where they may not.

    `step` is the step whose page of decision they come from.
    """
    if objection_to_remarking(plan, actor) is not None:
        return ""
    address = reverse("events:remark_add", args=[plan.pk])
    return f"{address}?step={step}&" if step else f"{address}?"
