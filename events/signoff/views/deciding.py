"""Page of a decision: read the plan, then agree, approve, or return it.

Each form carries the fingerprint of what the person looked at. The second request of a double
click is answered with «уже записано», not with an error.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from associations.accounts.queries import owes_second_factor
from associations.accounts.views.security import second_factor_first
from associations.models import SignatureRules
from associations.offices.queries import Request
from associations.signature_rules.queries import rules_to_accept
from events.access import may_decide, standing_for
from events.drafting.queries.stored_content import edition_shown, shown_content
from events.drafting.views.fetch import part_of, plan_to_read
from events.drafting.views.sheet import lay_out_sheet, signatures_on
from events.history.views.changes import changes_in, shows_changes
from events.models import Plan, Step
from events.plan.vocabulary import DECISIONS
from events.remarks.queries.remarks import remarks_of_plan
from events.remarks.views.add import address_to_remark
from events.signoff.forms.decision import PaperForm, ReturnForm, SignForm
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.comparisons import bases_for
from events.signoff.queries.pending_steps import is_done_by, unsigned_steps
from events.signoff.queries.plan_state import next_words, with_deciders
from events.signoff.queries.present_holders import with_present_names
from events.signoff.rules.deciding import (
    objection_to_deciding,
    objection_to_stamp,
    return_plan,
    sign_plan,
)
from events.signoff.rules.looks import note_look
from events.signoff.rules.paper import record_paper
from events.signoff.views.steps import step_lines
from events.signoff.views.trace import accept_and_trace
from plans_portal.lib.form_errors import show_refusal


@require_http_methods(["GET", "POST"])
def plan_decide(request: Request, pk: int, uid: str) -> HttpResponse:
    """Show what will be signed, then agree, approve, or return it with a reason."""
    plan = plan_to_read(request, pk)
    step = part_of(with_deciders(plan.steps.select_related("plan")), uid)
    if step is None and request.POST.get("comment"):
        words = "Этого шага в плане больше нет. Ваше замечание не записано: «{}»."
        messages.warning(request, words.format(request.POST["comment"]))
        return redirect(plan)
    if step is None or step.verb not in DECISIONS or plan.edition is None:
        raise Http404
    if not may_decide(plan, step, request.actor):
        raise PermissionDenied(objection_to_deciding(plan, step, request.actor))
    if owes_second_factor(request.actor):
        return second_factor_first(request)
    standing = standing_for(step, request.actor)
    on_paper = standing is None
    returns = "return" in request.POST
    seen = request.POST.get("seen") or plan.edition.sha256
    signs = request.method == "POST" and not returns
    kept = {name: request.POST.get(name, "") for name in ("act", "signed_on")}
    institution = plan.association.institution_id
    rules = None if on_paper else rules_to_accept(request.actor, institution)
    sign_form = (PaperForm if on_paper else SignForm)(
        request.POST if signs else None,
        request.FILES if signs else None,
        rules=rules,
        initial={"seen": seen, **kept},
    )
    return_form = ReturnForm(
        request.POST if returns else None,
        initial={"seen": seen, "comment": request.POST.get("comment", "")},
    )
    form = return_form if returns else sign_form
    stale = ""
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, plan, step, form, rules)
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
    edition = edition_shown(plan, request.actor)
    signatures = signatures_on(edition)
    steps = list(with_deciders(plan.steps.all()))
    signed = {signature.step_uid for signature in signatures}
    content = shown_content(plan, request.actor)
    content = with_present_names(content, steps, signed, request.actor.on)
    clocks = clocks_of(plan, unsigned_steps(plan, steps, signed), on=request.actor.on)
    bases = bases_for(plan, edition, request.actor)
    by_changes = shows_changes(request, bases)
    note_look(plan=plan, edition=edition, by=request.actor)
    remarks = remarks_of_plan(plan, request.actor, content)
    remark_at = address_to_remark(plan, request.actor, step.uid)
    context = {
        "plan": plan,
        "step": step,
        "standing": standing,
        "succeeds": standing is not None and standing.office_id != step.office_id,
        "on_paper": on_paper,
        "may_compare": bool(bases),
        "changes": changes_in(request, plan, content, edition, bases) if by_changes else None,
        "sheet": (
            None
            if by_changes
            else lay_out_sheet(plan, content, signatures, remarks=remarks, remark_at=remark_at)
        ),
        "remarks": remarks,
        "remark_at": remark_at,
        "sign_form": sign_form,
        "rules": rules,
        "return_form": return_form,
        "seen": seen,
        "stale": stale,
        "objection": objection_to_deciding(plan, step, request.actor),
        "stamp_objection": objection_to_stamp(step, request.actor),
        "content": content,
        "clock": clocks.get(step.pk),
        "steps": step_lines(plan, steps, signatures, clocks, on=request.actor.on),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "events/signoff/plan_decide.html", context, status=status)


def _decide(
    request: Request,
    plan: Plan,
    step: Step,
    form: SignForm | PaperForm | ReturnForm,
    rules: SignatureRules | None,
) -> None:
    data, signs = form.cleaned_data, not isinstance(form, ReturnForm)
    trace = accept_and_trace(request, rules if signs else None)
    common = {"seen": data["seen"], "trace": trace, "by": request.actor}
    if isinstance(form, ReturnForm):
        return_plan(plan=plan, step=step, comment=data["comment"], **common)
        messages.success(request, "План возвращён авторам с вашим замечанием.")
        return
    if isinstance(form, PaperForm):
        paper = {name: data[name] for name in ("signed_on", "act", "scan", "detached")}
        after = record_paper(plan=plan, step=step, **paper, **common)
    else:
        after = sign_plan(plan=plan, step=step, **common)
    messages.success(request, f"Решение записано. {next_words(after, request.actor)}")
