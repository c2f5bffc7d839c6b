"""The accounts of those who decide on a step, who write a plan, and who curate it, on a day."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from associations.actor import Actor
from associations.letters.queries import staff_of
from associations.models import Association, Office, OfficeQuerySet, Substitution, User
from associations.offices.queries import actor_of
from associations.vocabulary import OfficeRole
from events.access import standing_for
from events.models import Step


def deciders_of(
    step: Step, *, on: dt.date, known: dict[int, Actor] | None = None
) -> list[tuple[User, Actor]]:
    """Who may decide the step: its holder and substitutes; for a signature on paper, the staff.

    Nobody where the seat is vacant. `known` keeps the actors that were read for other steps.
    """
    known = {} if known is None else known
    if step.office is None:
        users = staff_of(step.plan.association.institution, on)
    else:
        office = step.office
        same = Office.objects.filter(
            role=office.role, association=office.association_id, institution=office.institution_id
        )
        users = _accounts_in(same, on)
    for user in users:
        if user.pk not in known:
            known[user.pk] = actor_of(user, on)
    found = [(user, known[user.pk]) for user in users]
    return [one for one in found if step.office is None or standing_for(step, one[1])]


def accounts_with(association: Association, roles: Iterable[OfficeRole], on: dt.date) -> list[User]:
    """The accounts of those who hold one of the roles in the association, or substitute in it."""
    return _accounts_in(Office.objects.filter(association=association, role__in=roles), on)


def _accounts_in(offices: OfficeQuerySet, on: dt.date) -> list[User]:
    """Open accounts of holders and substitutes on a day, in a steady order; no superuser."""
    held = Office.objects.in_force(on).filter(pk__in=offices)
    standing_in = Substitution.objects.filter(office__in=held, since__lte=on, until__gte=on)
    who = Q(person__offices__in=held) | Q(person__in=standing_in.values("person"))
    found = User.objects.filter(who, is_active=True, is_superuser=False)
    return list(found.select_related("person").distinct().order_by("pk"))
