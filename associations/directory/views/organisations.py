"""Pages of organisations: a list and its forms."""

from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from associations.actor import require_staff
from associations.directory import rules as directory
from associations.directory.forms import OrganisationForm, TextFilter, attempt
from associations.models import Organisation
from associations.offices.queries import Request, institution_of_staff
from plans_portal.lib.search import has_words

ROWS = 50


def organisation_list(request: Request) -> HttpResponse:
    """List the organisations of the directory."""
    form = TextFilter(request.GET)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    found = (
        Organisation.objects.visible_to(request.actor)
        .filter(has_words(text, "name", "short_name"))
        .annotate(people_count=Count("people"))
        .order_by("name", "pk")
    )
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(
        request, "associations/directory/organisation_list.html", {"form": form, "page": page}
    )


def organisation_add(request: Request) -> HttpResponse:
    """Add an organisation."""
    institution = institution_of_staff(request.actor)
    form = OrganisationForm(request.POST or None)
    if (
        attempt(form, directory.add_organisation, institution=institution, by=request.actor)
        is not None
    ):
        messages.success(request, "Организация записана.")
        return redirect("associations:organisation_list")
    return render(request, "associations/directory/organisation_form.html", {"form": form})


def organisation_edit(request: Request, pk: int) -> HttpResponse:
    """Rename an organisation."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    require_staff(request.actor, organisation.institution_id)
    form = OrganisationForm(request.POST or None, instance=copy(organisation))
    if (
        attempt(form, directory.edit_organisation, organisation=organisation, by=request.actor)
        is not None
    ):
        messages.success(request, "Изменения сохранены.")
        return redirect("associations:organisation_list")
    context = {"form": form, "organisation": organisation}
    return render(request, "associations/directory/organisation_form.html", context)
