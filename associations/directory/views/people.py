"""Pages of people: list, page, forms, and the person's account."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.accounts.queries import has_second_factor
from associations.accounts.rules import accounts
from associations.accounts.rules.account_letters import Site
from associations.actor import require_staff
from associations.directory import rules as directory
from associations.directory.forms import (
    CloseAccountForm,
    InvitationForm,
    PersonForm,
    TextFilter,
    attempt,
)
from associations.models import Office, Person, User
from associations.offices.queries import Request, institution_of_staff
from plans_portal.lib.search import has_words

ROWS = 50


def person_list(request: Request) -> HttpResponse:
    """List the people of the directory with their present offices."""
    form = TextFilter(request.GET)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    names = ("last_name", "first_name", "middle_name", "position", "organisation__name")
    offices = Office.objects.in_force(request.actor.on).select_related("association", "institution")
    found = (
        Person.objects.visible_to(request.actor)
        .filter(has_words(text, *names))
        .select_related("organisation", "user")
        .prefetch_related(Prefetch("offices", offices, to_attr="offices_now"))
        .order_by("last_name", "first_name", "middle_name", "pk")
    )
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(request, "associations/directory/person_list.html", {"form": form, "page": page})


def person_detail(request: Request, pk: int) -> HttpResponse:
    """Show a person with all offices; the account only to staff."""
    return _show(request, _person(request, pk))


def person_add(request: Request) -> HttpResponse:
    """Add a person."""
    institution = institution_of_staff(request.actor)
    form = PersonForm(request.POST or None, institution=institution)
    if person := attempt(form, directory.add_person, institution=institution, by=request.actor):
        messages.success(request, f"{person.full_name} теперь в справочнике.")
        return redirect(person)
    return render(request, "associations/directory/person_form.html", {"form": form})


def person_edit(request: Request, pk: int) -> HttpResponse:
    """Edit a person."""
    person = _person(request, pk)
    require_staff(request.actor, person.institution_id)
    form = PersonForm(request.POST or None, instance=copy(person), institution=person.institution)
    if attempt(form, directory.edit_person, person=person, by=request.actor) is not None:
        messages.success(request, "Изменения сохранены.")
        return redirect(person)
    return render(
        request, "associations/directory/person_form.html", {"form": form, "person": person}
    )


@require_POST
def person_invite(request: Request, pk: int) -> HttpResponse:
    """Open the person's account and send the invitation."""
    person = _person(request, pk)
    require_staff(request.actor, person.institution_id)
    form = InvitationForm(request.POST)
    if attempt(form, accounts.open_account, person=person, by=request.actor) is None:
        return _show(request, person, form)
    return person_invite_again(request, pk)


@require_POST
def person_invite_again(request: Request, pk: int) -> HttpResponse:
    """Send the invitation again."""
    site = Site.of(request)
    words = "Приглашение скоро придёт на {email}. Ссылка в нём действует 14 дней."
    return _account_action(request, pk, accounts.invite, words, site=site)


@require_http_methods(["GET", "POST"])
def person_close(request: Request, pk: int) -> HttpResponse:
    """Show what waits for the person, ask, then close the account."""
    person = _person(request, pk)
    require_staff(request.actor, person.institution_id)
    if person.user is None or not person.user.is_active:
        return redirect(person)
    duties = accounts.duties_of_person(person, request.actor.on)
    form = CloseAccountForm(request.POST if request.method == "POST" else None, waits=bool(duties))
    if attempt(form, accounts.close_account, person=person, by=request.actor) is not None:
        messages.success(request, "Доступ закрыт.")
        return redirect(person)
    offices = person.offices.in_force(request.actor.on).select_related("association", "institution")
    context = {
        "person": person,
        "form": form,
        "duties": duties,
        "offices": offices,
        "substitutions": person.substitutions.filter(until__gte=request.actor.on).select_related(
            "person", "office__person"
        ),
    }
    return render(request, "associations/accounts/account_close.html", context)


@require_POST
def person_reopen(request: Request, pk: int) -> HttpResponse:
    """Reopen the person's account."""
    return _account_action(request, pk, accounts.reopen_account, "Доступ снова открыт.")


@require_POST
def person_drop_second_factor(request: Request, pk: int) -> HttpResponse:
    """Take codes and keys from the account of one who has lost them."""
    words = "Второй фактор снят, на {email} отправлено письмо. Пароль остался прежним."
    return _account_action(request, pk, accounts.drop_second_factor, words, site=Site.of(request))


def _account_action(
    request: Request, pk: int, rule: Callable[..., User], words: str, **others: Any
) -> HttpResponse:
    person = _person(request, pk)
    try:
        user = rule(person=person, by=request.actor, **others)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, words.format(email=user.email))
    return redirect(person)


def _person(request: Request, pk: int) -> Person:
    found = Person.objects.visible_to(request.actor)
    return get_object_or_404(found.select_related("organisation", "institution", "user"), pk=pk)


def _show(request: Request, person: Person, form: InvitationForm | None = None) -> HttpResponse:
    actor, today = request.actor, request.actor.on
    offices = list(person.offices.select_related("association", "institution").order_by("-since"))
    may_edit = person.institution_id in actor.staff_institution_ids
    context = {
        "person": person,
        "offices": [office for office in offices if not office.until or office.until >= today],
        "ended": [office for office in offices if office.until and office.until < today],
        "substitutions": person.substitutions.select_related(
            "office__person", "office__association", "office__institution"
        ),
        "today": today,
        "may_edit": may_edit,
        "sees_account": may_edit or actor.is_superuser or person.pk == actor.person_id,
        "has_second_factor": may_edit and person.user and has_second_factor(person.user),
        "form": form or InvitationForm(),
    }
    return render(request, "associations/directory/person_detail.html", context)
