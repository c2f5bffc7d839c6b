"""Pages of offices and substitutions."""

from copy import copy

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format

from associations.actor import require_staff
from associations.directory.forms import attempt
from associations.models import Association, Institution, Office, Substitution
from associations.offices import rules as offices
from associations.offices.forms import (
    EndOfficeForm,
    LastDayForm,
    OfficeEditForm,
    OfficeForm,
    SubstitutionForm,
    former_offices,
)
from associations.offices.queries import Request, duties_of

FORM = "associations/offices/office_form.html"


def association_office_add(request: Request, pk: int) -> HttpResponse:
    """Appoint a person to an office of the association."""
    found = Association.objects.visible_to(request.actor).select_related("institution")
    place = get_object_or_404(found, pk=pk)
    return _add(request, place, place.institution)


def institution_office_add(request: Request, pk: int) -> HttpResponse:
    """Appoint a person to an office over all associations of the institution."""
    place = get_object_or_404(Institution.objects.visible_to(request.actor), pk=pk)
    return _add(request, place, place)


def _add(
    request: Request, place: Association | Institution, institution: Institution
) -> HttpResponse:
    require_staff(request.actor, institution.pk)
    asked = request.GET.get("replaces")
    former = next((one for one in former_offices(place) if str(one.pk) == asked), None)
    form = OfficeForm(request.POST or None, place=place, today=request.actor.on, former=former)
    where = {"association" if isinstance(place, Association) else "institution": place}
    if office := attempt(form, offices.add_office, by=request.actor, **where):
        since = date_format(office.since, "j E Y\u00a0г.")
        messages.success(request, f"{office.person.short_name} — {office.position}, с {since}")
        return redirect(place)
    context = {
        "form": form,
        "place": place,
        "title": "Назначение на должность",
        "submit": "Назначить",
    }
    return render(request, FORM, context)


def office_edit(request: Request, pk: int) -> HttpResponse:
    """Edit the words or the period of an office."""
    office = _office(request, pk)
    duties = duties_of([office])
    form = OfficeEditForm(request.POST or None, instance=copy(office), waits=bool(duties))
    if attempt(form, offices.edit_office, office=office, by=request.actor) is not None:
        messages.success(request, "Изменения сохранены.")
        return redirect(office.place)
    context = {
        "form": form,
        "office": office,
        "duties": duties if form.errors else (),
        "substitutions": _substitutions(request).filter(office=office) if form.errors else (),
        "place": office.place,
        "title": "Должность: исправление",
        "submit": "Сохранить изменения",
    }
    return render(request, FORM, context)


def office_end(request: Request, pk: int) -> HttpResponse:
    """Show what waits for the holder; set the last day of the office, and who takes it."""
    office = _office(request, pk)
    duties = duties_of([office])
    form = EndOfficeForm(
        request.POST or None,
        office=office,
        waits=bool(duties),
        initial={"until": request.actor.on},
    )
    if attempt(form, offices.end_office, office=office, by=request.actor) is not None:
        messages.success(request, "Последний день записан. Подписи, поставленные раньше, остаются.")
        return redirect(office.place)
    context = {
        "form": form,
        "office": office,
        "duties": duties,
        "substitutions": _substitutions(request).filter(office=office),
        "place": office.place,
        "title": "Окончание срока должности",
        "submit": "Завершить срок",
    }
    return render(request, FORM, context)


def substitution_add(request: Request, pk: int) -> HttpResponse:
    """Add a substitution."""
    office = _office(request, pk)
    form = SubstitutionForm(request.POST or None, office=office, today=request.actor.on)
    if attempt(form, offices.add_substitution, office=office, by=request.actor) is not None:
        messages.success(request, "Замещение записано.")
        return redirect(office.place)
    context = {
        "form": form,
        "office": office,
        "place": office.place,
        "title": "Замещение",
        "submit": "Записать замещение",
    }
    return render(request, FORM, context)


def substitution_end(request: Request, pk: int) -> HttpResponse:
    """Move the last day of a substitution to an earlier one."""
    found = Substitution.objects.visible_to(request.actor).select_related(
        "person", "office__person__institution", "office__association", "office__institution"
    )
    substitution = get_object_or_404(found, pk=pk)
    office = substitution.office
    require_staff(request.actor, office.person.institution_id)
    form = LastDayForm(request.POST or None, ends=substitution, initial={"until": request.actor.on})
    if (
        attempt(form, offices.end_substitution, substitution=substitution, by=request.actor)
        is not None
    ):
        messages.success(request, "Последний день замещения записан.")
        return redirect(office.place)
    context = {
        "form": form,
        "office": office,
        "substitution": substitution,
        "place": office.place,
        "title": "Окончание замещения",
        "submit": "Завершить замещение",
    }
    return render(request, FORM, context)


def _substitutions(request: Request) -> QuerySet[Substitution]:
    """Those that the actor may see and that have not ended."""
    found = Substitution.objects.visible_to(request.actor).filter(until__gte=request.actor.on)
    return found.select_related("person", "office__person")


def _office(request: Request, pk: int) -> Office:
    """Fetch an office to change it: 404 if not visible, 403 if the actor is not staff."""
    found = Office.objects.visible_to(request.actor).select_related(
        "person__institution", "association", "institution"
    )
    office = get_object_or_404(found, pk=pk)
    require_staff(request.actor, office.person.institution_id)
    return office
