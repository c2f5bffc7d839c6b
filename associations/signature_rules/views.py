"""Pages of the rules of electronic signature: read, accept, put a new version in force."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from associations.actor import require_staff
from associations.directory.forms import attempt
from associations.models import Institution, RulesAcceptance, SignatureRules
from associations.offices.queries import Request
from associations.signature_rules.forms import SignatureRulesForm
from associations.signature_rules.queries import rules_in_force, template_of_rules
from associations.signature_rules.rules import accept_rules, publish_rules
from plans_portal.lib.client_address import client_address


@require_safe
def signature_rules(request: Request, pk: int) -> HttpResponse:
    """Show the rules in force, or the version that `?version=` asks for."""
    institution = _institution(request, pk)
    versions = list(institution.signature_rules.defer("text"))
    wanted = request.GET.get("version", "")
    rules = institution.signature_rules.first()
    if wanted:
        found = [one for one in versions if str(one.version) == wanted]
        if not found:
            raise Http404
        rules = found[0]
    own = RulesAcceptance.objects.filter(rules=rules, person=request.actor.person_id)
    context = {
        "institution": institution,
        "rules": rules,
        "is_newest": bool(versions) and rules == versions[0],
        "versions": versions,
        "acceptance": own.first() if rules else None,
        "may_edit": institution.pk in request.actor.staff_institution_ids,
    }
    return render(request, "associations/signature_rules/signature_rules.html", context)


@require_http_methods(["GET", "POST"])
def signature_rules_edit(request: Request, pk: int) -> HttpResponse:
    """Write the next version and put it in force."""
    institution = _institution(request, pk)
    require_staff(request.actor, institution.pk)
    rules = rules_in_force(institution.pk)
    initial = {
        "text": rules.text if rules else template_of_rules(institution),
        "expected_version": rules.version if rules else 0,
    }
    form = SignatureRulesForm(request.POST or None, initial=initial)
    made = attempt(form, publish_rules, institution=institution, by=request.actor)
    if made is not None:
        messages.success(
            request,
            f"Версия {made.version} введена в действие. Каждый примет её перед следующей подписью.",
        )
        return redirect("associations:signature_rules", pk=institution.pk)
    if form.errors:
        # What is typed stays; the next attempt is compared with the version in force.
        form.data = {**request.POST.dict(), "expected_version": initial["expected_version"]}
    context = {"institution": institution, "rules": rules, "form": form}
    status = 422 if form.errors else 200
    page = "associations/signature_rules/signature_rules_form.html"
    return render(request, page, context, status=status)


@require_POST
def signature_rules_accept(request: Request, pk: int, version: int) -> HttpResponse:
    """Record that the person accepts this version."""
    found = SignatureRules.objects.visible_to(request.actor)
    rules = get_object_or_404(found, institution=pk, version=version)
    try:
        accept_rules(
            rules=rules,
            ip=client_address(request),
            user_agent=request.headers.get("User-Agent", ""),
            by=request.actor,
        )
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, "Вы приняли правила электронной подписи.")
    return redirect("associations:signature_rules", pk=pk)


def _institution(request: Request, pk: int) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor), pk=pk)
