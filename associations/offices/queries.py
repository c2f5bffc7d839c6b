"""Reads from the database who acts: an account with the offices of its person.

And who may act in an office on a day, and what waits for its holder.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.module_loading import import_string

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
    mine = list(_offices_of(Q(person__user=user), on).select_related("person"))
    # Most people hold an office: who they are comes with it.
    person = mine[0].person if mine else Person.objects.filter(user=user).first()
    if user.is_superuser or person is None:
        return _make_actor(user, on, person)
    return _make_actor(user, on, person, _standings(mine, Q(person=person), on))


def actor_now(by: Actor, *, lock: bool = False) -> Actor:
    """The actor with those of its standings that are left; for a rule that holds its lock.

    A request reads who acts when it begins. If it then waits, the office may end, the substitute be
    another, the account be closed. What is left is never more than there was. 1 query where no
    office replaces another and nobody is substituted, none for an actor without standings.

    With `lock`, in a transaction, what is left also lasts until its end: whoever ends an office
    meanwhile waits.
    """
    if not by.standings or by.user_id is None:
        return by
    account = Q(
        person__user=by.user_id, person__user__is_active=True, person__user__is_superuser=False
    )
    mine = list(_locked(_offices_of(account, by.on), lock=lock))
    held = {one.office_id for one in by.standings}
    now = _standings(mine, account, by.on, lock=lock)
    return by.with_standings(one for one in now if one.office_id in held)


def _locked[Row: (Office, Substitution)](rows: QuerySet[Row], *, lock: bool) -> QuerySet[Row]:
    """The rows, with a lock that still lets others point at them by foreign keys."""
    return rows.select_for_update(of=("self",), no_key=True) if lock else rows


def _substitutions_on(on: dt.date) -> QuerySet[Substitution]:
    """Those of the day; a substitution gives no rights after the end of its office."""
    return Substitution.objects.filter(
        Q(office__until__isnull=True) | Q(office__until__gte=on),
        since__lte=on,
        until__gte=on,
        office__since__lte=on,
    )


def _offices_of(whose: Q, on: dt.date) -> QuerySet[Office]:
    """The offices of a person on the day, each with whether that person substitutes in others."""
    offices = Office.objects.in_force(on).filter(whose).select_related("association", "institution")
    substitutions = _substitutions_on(on).filter(person=OuterRef("person"))
    return offices.annotate(substitutes=Exists(substitutions))


def _standings(mine: list[Office], whose: Q, on: dt.date, *, lock: bool = False) -> list[Standing]:
    """The standings by the person's own offices and by those in which it substitutes."""
    found: list[tuple[Office, Substitution | None]] = [(office, None) for office in mine]
    # Few people substitute: of those who don't this is not asked.
    if not mine or getattr(mine[0], "substitutes", True):
        offices = Office.objects.select_related("association", "institution", "person")
        others = _locked(_substitutions_on(on).filter(whose), lock=lock)
        others = others.prefetch_related(Prefetch("office", offices))
        found += [(one.office, one) for one in others]
    replaced = _replaced([office for office, _ in found], on)
    return [_standing(office, one, replaced) for office, one in found]


def _replaced(offices: Iterable[Office], on: dt.date) -> dict[int, int]:
    """Which ended office stands behind which, in the places of the offices (1 query, or none)."""
    followers = [office for office in offices if office.replaces_id]
    if not followers:
        return {}
    before = Office.objects.filter(
        Q(association__in={one.association_id for one in followers} - {None})
        | Q(institution__in={one.institution_id for one in followers} - {None}),
        replaces__until__lt=on,
    )
    return {pk: former for pk, former in before.values_list("pk", "replaces") if former}


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
        position=person.position if person else "",
        standings=tuple(standings),
    )


def _standing(
    office: Office, substitution: Substitution | None, replaced: dict[int, int]
) -> Standing:
    behind, before = set(), replaced.get(office.pk)
    while before is not None and before not in behind:
        behind.add(before)
        before = replaced.get(before)
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
        for_name=office.person.genitive_name if substitution else "",
        replaced=frozenset(behind),
    )


def institution_of_staff(actor: Actor) -> Institution:
    """Give the actor's institution. Raises PermissionDenied where the actor is no methodist."""
    require_staff(actor)
    return Institution.objects.get(pk__in=actor.staff_institution_ids)


@dataclass(frozen=True, slots=True)
class Holding:
    """An office on a day.

    `office` is the one that counts now: the office that was asked about, or the last one that
    replaces it. `substitution` is that of the day. `nobody` tells why nobody may act, or is empty.
    """

    office: Office
    substitution: Substitution | None = None
    nobody: str = ""

    @property
    def person(self) -> Person:
        """The holder, present or last."""
        return self.office.person


def holding(office: Office, on: dt.date) -> Holding:
    """Tell who may act in an office that was read `with_holders` (no query, as a rule).

    A holder or substitute without an open account can't act in the portal.
    """
    last = office
    while _has_ended(last, on) and (successor := successor_of(last)) is not None:
        last = successor
    if last.until is not None and last.until < on:
        ended = f"срок {last.person.genitive_name} закончился {_day(last.until)}"
        return Holding(last, nobody=ended)
    if last.since > on:
        return Holding(last, nobody=f"{last.person.short_name} приступит {_day(last.since)}")
    substitution = next((one for one in last.substitutions.all() if _acts(one, on)), None)
    has_one = substitution is not None or _may_sign_in(last.person)
    nobody = "" if has_one else f"у {last.person.genitive_name} нет доступа на портал"
    return Holding(last, substitution, nobody)


def present_position(office: Office, on: dt.date) -> str:
    """The position of whoever holds the office on the day: it may be a successor's."""
    return holding(office, on).office.position


def successor_of(office: Office) -> Office | None:
    """The office that replaces this one, if there is one."""
    return getattr(office, "successor", None)


def _has_ended(office: Office, on: dt.date) -> bool:
    return office.until is not None and office.until < on


def _acts(substitution: Substitution, on: dt.date) -> bool:
    return substitution.since <= on <= substitution.until and _may_sign_in(substitution.person)


def _may_sign_in(person: Person) -> bool:
    return person.user is not None and person.user.is_active


def _day(day: dt.date) -> str:
    return date_format(day, "j E Y\u00a0г.")


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that waits, or will wait, for whoever holds an office.

    `words` say what, `address` is its page, `office_id` the office that it was given to.
    """

    office_id: int
    words: str
    address: str


type AskDuties = Callable[[Collection[Office]], list[Duty]]


def duties_of(offices: Collection[Office]) -> list[Duty]:
    """What waits for the holders of these offices, and of those that they replace.

    This package knows no plans: settings name the function that does.
    """
    ask: AskDuties = import_string(settings.DUTIES_OF_OFFICES)
    return ask(offices) if offices else []
