"""The only place that knows who stands where: an `Actor` is an account with its offices of a day.

What an office may do to a plan is not decided here but in `events`; here is only who holds it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.http import HttpRequest

from associations.models import Association, Institution, Office, Person, Substitution, User

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

Role = Office.Role


@dataclass(frozen=True, slots=True)
class Standing:
    """One office that somebody holds, or stands in for (`substitution`), on a day."""

    office: Office
    person: Person
    substitution: Substitution | None = None

    @property
    def manner(self) -> str:
        """«и.о.» or «за» for a substitute, empty for the holder."""
        return self.substitution.get_manner_display() if self.substitution else ""


@dataclass(frozen=True)
class Actor:
    """Who acts, and on which day; the day is an argument everywhere, never asked of the clock.

    An anonymous visitor or an account without a person stands nowhere, so sees nothing.
    """

    user: User | AnonymousUser
    on: dt.date
    person: Person | None = None
    standings: tuple[Standing, ...] = field(default=())

    @property
    def is_superuser(self) -> bool:
        """A superuser looks at everything and decides nothing."""
        return self.user.is_superuser

    @property
    def name(self) -> str:
        """As history writes it."""
        return self.person.short_name if self.person else str(self.user)

    @cached_property
    def institution_ids(self) -> frozenset[int]:
        """The institutions whose directory the actor may read."""
        return frozenset({self.person.institution_id} if self.person and self.standings else ())

    @cached_property
    def staff_institution_ids(self) -> frozenset[int]:
        """The institutions that the actor works for as a methodist."""
        return frozenset(
            s.office.institution_id
            for s in self.standings
            if s.office.role == Role.METHODIST and s.office.institution_id
        )

    @property
    def is_methodist(self) -> bool:
        """Whether the actor is institute staff anywhere."""
        return bool(self.staff_institution_ids)

    def association_ids(self, roles: Iterable[str]) -> frozenset[int]:
        """Give the associations in which the actor holds one of the roles."""
        wanted = frozenset(roles)
        return frozenset(
            s.office.association_id
            for s in self.standings
            if s.office.role in wanted and s.office.association_id
        )

    def institution_wide_ids(self, roles: Iterable[str]) -> frozenset[int]:
        """Give the institutions in which the actor holds one of the roles for all of them."""
        wanted = frozenset(roles)
        return frozenset(
            s.office.institution_id
            for s in self.standings
            if s.office.role in wanted and s.office.institution_id
        )

    def drafts_for(self, association: Association) -> bool:
        """Whether the actor writes this association's plans (chair, secretary, or staff)."""
        return (
            association.pk in self.association_ids((Role.CHAIR, Role.SECRETARY))
            or association.institution_id in self.staff_institution_ids
        )

    def reads_drafts_of(self, association: Association) -> bool:
        """Whether the actor reads this association's plans before they are sent."""
        own = self.association_ids((Role.CHAIR, Role.SECRETARY, Role.CURATOR))
        whole = self.staff_institution_ids | self.institution_wide_ids((Role.CURATOR,))
        return self.is_superuser or association.pk in own or association.institution_id in whole

    def takes_part_in(self, association: Association) -> bool:
        """Whether the actor writes, looks after, agrees or approves this association's plans.

        To the rest of the institution a plan is its approved words, not the talk about them.
        """
        deciding = (Role.AGREER, Role.APPROVER)
        return (
            self.reads_drafts_of(association)
            or association.pk in self.association_ids(deciding)
            or association.institution_id in self.institution_wide_ids(deciding)
        )

    def in_office(self, office: str) -> Q:
        """Filter by a relation to offices: those the actor stands in, and those they followed.

        Wider than `standing_in` by offices in force that another holds in the same place.
        """
        mine = Q(pk__in=())
        for standing in self.standings:
            held = standing.office
            mine |= Q(**{office: held.pk}) | Q(
                **{
                    f"{office}__role": held.role,
                    f"{office}__association": held.association_id,
                    f"{office}__institution": held.institution_id,
                }
            )
        return mine

    def standing_in(self, office: Office) -> Standing | None:
        """How the actor may act in this office, or in the one that followed it.

        While the office is in force it is its holder's and the substitutes'; when it has ended
        its rights have moved to whoever holds the same role in the same place.
        """
        ended = office.until is not None and office.until < self.on
        for standing in self.standings:
            mine = standing.office
            same_place = (
                mine.role == office.role
                and mine.association_id == office.association_id
                and mine.institution_id == office.institution_id
            )
            if mine.pk == office.pk or (ended and same_place):
                return standing
        return None


class Request(HttpRequest):
    """A request after the middlewares: it carries its actor and its htmx details."""

    actor: Actor
    htmx: "HtmxDetails"


def actor_of(user: User | AnonymousUser, on: dt.date) -> Actor:
    """Read the offices that the account's person holds, or stands in for, on the day.

    A superuser keeps the name of its person and none of the offices: who can repair the
    directory could otherwise give themselves any office, and sign.
    """
    if isinstance(user, AnonymousUser) or not user.is_active:
        return Actor(user, on)
    person = Person.objects.select_related("institution").filter(user=user).first()
    if user.is_superuser:
        return Actor(user, on, person)
    if person is None:
        return Actor(user, on)
    own = Office.objects.in_force(on).filter(person=person)
    standings = [
        Standing(office, person) for office in own.select_related("association", "institution")
    ]
    for standing in standings:
        standing.office.person = person
    # A substitution that outlives its office gives nothing: the rights have gone with the office.
    standing_in = Substitution.objects.filter(
        Q(office__until__isnull=True) | Q(office__until__gte=on),
        person=person,
        since__lte=on,
        until__gte=on,
        office__since__lte=on,
    )
    # Few stand in for anybody: the others' offices are read only where there are any.
    standing_in = standing_in.prefetch_related(
        Prefetch("office", Office.objects.select_related("association", "institution", "person"))
    )
    standings += [Standing(s.office, person, s) for s in standing_in]
    return Actor(user, on, person, tuple(standings))


def require_staff(actor: Actor, institution_id: int | None = None) -> None:
    """Let only institute staff pass (of the given institution, if one is given).

    Raises:
        PermissionDenied: with a sentence for the page.

    """
    allowed = actor.staff_institution_ids
    if not allowed or (institution_id is not None and institution_id not in allowed):
        raise PermissionDenied("Это делает методист института. Обратитесь к нему.")


def institution_of_staff(actor: Actor) -> Institution:
    """Give the institution that the actor works for.

    Raises:
        PermissionDenied: where the actor is no methodist.

    """
    require_staff(actor)
    return Institution.objects.get(pk__in=actor.staff_institution_ids)
