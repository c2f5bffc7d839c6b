"""Pages of the authors: send a plan for sign-off, recall it.

The form carries the fingerprint of what the person looked at. The second request of a double
click is answered with «уже отправлен», not with an error.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from associations.accounts.views.proof import (
    ProofPart,
    forget_words_before_proof,
    lead_to_proof,
    proof_part,
    words_before_proof,
)
from associations.models import SignatureRules
from associations.offices.queries import Request
from associations.signature_rules.queries import rules_to_accept
from events.access import is_author, standing_for
from events.drafting.queries.stored_content import edition_shown, fingerprint_of, shown_content
from events.drafting.views.fetch import plan_to_draft
from events.drafting.views.findings import inspection_of
from events.models import Plan
from events.plan.content import PlanContent
from events.plan.vocabulary import Verb
from events.remarks.queries.remarks import remarks_of_plan
from events.signoff.forms.sending import SendForm
from events.signoff.queries.asked_again import asked_again
from events.signoff.queries.paper_check import PaperCheck, paper_check
from events.signoff.queries.pending_steps import is_done_by
from events.signoff.queries.plan_state import next_words, with_deciders
from events.signoff.queries.present_holders import content_to_send
from events.signoff.rules.sending import (
    objection_to_recalling,
    objection_to_sending,
    recall_plan,
    send_plan,
)
from events.signoff.views.steps import step_lines
from events.signoff.views.trace import accept_and_trace
from plans_portal.lib.form_errors import show_refusal


@require_http_methods(["GET", "POST"])
def plan_send(request: Request, pk: int) -> HttpResponse:
    """Show what will be sent and to whom, then send it; who signs by it proves who they are."""
    plan = plan_to_draft(request, pk)
    content, now = _to_send(request, plan)
    steps = list(with_deciders(plan.steps.all()))
    again = asked_again(plan, content, steps, on=request.actor.on)
    signs = _signs_by_sending(request, plan)
    rules = rules_to_accept(request.actor, plan.association.institution_id) if signs else None
    proof = proof_part(request) if signs else ProofPart()
    if request.method == "POST" and (leads := lead_to_proof(request, proof, ("note", "everybody"))):
        return leads
    initial = {**words_before_proof(request), "seen": now}
    paper = _paper(request, plan, content)
    form = SendForm(request.POST or None, rules=rules, again=again, paper=paper, initial=initial)
    stale = ""
    # Both are asked, so that each says what is wrong with it.
    if request.method == "POST" and all([form.is_valid(), proof.is_given()]):
        seen = form.cleaned_data["seen"]
        try:
            _send(request, plan, form, rules)
        except ValidationError as refusal:
            plan.refresh_from_db()
            if is_done_by(plan, seen, request.actor):
                messages.info(request, "План уже отправлен на согласование.")
                return redirect(plan)
            if hasattr(refusal, "error_dict"):
                show_refusal(form, refusal)
            else:
                stale = refusal.messages[0]
            content, now = _to_send(request, plan)
            steps = list(with_deciders(plan.steps.all()))
            again = asked_again(plan, content, steps, on=request.actor.on)
        else:
            forget_words_before_proof(request)
            messages.success(request, f"План отправлен. {next_words(plan, request.actor)}")
            return redirect(plan)
    inspection = inspection_of(plan, content, request.actor)
    findings = inspection.findings if inspection else None
    context = {
        "plan": plan,
        "content": content,
        "inspection": inspection,
        "now": now,
        "paper": paper,
        "again": again,
        "form": form,
        "rules": rules,
        "proof": ProofPart() if proof.is_given() else proof,
        "stale": stale,
        "remarks": remarks_of_plan(plan, request.actor, content),
        "rows": content.row_count,
        "steps": step_lines(plan, steps, [], on=request.actor.on),
        "objection": objection_to_sending(plan, request.actor, content, findings, steps),
    }
    status = 409 if stale else 422 if request.method == "POST" else 200
    return render(request, "events/signoff/plan_send.html", context, status=status)


def _send(request: Request, plan: Plan, form: SendForm, rules: SignatureRules | None) -> None:
    data = form.cleaned_data
    send_plan(
        plan=plan,
        seen=data["seen"],
        note=data.get("note", ""),
        everybody=data.get("everybody", False),
        kept_seen=data["kept"],
        as_it_is=data.get("as_it_is", False),
        trace=accept_and_trace(request, rules),
        by=request.actor,
    )


def _paper(request: Request, plan: Plan, content: PlanContent) -> PaperCheck | None:
    """The check of the paper, which is begun for who writes the plan."""
    may_write = plan.is_open and is_author(plan.association, request.actor)
    return paper_check(plan, content, starts=True) if may_write else None


def _signs_by_sending(request: Request, plan: Plan) -> bool:
    """Whether the plan has a closing signature of the sender: it is given by sending."""
    closing = plan.steps.filter(verb=Verb.CLOSE).select_related("office")
    return any(standing_for(step, request.actor) for step in closing)


def _to_send(request: Request, plan: Plan) -> tuple[PlanContent, str]:
    """What would be sent, or was sent already, and its fingerprint."""
    edition = edition_shown(plan, request.actor)
    if edition is None:
        content = content_to_send(plan, request.actor)
    else:
        content = shown_content(plan, request.actor)
    return content, fingerprint_of(content, edition)


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
