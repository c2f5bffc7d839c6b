"""Page on which several plans are agreed or approved by one act, and what became of each.

It is opened by an address that names the plans, so it may be loaded again. Sent twice, it tells
that the decisions are recorded already.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from associations.accounts.queries import owes_second_factor
from associations.accounts.views.proof import ProofPart, lead_to_proof, proof_part
from associations.accounts.views.security import second_factor_first
from associations.actor import Actor
from associations.models import SignatureRules
from associations.offices.queries import Request
from associations.signature_rules.queries import rules_to_accept
from events.models import Plan
from events.signoff.forms.several import SeveralForm, keys_of, seen_of
from events.signoff.forms.waiting import WaitingForm
from events.signoff.queries.pending_steps import is_done_by
from events.signoff.queries.statement import I_DO
from events.signoff.queries.waiting import narrowed, queued_for, waiting_for
from events.signoff.rules.deciding import DONE, sign_plan
from events.signoff.rules.evidence import Trace
from events.signoff.rules.several import MOST, Batch, ToSign, batch_of
from events.signoff.views.trace import accept_and_trace


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one plan: `words` tell it; `is_signed` also where it was signed before."""

    plan: Plan
    words: str
    is_signed: bool


@require_http_methods(["GET", "POST"])
def decide_several(request: Request) -> HttpResponse:
    """Name what will be signed and what is left out and why; then sign it, plan by plan."""
    if owes_second_factor(request.actor):
        return second_factor_first(request)
    keys = _keys(request)
    asked = keys[:MOST]
    here = f"{request.path}?{_query(asked)}"
    sent = request.POST if request.method == "POST" else None
    batch = batch_of(asked, request.actor, None if sent is None else seen_of(sent))
    proof = proof_part(request) if batch.to_sign else ProofPart()
    if sent is not None and (leads := lead_to_proof(request, proof, back_to=here)):
        return leads
    rules = _rules(request.actor) if batch.to_sign else None
    form = SeveralForm(sent, rules=rules)
    refusal = ""
    # Both are asked, so that each says what is wrong with it; without a plan, neither.
    if sent is not None and (not batch.to_sign or all([form.is_valid(), proof.is_given()])):
        try:
            trace = accept_and_trace(request, rules)
        except ValidationError as refused:
            refusal = refused.messages[0]
        else:
            return _signed(request, batch, trace)
    if sent is not None and proof.is_given():
        proof = ProofPart()
    context = {
        "batch": batch,
        "sentences": _sentences(request.actor, batch.to_sign),
        "form": form,
        "proof": proof,
        "rules": rules,
        "refusal": refusal,
        "keys": asked,
        "dropped": len(keys) - len(asked),
        "here": here,
    }
    # Whoever sent the form and is shown it again was refused.
    status = 422 if sent is not None else 200
    return render(request, "events/signoff/several.html", context, status=status)


def _keys(request: Request) -> list[int]:
    """The plans that were ticked, or all that wait under the conditions of the desk's list."""
    if request.method == "POST" or "all" not in request.GET:
        return keys_of(request.POST or request.GET)
    form = WaitingForm(request.GET)
    queue = queued_for(request.actor)
    chosen = narrowed(queue, **form.cleaned_data) if form.is_valid() else queue
    return [one.plan_id for one in chosen]


def _query(keys: list[int]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("plan", [str(key) for key in keys])
    return query.urlencode()


def _rules(actor: Actor) -> SignatureRules | None:
    return rules_to_accept(actor, actor.institution_id) if actor.institution_id else None


def _sentences(actor: Actor, to_sign: Sequence[ToSign]) -> list[tuple[str, list[ToSign]]]:
    """What the person signs, for each verb: «Я, …, утверждаю планы:» with the plans."""
    found = []
    for verb, words in I_DO.items():
        some = [one for one in to_sign if one.waiting.step.verb == verb]
        if some:
            noun = "план" if len(some) == 1 else "планы"
            found.append((f"Я, {actor.full_name}, {words} {noun}:", some))
    return found


def _signed(request: Request, batch: Batch, trace: Trace) -> HttpResponse:
    """Sign each plan by itself, and tell what became of each."""
    results = [_sign(one, trace, request.actor) for one in batch.to_sign]
    results += [Result(one.plan, one.why, one.is_done) for one in batch.left_out]
    results.sort(key=lambda one: one.words)
    queue = queued_for(request.actor)
    context = {
        "signed": [one for one in results if one.is_signed],
        "refused": [one for one in results if not one.is_signed],
        "unknown": batch.unknown,
        "more": len(queue),
        "following": waiting_for(request.actor, [one.plan_id for one in queue[:1]]),
    }
    return render(request, "events/signoff/several_done.html", context)


def _sign(one: ToSign, trace: Trace, by: Actor) -> Result:
    plan, step, seen = one.plan, one.waiting.step, one.edition.sha256
    try:
        plan = sign_plan(plan=plan, step=step, seen=seen, trace=trace, by=by)
    except (PermissionDenied, ValidationError) as refusal:
        # Another request of the same person may have been quicker.
        plan = Plan.objects.select_related("association", "edition").get(pk=plan.pk)
        if is_done_by(plan, seen, by, step):
            return Result(plan, DONE, is_signed=True)
        words = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
        return Result(plan, words, is_signed=False)
    if plan.status == Plan.Status.APPROVED:
        return Result(plan, f"Утверждён, действует редакция {plan.edition_number}.", is_signed=True)
    return Result(plan, "Ваше решение записано, план идёт дальше.", is_signed=True)
