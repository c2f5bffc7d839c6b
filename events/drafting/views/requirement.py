"""Pages of an institution's requirements to plans; all its people read them, staff change them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from associations.actor import require_staff
from associations.directory.forms import attempt
from associations.models import Association, Institution
from associations.offices.queries import Request
from events.drafting.forms.requirement import RequirementForm
from events.drafting.rules.requirements import set_requirement
from events.models import Requirement


@require_safe
def requirement_list(request: Request, pk: int) -> HttpResponse:
    """What plans of each kind of association must have."""
    institution = _institution(request, pk)
    by_kind = {row.kind: row for row in Requirement.objects.filter(institution=institution)}
    context = {
        "institution": institution,
        "kinds": [(kind, label, by_kind.get(kind)) for kind, label in Association.Kind.choices],
        "may_edit": institution.pk in request.actor.staff_institution_ids,
    }
    return render(request, "events/drafting/requirement_list.html", context)


@require_http_methods(["GET", "POST"])
def requirement_edit(request: Request, pk: int, kind: str) -> HttpResponse:
    """Change what plans of one kind of association must have."""
    institution = _institution(request, pk)
    require_staff(request.actor, institution.pk)
    if kind not in Association.Kind.values:
        raise Http404
    requirement = Requirement.objects.filter(institution=institution, kind=kind).first()
    form = RequirementForm(request.POST or None, requirement=requirement or Requirement())
    if attempt(form, set_requirement, institution=institution, kind=kind, by=request.actor):
        messages.success(request, "Требования записаны. Проверка планов уже учитывает их.")
        return redirect("events:requirement_list", pk=institution.pk)
    context = {"institution": institution, "kind": Association.Kind(kind), "form": form}
    status = 422 if form.errors else 200
    return render(request, "events/drafting/requirement_form.html", context, status=status)


def _institution(request: Request, pk: int) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor), pk=pk)
