"""Pages by which people withdraw their own decisions while nobody has acted on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
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
from associations.actor import Actor
from associations.offices.queries import Request
from events.drafting.views.fetch import part_of, plan_to_read
from events.drafting.views.sheet import signatures_on
from events.models import Plan, Signature, Step
from events.plan.vocabulary import DECISIONS, NEGATIVE
from events.signoff.forms.revision import WithdrawForm
from events.signoff.queries.plan_state import next_words, with_deciders
from events.signoff.rules.withdrawing import (
    NOT_YOURS,
    can_be_withdrawn_until,
    may_withdraw,
    objection_to_withdrawing,
    standing_decision,
    withdraw_decision,
)
from events.signoff.views.trace import trace_of


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """A decision that its reader may withdraw, and until when, in words."""

    step: Step
    signature: Signature
    until: str


def own_decisions(plan: Plan, steps: Iterable[Step], actor: Actor) -> list[OwnDecision]:
    """The decisions that the actor may withdraw now.

    Two queries for each own decision, and none for who has decided nothing.
    """
    if plan.edition is None or plan.status == Plan.Status.DRAFT:
        return []
    by_step = {one.step_uid: one for one in signatures_on(plan.edition)}
    found = []
    for step in steps:
        made = by_step.get(step.uid)
        if made is None or step.verb not in DECISIONS or not may_withdraw(plan, step, made, actor):
            continue
        if objection_to_withdrawing(plan, step, actor, made) is None:
            found.append(OwnDecision(step, made, until_words(plan, made)))
    return found


def until_words(plan: Plan, signature: Signature) -> str:
    """How long a decision can be withdrawn: «можно до 14:35», «можно, пока никто не решил»."""
    until = can_be_withdrawn_until(plan, signature)
    if until is not None:
        return f"можно до {timezone.localtime(until):%H:%M}"
    if signature.decision in NEGATIVE:
        return "можно, пока авторы не начали исправлять план"
    return "можно, пока никто не решил дальше"


@require_http_methods(["GET", "POST"])
def decision_withdraw(request: Request, pk: int, uid: str) -> HttpResponse:
    """Explain what follows, ask for a reason and a proof, then withdraw the own decision."""
    plan = plan_to_read(request, pk)
    step = part_of(with_deciders(plan.steps.all()), uid)
    if step is None or step.verb not in DECISIONS:
        raise Http404
    signature = standing_decision(plan, step)
    if signature is not None and not may_withdraw(plan, step, signature, request.actor):
        raise PermissionDenied(NOT_YOURS)
    objection = objection_to_withdrawing(plan, step, request.actor, signature)
    if signature is None or objection:
        messages.warning(request, objection or "")
        return redirect(plan)
    if owes_second_factor(request.actor):
        return second_factor_first(request)
    proof = proof_part(request)
    if request.method == "POST" and (leads := lead_to_proof(request, proof, ("reason",))):
        return leads
    initial = {**words_before_proof(request), "seen": signature.key}
    form = WithdrawForm(request.POST or None, initial=initial)
    # Both are asked, so that each says what is wrong with it.
    if request.method == "POST" and all([form.is_valid(), proof.is_given()]):
        values = {"reason": form.cleaned_data["reason"], "seen": str(form.cleaned_data["seen"])}
        try:
            plan = withdraw_decision(
                plan=plan, step=step, **values, trace=trace_of(request), by=request.actor
            )
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        else:
            forget_words_before_proof(request)
            words = f"Решение отозвано. {next_words(plan, request.actor)}"
            messages.success(request, words)
        return redirect(plan)
    context = {
        "plan": plan,
        "signature": signature,
        "until": until_words(plan, signature),
        "form": form,
        "proof": ProofPart() if proof.is_given() else proof,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/signoff/decision_withdraw.html", context, status=status)
