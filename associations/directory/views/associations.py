"""Pages of associations and of the institution."""

from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from associations.actor import require_staff
from associations.directory import rules as directory
from associations.directory.forms import AssociationFilter, AssociationForm, attempt
from associations.models import Association, Institution, Office
from associations.offices.queries import Request, institution_of_staff
from associations.vocabulary import OfficeRole
from plans_portal.lib.answers import own_address, with_value

ROWS = 50


def association_list(request: Request) -> HttpResponse:
    """List the associations with their chairs and curators, by kind and by words."""
    form = AssociationFilter(request.GET)
    found = Association.objects.visible_to(request.actor)
    if form.is_valid():
        found = form.narrow(found, request.actor.on)
    offices = Office.objects.in_force(request.actor.on).select_related("person")
    found = found.prefetch_related(
        Prefetch("offices", offices.filter(role=OfficeRole.CHAIR), to_attr="chairs"),
        Prefetch("offices", offices.filter(role=OfficeRole.CURATOR), to_attr="curators"),
    )
    page = Paginator(found.order_by("name", "pk"), ROWS).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render(request, "associations/directory/association_list.html", context)


def association_detail(request: Request, pk: int) -> HttpResponse:
    """Show an association and its offices, present and past."""
    found = Association.objects.visible_to(request.actor).select_related("institution", "parent")
    association = get_object_or_404(found, pk=pk)
    context = {
        "association": association,
        "children": association.children.all(),
        **offices_of(association, request),
    }
    return render(request, "associations/directory/association_detail.html", context)


def association_add(request: Request) -> HttpResponse:
    """Add an association; a page that lacks it fills the form, and gets its number in `next`."""
    institution = institution_of_staff(request.actor)
    said = {name: request.GET[name] for name in AssociationForm.Meta.fields if name in request.GET}
    back = own_address(request.GET.get("next", ""))
    form = AssociationForm(request.POST or None, institution=institution, initial=said)
    rule = directory.add_association
    if association := attempt(form, rule, institution=institution, by=request.actor):
        messages.success(request, "Объединение записано. Теперь назначьте председателя и куратора.")
        return redirect(with_value(back, "association", association.pk) if back else association)
    context = {"form": form, "cancel_url": back.partition("?")[0]}
    return render(request, "associations/directory/association_form.html", context)


def association_edit(request: Request, pk: int) -> HttpResponse:
    """Edit an association."""
    association = get_object_or_404(Association.objects.visible_to(request.actor), pk=pk)
    require_staff(request.actor, association.institution_id)
    # A copy: what a refused form holds must not change the page's heading.
    form = AssociationForm(
        request.POST or None, instance=copy(association), institution=association.institution
    )
    if (
        attempt(form, directory.edit_association, association=association, by=request.actor)
        is not None
    ):
        messages.success(request, "Изменения сохранены.")
        return redirect(association)
    context = {"form": form, "association": association}
    return render(request, "associations/directory/association_form.html", context)


def institution_detail(request: Request, pk: int) -> HttpResponse:
    """Show the institution and its offices over all associations."""
    institution = get_object_or_404(Institution.objects.visible_to(request.actor), pk=pk)
    context = {"institution": institution, **offices_of(institution, request)}
    return render(request, "associations/directory/institution_detail.html", context)


def offices_of(place: Association | Institution, request: Request) -> dict[str, object]:
    """Give the offices of a place: present and future ones, and those that have ended."""
    today = request.actor.on
    institution = place.institution if isinstance(place, Association) else place
    rank = list(OfficeRole.values).index
    offices = sorted(
        place.offices.select_related("person").prefetch_related("substitutions__person"),
        key=lambda office: (rank(office.role), office.since),
    )
    ended = [office for office in offices if office.until and office.until < today]
    return {
        "offices": [office for office in offices if office not in ended],
        "ended": ended,
        "today": today,
        "may_edit": institution.pk in request.actor.staff_institution_ids,
    }
