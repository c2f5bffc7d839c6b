"""Reads from the database who acts: an account with the offices of its person."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest

from associations.actor import Actor, Standing, require_staff
from associations.models import Institution, Office, Person, Substitution, User
from associations.vocabulary import OfficeRole

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request after the middlewares, with its actor and its htmx details."""

    actor: Actor
    htmx: "HtmxDetails"


def actor_of(user: User | AnonymousUser, on: dt.date) -> Actor:
    """Read the offices that the account's person holds, or substitutes in, on the day.

    A superuser gets no offices: they can edit the directory, so they could appoint themselves and
    sign.
    """
    if isinstance(user, AnonymousUser) or not user.is_active:
        return _make_actor(user, on)
    # A substitution gives no rights after the end of its office.
    standing_in = Substitution.objects.filter(
        Q(office__until__isnull=True) | Q(office__until__gte=on),
        since__lte=on,
        until__gte=on,
        office__since__lte=on,
    )
    places = Office.objects.select_related("association", "institution")
    own = places.in_force(on).filter(person__user=user).select_related("person")
    mine = list(own.annotate(substitutes=Exists(standing_in.filter(person=OuterRef("person")))))
    # Most people hold an office: who they are comes with it.
    person = mine[0].person if mine else Person.objects.filter(user=user).first()
    if user.is_superuser or person is None:
        return _make_actor(user, on, person)
    standings = [_standing(office) for office in mine]
    # Few people substitute: of those who don't this is not asked.
    if not mine or getattr(mine[0], "substitutes", True):
        own_substitutions = standing_in.filter(person=person)
        own_substitutions = own_substitutions.prefetch_related(Prefetch("office", places))
        standings += [_standing(one.office, one) for one in own_substitutions]
    return _make_actor(user, on, person, standings)


def _make_actor(
    user: User | AnonymousUser,
    on: dt.date,
    person: Person | None = None,
    standings: Iterable[Standing] = (),
) -> Actor:
    return Actor(
        on=on,
        name=person.short_name if person else str(user),
        user_id=user.pk,
        is_superuser=user.is_superuser,
        person_id=person.pk if person else None,
        institution_id=person.institution_id if person else None,
        full_name=person.full_name if person else "",
        signing_name=person.signing_name if person else "",
        standings=tuple(standings),
    )


def _standing(office: Office, substitution: Substitution | None = None) -> Standing:
    return Standing(
        office_id=office.pk,
        role=OfficeRole(office.role),
        association_id=office.association_id,
        institution_id=office.institution_id,
        position=office.position,
        place=str(office.place),
        manner=substitution.get_manner_display() if substitution else "",
        basis=substitution.basis if substitution else "",
        substitution_id=substitution.pk if substitution else None,
    )


def institution_of_staff(actor: Actor) -> Institution:
    """Give the actor's institution. Raises PermissionDenied where the actor is no methodist."""
    require_staff(actor)
    return Institution.objects.get(pk__in=actor.staff_institution_ids)
