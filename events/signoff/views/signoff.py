"""Pages of sign-off: send, recall, decide.

Each form carries the fingerprint of what the person looked at. The second request of a double
click is answered with «уже записано», not with an error.
"""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from associations.offices.queries import Request
from events.access import may_decide, standing_for
from events.drafting.queries.stored_content import edition_shown, fingerprint_of, shown_content
from events.drafting.views.fetch import part_of, plan_to_draft, plan_to_read
from events.drafting.views.findings import inspection_of
from events.drafting.views.sheet import lay_out_sheet, signatures_on
from events.models import Plan, Step
from events.plan.vocabulary import DECISIONS
from events.remarks.queries.remarks import remarks_of_plan
from events.remarks.views.add import address_to_remark
from events.signoff.forms.decision import PaperForm, ReturnForm, SeenForm, SignForm
from events.signoff.queries.pending_steps import is_done_by
from events.signoff.queries.plan_state import state_of_plan, with_steps
from events.signoff.rules.signing import (
    Trace,
    objection_to_deciding,
    objection_to_recalling,
    objection_to_sending,
    recall_plan,
    return_plan,
    send_plan,
    sign_plan,
)
from events.signoff.views.steps import step_lines
from plans_portal.lib.form_errors import show_refusal


@require_http_methods(["GET", "POST"])
def plan_send(request: Request, pk: int) -> HttpResponse:
    """Show what will be sent and to whom, then send it."""
    plan = plan_to_draft(request, pk)
    content = shown_content(plan, request.actor)
    now = fingerprint_of(content, edition_shown(plan, request.actor))
    form = SeenForm(request.POST or None, initial={"seen": now})
    stale = ""
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            send_plan(plan=plan, seen=seen, trace=trace_of(request), by=request.actor)
        except ValidationError as refusal:
            plan.refresh_from_db()
            if is_done_by(plan, seen, request.actor):
                messages.info(request, "План уже отправлен на согласование.")
                return redirect(plan)
            stale = refusal.messages[0]
            content = shown_content(plan, request.actor)
            now = fingerprint_of(content, edition_shown(plan, request.actor))
        else:
            messages.success(request, f"План отправлен. {_next_words(plan)}")
            return redirect(plan)
    inspection = inspection_of(plan, content, request.actor)
    findings = inspection.findings if inspection else None
    context = {
        "plan": plan,
        "content": content,
        "inspection": inspection,
        "now": now,
        "stale": stale,
        "remarks": remarks_of_plan(plan, request.actor, content),
        "rows": sum(len(section.events) for section in content.all_sections()),
        "steps": step_lines(plan, plan.steps.select_related("office__person"), []),
        "objection": objection_to_sending(plan, request.actor, content, findings),
    }
    return render(request, "events/signoff/plan_send.html", context, status=409 if stale else 200)


@require_http_methods(["GET", "POST"])
def plan_recall(request: Request, pk: int) -> HttpResponse:
    """Ask, then take the plan back from sign-off."""
    plan = plan_to_draft(request, pk)
    objection = objection_to_recalling(plan, request.actor)
    if request.method == "POST":
        try:
            recall_plan(plan=plan, by=request.actor)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        else:
            messages.success(request, "План отозван. Исправьте его и отправьте снова.")
        return redirect(plan)
    context = {"plan": plan, "objection": objection}
    return render(request, "events/signoff/plan_recall.html", context)


@require_http_methods(["GET", "POST"])
def plan_decide(request: Request, pk: int, uid: str) -> HttpResponse:
    """Show what will be signed, then agree, approve, or return it with a reason."""
    plan = plan_to_read(request, pk)
    step = part_of(plan.steps.select_related("office__person", "plan"), uid)
    if step is None and request.POST.get("comment"):
        words = "Этого шага в плане больше нет. Ваше замечание не записано: «{}»."
        messages.warning(request, words.format(request.POST["comment"]))
        return redirect(plan)
    if step is None or step.verb not in DECISIONS or plan.edition is None:
        raise Http404
    if not may_decide(plan, step, request.actor):
        raise PermissionDenied(objection_to_deciding(plan, step, request.actor))
    on_paper = standing_for(step, request.actor) is None
    returns = "return" in request.POST
    seen = request.POST.get("seen") or plan.edition.sha256
    sign_form = (PaperForm if on_paper else SignForm)(
        request.POST if request.method == "POST" and not returns else None,
        initial={"seen": seen, "basis": request.POST.get("basis", "")},
    )
    return_form = ReturnForm(
        request.POST if returns else None,
        initial={"seen": seen, "comment": request.POST.get("comment", "")},
    )
    form = return_form if returns else sign_form
    stale = ""
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, plan, step, form)
        except ValidationError as refusal:
            plan = plan_to_read(request, pk)
            if is_done_by(plan, seen, request.actor, step):
                messages.info(request, "Ваше решение по этой редакции уже записано.")
                return redirect(plan)
            if not hasattr(refusal, "error_dict"):
                stale = refusal.messages[0]
                # The page shows the plan as it is now, so the next click signs that.
                seen = plan.edition.sha256 if plan.edition else seen
            else:
                show_refusal(form, refusal)
        else:
            return redirect(plan)
    signatures = signatures_on(edition_shown(plan, request.actor))
    content = shown_content(plan, request.actor)
    remarks = remarks_of_plan(plan, request.actor, content)
    remark_at = address_to_remark(plan, request.actor, step.uid)
    context = {
        "plan": plan,
        "step": step,
        "on_paper": on_paper,
        "sheet": lay_out_sheet(plan, content, signatures, remarks=remarks, remark_at=remark_at),
        "remarks": remarks,
        "remark_at": remark_at,
        "sign_form": sign_form,
        "return_form": return_form,
        "seen": seen,
        "stale": stale,
        "objection": objection_to_deciding(plan, step, request.actor),
        "steps": step_lines(plan, plan.steps.select_related("office__person"), signatures),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "events/signoff/plan_decide.html", context, status=status)


def _decide(
    request: Request, plan: Plan, step: Step, form: SignForm | PaperForm | ReturnForm
) -> None:
    data = form.cleaned_data
    common = {"seen": data["seen"], "trace": trace_of(request), "by": request.actor}
    if isinstance(form, ReturnForm):
        return_plan(plan=plan, step=step, comment=data["comment"], **common)
        messages.success(request, "План возвращён авторам с вашим замечанием.")
        return
    after = sign_plan(plan=plan, step=step, basis=data.get("basis", ""), **common)
    messages.success(request, f"Решение записано. {_next_words(after)}")


def _next_words(plan: Plan) -> str:
    state = state_of_plan(with_steps(Plan.objects.filter(pk=plan.pk)).get())
    if plan.status == Plan.Status.APPROVED:
        return f"План утверждён, действует редакция {plan.edition_number}."
    return f"{state.holder}."


def trace_of(request: Request) -> Trace:
    """Address and browser of the request; the site's settings say how to read the address."""
    address = import_string(settings.AXES_CLIENT_IP_CALLABLE)(request)
    return Trace(address, request.headers.get("User-Agent", ""))
