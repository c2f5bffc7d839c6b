"""The institute's calendar of the school year; all its people read it, staff change it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from associations.actor import require_staff
from associations.directory.forms import attempt
from associations.models import Institution
from associations.offices.queries import Request
from events.drafting.forms.school_year import SchoolSpanForm
from events.drafting.rules.school_year import add_school_span, remove_school_span
from events.models import SchoolSpan

PAGE = "events:school_year"


@require_http_methods(["GET", "POST"])
def school_year(request: Request, pk: int) -> HttpResponse:
    """Show the calendar to the institution; its staff write a part of it down here."""
    institution = _institution(request, pk)
    form = SchoolSpanForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST":
        require_staff(request.actor, institution.pk)
        if attempt(form, add_school_span, institution=institution, by=request.actor):
            messages.success(request, "Записано. Сроки планов уже читаются по календарю.")
            return redirect(PAGE, pk)
    context = {
        "institution": institution,
        "spans": SchoolSpan.objects.filter(institution=institution),
        "may_edit": institution.pk in request.actor.staff_institution_ids,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "events/drafting/school_year.html", context, status=status)


@require_POST
def school_span_remove(request: Request, pk: int, span_pk: int) -> HttpResponse:
    """Take a part of the school year out of the calendar."""
    institution = _institution(request, pk)
    span = get_object_or_404(SchoolSpan, pk=span_pk, institution=institution)
    remove_school_span(span=span, by=request.actor)
    messages.success(request, "Запись убрана. Сроки планов прочитаны заново.")
    return redirect(PAGE, pk)


def _institution(request: Request, pk: int) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor), pk=pk)
