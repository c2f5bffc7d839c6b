"""Who acts: an account with its offices on a day, as a plain value for queries and rules.

Rights on plans are in `events.access`; `associations.offices.queries` reads an actor.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied

from associations.vocabulary import OfficeRole, SubstituteManner


class OfficeRow(Protocol):
    """The field of an office that `Actor.standing_in` needs."""

    pk: Any


@dataclass(frozen=True, slots=True)
class Standing:
    """One office that a person holds, or substitutes in, on a day.

    It belongs to an association or to the whole institution. `replaced` are the ended offices in
    whose place it stands: the one that it replaces, the one which that replaced, and so on.
    `manner` is «и.о.» or «за» for a substitute, `basis` the order that appointed them,
    `substitution_id` the row that says so, and `for_name` the holder in the genitive («А. В.
    Воронцова»); all are empty for the holder.
    """

    office_id: int
    role: OfficeRole
    association_id: int | None = None
    institution_id: int | None = None
    position: str = ""
    place: str = ""
    manner: str = ""
    basis: str = ""
    substitution_id: int | None = None
    for_name: str = ""
    replaced: frozenset[int] = frozenset()

    @property
    def office_ids(self) -> frozenset[int]:
        """The office itself and those in whose place it stands."""
        return self.replaced | {self.office_id}

    @property
    def in_words(self) -> str:
        """As what a substitute acts: «за А. В. Воронцова, и.о., приказ № 88»; else empty."""
        if not self.manner:
            return ""
        # «За» is said once, whether it is the manner or not.
        acting = "" if self.manner == SubstituteManner.ON_BEHALF.label else self.manner
        return ", ".join(filter(None, (f"за {self.for_name}", acting, self.basis)))


@dataclass(frozen=True, slots=True)
class Outsider:
    """Who came by a one-time link, without an account: the one thing they may decide.

    `sent_by_id` and `sent_by_name` are those of the methodist who sent the link to the `address`;
    `accepts` is the version of the rules of electronic signature that they accept by their act.
    """

    link_id: int
    step_id: int
    address: str
    sent_by_id: int
    sent_by_name: str
    accepts: int | None = None


@dataclass(frozen=True)
class Actor:
    """Who acts, and on which day (`on`).

    An anonymous visitor or an account without a person has no standings and sees nothing. A
    superuser sees everything and decides nothing. `name` is what history records, `position` the
    one that the person has at work. An `outsider` has no account, and decides one step by its link.
    """

    on: dt.date
    name: str = ""
    user_id: int | None = None
    is_superuser: bool = False
    person_id: int | None = None
    institution_id: int | None = None
    full_name: str = ""
    signing_name: str = ""
    position: str = ""
    standings: tuple[Standing, ...] = ()
    outsider: Outsider | None = None

    @cached_property
    def institution_ids(self) -> frozenset[int]:
        """The institutions whose directory the actor may read."""
        return frozenset({self.institution_id} if self.institution_id and self.standings else ())

    @cached_property
    def staff_institution_ids(self) -> frozenset[int]:
        """The institutions in which the actor is a methodist."""
        return self.institution_wide_ids((OfficeRole.METHODIST,))

    @property
    def is_methodist(self) -> bool:
        """Whether the actor is a methodist of any institution."""
        return bool(self.staff_institution_ids)

    def association_ids(self, roles: Iterable[str]) -> frozenset[int]:
        """The associations in which the actor holds one of the roles."""
        found = (standing.association_id for standing in self.standings if standing.role in roles)
        return frozenset(pk for pk in found if pk is not None)

    def institution_wide_ids(self, roles: Iterable[str]) -> frozenset[int]:
        """The institutions in which the actor holds one of the roles for all associations."""
        found = (standing.institution_id for standing in self.standings if standing.role in roles)
        return frozenset(pk for pk in found if pk is not None)

    def with_standings(self, standings: Iterable[Standing]) -> "Actor":
        """The same with these standings."""
        return replace(self, standings=tuple(standings))

    def standing_in(self, office: OfficeRow) -> Standing | None:
        """The standing by which the actor may act in this office, or None.

        While the office lasts, its holder and the substitutes may act; after its end, those of the
        office that replaces it, and nobody where none does. One's own standing goes before that of
        a substitute. The same in SQL: `OfficeQuerySet.held_by`.
        """
        mine = (one for one in self.standings if office.pk in one.office_ids)
        return min(mine, key=lambda one: bool(one.manner), default=None)


def signed_in(actor: Actor) -> int:
    """The id of the actor's account. Raises PermissionDenied where nobody is signed in."""
    if actor.user_id is None:
        raise PermissionDenied("Войдите в портал.")
    return actor.user_id


def answerable(actor: Actor) -> int:
    """The id of the actor's account; for who came by a link, of the methodist who sent it.

    Raises PermissionDenied where nobody is signed in.
    """
    return actor.outsider.sent_by_id if actor.outsider else signed_in(actor)


def require_staff(actor: Actor, institution_id: int | None = None) -> None:
    """Let only methodists pass (of the given institution, if any); else PermissionDenied."""
    allowed = actor.staff_institution_ids
    if not allowed or (institution_id is not None and institution_id not in allowed):
        raise PermissionDenied("Это делает методист института. Обратитесь к нему.")
