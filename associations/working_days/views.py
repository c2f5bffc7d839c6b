"""The page «Сроки и рабочие дни» of an institution."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.actor import require_staff
from associations.directory.forms import attempt
from associations.models import InstituteDay, Institution
from associations.offices.queries import Request
from associations.working_days.forms import InstituteDayForm, TermsForm
from associations.working_days.rules import (
    add_institute_day,
    change_terms,
    remove_institute_day,
)

PAGE = "associations:institution_terms"


@require_http_methods(["GET", "POST"])
def institution_terms(request: Request, pk: int) -> HttpResponse:
    """Show the terms and own days to the institution; its staff change the terms here."""
    institution = _institution(request, pk)
    form = TermsForm(request.POST or None, instance=copy(institution))
    if request.method == "POST":
        require_staff(request.actor, institution.pk)
        if attempt(form, change_terms, institution=institution, by=request.actor):
            messages.success(request, "Сроки сохранены.")
            return redirect(PAGE, pk)
    return _show(request, institution, form, InstituteDayForm())


@require_POST
def institute_day_add(request: Request, pk: int) -> HttpResponse:
    """Write down a day of the institution's own."""
    institution = _institution(request, pk)
    require_staff(request.actor, institution.pk)
    form = InstituteDayForm(request.POST)
    if attempt(form, add_institute_day, institution=institution, by=request.actor):
        messages.success(request, "День записан. Сроки считаются с ним.")
        return redirect(PAGE, pk)
    return _show(request, institution, TermsForm(instance=copy(institution)), form)


@require_POST
def institute_day_remove(request: Request, pk: int) -> HttpResponse:
    """Take a day of the institution's own back."""
    day = get_object_or_404(InstituteDay.objects.visible_to(request.actor), pk=pk)
    remove_institute_day(day=day, by=request.actor)
    messages.success(request, "Запись убрана. Этот день теперь как в производственном календаре.")
    return redirect(PAGE, day.institution_id)


def _institution(request: Request, pk: int) -> Institution:
    found = Institution.objects.visible_to(request.actor).select_related("escalation_to")
    return get_object_or_404(found, pk=pk)


def _show(
    request: Request, institution: Institution, form: TermsForm, day_form: InstituteDayForm
) -> HttpResponse:
    context = {
        "institution": institution,
        "may_edit": institution.pk in request.actor.staff_institution_ids,
        "form": form,
        "day_form": day_form,
        "days": institution.own_days.all(),
    }
    status = 422 if form.errors or day_form.errors else 200
    template = "associations/working_days/institution_terms.html"
    return render(request, template, context, status=status)
