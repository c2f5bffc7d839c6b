"""The accounts of those who decide on a step, on a day."""

import datetime as dt

from associations.actor import Actor
from associations.letters.queries import accounts_in, staff_of
from associations.models import Office, User
from associations.offices.queries import actor_of
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
        users = accounts_in(same, on)
    for user in users:
        if user.pk not in known:
            known[user.pk] = actor_of(user, on)
    found = [(user, known[user.pk]) for user in users]
    return [one for one in found if step.office is None or standing_for(step, one[1])]
