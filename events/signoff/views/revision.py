"""Pages after approval: revise a plan, discard the changes, repeal the approval.

Each page explains the consequence before the person confirms.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
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
from associations.offices.queries import Request
from events.drafting.views.fetch import plan_to_draft, plan_to_read
from events.signoff.forms.revision import DiscardForm, RepealForm
from events.signoff.rules.revision import (
    discard_revision,
    may_repeal,
    objection_to_discarding,
    objection_to_repealing,
    objection_to_revising,
    repeal_plan,
    revise_plan,
)
from plans_portal.lib.form_errors import show_refusal


@require_http_methods(["GET", "POST"])
def plan_revise(request: Request, pk: int) -> HttpResponse:
    """Ask, then open an approved plan for changes."""
    plan = plan_to_draft(request, pk)
    if request.method == "POST":
        try:
            revise_plan(plan=plan, by=request.actor)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        else:
            messages.success(request, "План открыт для изменений. Исправьте его и отправьте.")
        return redirect(plan)
    context = {"plan": plan, "objection": objection_to_revising(plan, request.actor)}
    return render(request, "events/signoff/plan_revise.html", context)


@require_http_methods(["GET", "POST"])
def plan_discard(request: Request, pk: int) -> HttpResponse:
    """Ask, then discard the changes."""
    plan = plan_to_draft(request, pk)
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            discard_revision(plan=plan, seen=form.cleaned_data["seen"], by=request.actor)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        else:
            messages.success(request, "Изменения убраны. План снова утверждён.")
        return redirect(plan)
    context = {"plan": plan, "objection": objection_to_discarding(plan, request.actor)}
    return render(request, "events/signoff/plan_discard.html", context)


@require_http_methods(["GET", "POST"])
def plan_repeal(request: Request, pk: int) -> HttpResponse:
    """Explain what follows, ask for the reason and a fresh proof, then repeal the edition."""
    plan = plan_to_read(request, pk)
    objection = objection_to_repealing(plan, request.actor)
    if not may_repeal(plan, request.actor):
        raise PermissionDenied(objection)
    if owes_second_factor(request.actor):
        return second_factor_first(request)
    proof = proof_part(request)
    if request.method == "POST" and (leads := lead_to_proof(request, proof, ("reason", "act"))):
        return leads
    form = RepealForm(request.POST or None, initial=words_before_proof(request))
    # Both are asked, so that each says what is wrong with it.
    if request.method == "POST" and all([form.is_valid(), proof.is_given()]):
        try:
            repeal_plan(plan=plan, **form.cleaned_data, by=request.actor)
        except ValidationError as refusal:
            if refusal.code == "stale":
                messages.warning(request, refusal.messages[0])
                return redirect(plan)
            show_refusal(form, refusal)
        else:
            forget_words_before_proof(request)
            messages.success(request, "Утверждение отменено. Авторы увидят причину.")
            return redirect(plan)
    context = {
        "plan": plan,
        "form": form,
        "objection": objection,
        "proof": ProofPart() if proof.is_given() else proof,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/signoff/plan_repeal.html", context, status=status)
