"""How the outbox of an institution stands, and who looks after it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, Min, Q, When

from associations.actor import Actor
from associations.models import (
    Association,
    Institution,
    Letter,
    Office,
    OfficeQuerySet,
    Substitution,
    User,
)
from associations.vocabulary import LetterState, OfficeRole

# A letter that waits for longer shows that no worker sends, or that the mail server is down.
LONG: dt.timedelta = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Queue:
    """How many letters wait, have failed, may not have gone; since when the oldest should have."""

    waiting: int
    failed: int
    doubtful: int
    oldest: dt.datetime | None

    def is_stuck(self, now: dt.datetime) -> bool:
        """Whether somebody should look after the letters."""
        return bool(self.failed or self.doubtful or (self.oldest and self.oldest < now - LONG))


def queue_of(actor: Actor, now: dt.datetime) -> Queue:
    """The queue of the institution in which the actor is a methodist (1 query)."""
    look = (LetterState.WAITING, LetterState.FAILED, LetterState.DOUBTFUL)
    late = Q(state=LetterState.WAITING, to_gather=False)
    late &= Q(send_after__lte=now) | Q(tries__gt=0)
    # What is tried again has waited since it was written.
    since = Case(When(tries__gt=0, then=F("made_at")), default=F("send_after"))
    counted = (
        Letter.objects.visible_to(actor)
        .filter(state__in=look)
        .aggregate(
            waiting=Count("pk", filter=Q(state=LetterState.WAITING)),
            failed=Count("pk", filter=Q(state=LetterState.FAILED)),
            doubtful=Count("pk", filter=Q(state=LetterState.DOUBTFUL)),
            oldest=Min(since, filter=late),
        )
    )
    return Queue(**counted)


def staff_of(institution: Institution, on: dt.date) -> list[User]:
    """The accounts of the methodists of the institution on that day, in a steady order."""
    offices = Office.objects.in_force(on).filter(institution=institution, role=OfficeRole.METHODIST)
    found = User.objects.filter(is_active=True, person__offices__in=offices)
    return list(found.distinct().order_by("email"))


def accounts_with(association: Association, roles: Iterable[OfficeRole], on: dt.date) -> list[User]:
    """The accounts of those who hold one of the roles in the association, or substitute in it."""
    return accounts_in(Office.objects.filter(association=association, role__in=roles), on)


def accounts_in(offices: OfficeQuerySet, on: dt.date) -> list[User]:
    """Open accounts of holders and substitutes on a day, in a steady order; no superuser."""
    held = Office.objects.in_force(on).filter(pk__in=offices)
    standing_in = Substitution.objects.filter(office__in=held, since__lte=on, until__gte=on)
    who = Q(person__offices__in=held) | Q(person__in=standing_in.values("person"))
    found = User.objects.filter(who, is_active=True, is_superuser=False)
    return list(found.select_related("person").distinct().order_by("pk"))
