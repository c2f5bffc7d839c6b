"""Page of a decision: read the plan, then agree, approve, return or reject it.

The form carries the fingerprint of what the person looked at. The second request of a double click
is answered with «уже записано», not with an error.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods

from associations.accounts.queries import owes_second_factor
from associations.accounts.views.proof import (
    ProofPart,
    forget_words_before_proof,
    lead_to_proof,
    proof_part,
    words_before_proof,
)
from associations.accounts.views.security import second_factor_first
from associations.models import SignatureRules
from associations.offices.queries import Request
from associations.signature_rules.queries import rules_to_accept
from events.access import may_decide, standing_for
from events.drafting.views.fetch import part_of, plan_to_read
from events.models import Plan, Step
from events.plan.vocabulary import DECISIONS, Outcome
from events.signoff.forms.decision import DecisionForm, PaperForm
from events.signoff.queries.pending_steps import is_done_by, next_waiting
from events.signoff.queries.plan_state import next_words, with_deciders
from events.signoff.rules.deciding import DONE, decide, objection_to_deciding
from events.signoff.rules.paper import record_paper
from events.signoff.views.decision_page import Asked, decision_page
from events.signoff.views.trace import accept_and_trace
from plans_portal.lib.form_errors import show_refusal

# What is typed, and waits while the person goes to prove who they are.
_TYPED = ("comment", "act", "signed_on", "read", "accept_rules")
_TOLD = {
    Outcome.RETURN: "План возвращён авторам с вашим замечанием.",
    Outcome.REJECT: "План отклонён, авторы узнают причину.",
}


@require_http_methods(["GET", "POST"])
def plan_decide(request: Request, pk: int, uid: str) -> HttpResponse:
    """Show what will be signed, then agree, approve, return or reject it."""
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
    if "skip" in request.GET:
        return _skip(request, plan)
    asked = _asked(request, plan, step)
    if request.method == "POST":
        if answer := _answer_to_sent(request, plan, step, asked):
            return answer
        plan = plan_to_read(request, pk)
    # Whoever sent the form and is shown it again was refused.
    status = 409 if asked.stale else 422 if request.method == "POST" else 200
    context = decision_page(request, plan, step, asked)
    return render(request, "events/signoff/plan_decide.html", context, status=status)


def _answer_to_sent(request: Request, plan: Plan, step: Step, asked: Asked) -> HttpResponse | None:
    """Decide, or go to prove who one is; None where `asked` says what is wrong."""
    proof = asked.proof
    if leads := lead_to_proof(request, proof, _TYPED):
        again = " Скан приложите ещё раз." if request.FILES else ""
        messages.info(request, f"Решение ещё не записано: подтвердите, что это вы.{again}")
        return leads
    # Both are asked, so that each says what is wrong with it.
    may_go_on = all([asked.form.is_valid(), proof.is_given()])
    if proof.is_given():
        asked.proof = ProofPart()
    if not may_go_on:
        return None
    following = next_waiting(request.actor, plan)
    try:
        told = _decide(request, plan, step, asked.form, asked.rules)
    except ValidationError as refusal:
        plan = plan_to_read(request, plan.pk)
        if is_done_by(plan, asked.seen, request.actor, step):
            messages.info(request, DONE)
            return redirect(plan)
        _refuse(asked, refusal, plan)
        return None
    forget_words_before_proof(request)
    messages.success(request, _with_next(told, following))
    return redirect(plan)


def _skip(request: Request, plan: Plan) -> HttpResponse:
    """To the next plan that waits, without a decision on this one."""
    following = next_waiting(request.actor, plan)
    if following is None:
        messages.info(request, "Кроме этого плана, вашего решения ничего не ждёт.")
        return redirect("events:desk")
    return redirect("events:plan_decide", following.plan_id, following.uid)


def _asked(request: Request, plan: Plan, step: Step) -> Asked:
    """The form of the decision, empty or as it was sent, and the proof that it needs."""
    on_paper = standing_for(step, request.actor) is None
    institution = plan.association.institution_id
    rules = None if on_paper else rules_to_accept(request.actor, institution)
    seen = request.POST.get("seen") or (plan.edition.sha256 if plan.edition else "")
    is_sent = request.method == "POST"
    form = (PaperForm if on_paper else DecisionForm)(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        rules=rules,
        initial={**words_before_proof(request), "seen": seen},
    )
    return Asked(form=form, proof=proof_part(request), rules=rules, seen=seen, on_paper=on_paper)


def _refuse(asked: Asked, refusal: ValidationError, plan: Plan) -> None:
    """Put into `asked` what the rule refuses."""
    if hasattr(refusal, "error_dict"):
        show_refusal(asked.form, refusal)
        return
    asked.stale = refusal.messages[0]
    # The page shows the plan as it is now, so the next click signs that.
    asked.seen = plan.edition.sha256 if plan.edition else asked.seen


def _decide(
    request: Request,
    plan: Plan,
    step: Step,
    form: DecisionForm,
    rules: SignatureRules | None,
) -> str:
    """Decide as the form says, and tell it."""
    data, outcome = form.cleaned_data, form.decided
    trace = accept_and_trace(request, rules if outcome.signs else None)
    common = {"seen": data["seen"], "trace": trace, "by": request.actor}
    if outcome.signs and isinstance(form, PaperForm):
        paper = {name: data[name] for name in ("signed_on", "act", "scan", "detached")}
        after = record_paper(plan=plan, step=step, **paper, **common)
    else:
        after = decide(plan=plan, step=step, outcome=outcome, comment=data["comment"], **common)
    return _TOLD.get(outcome) or f"Решение записано. {next_words(after, request.actor)}"


def _with_next(told: str, following: Step | None) -> str:
    """What was done, with a link to what waits for the person next, or to their desk."""
    if following is None:
        link = "Больше вашего решения ничего не ждёт. <a href='{}'>На мой стол</a>"
        return format_html(f"{{}} {link}", told, reverse("events:desk"))
    return format_html(
        "{} <a class='btn btn-sm btn-primary' href='{}'>Следующий план: {}</a>",
        told,
        reverse("events:plan_decide", args=[following.plan_id, following.uid]),
        Truncator(following.plan.title_line).chars(90),
    )
