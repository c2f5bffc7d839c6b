"""Who acts: an account with the offices of a day, as a plain value that queries and rules take.

What an office may do to a plan is said in `events.access`; who reads an actor from the database is
`associations.offices.queries`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied

from associations.vocabulary import OfficeRole


class OfficeRow(Protocol):
    """What is asked of an office to tell in whose hands it is."""

    pk: Any
    role: Any
    association_id: Any
    institution_id: Any
    until: Any


@dataclass(frozen=True, slots=True)
class Standing:
    """One office that somebody holds, or stands in for, on a day.

    It is in an association or in a whole institution. `manner` is «и.о.» or «за» for a substitute,
    and `basis` the order that made them one; both are empty for the holder.
    """

    office_id: int
    role: OfficeRole
    association_id: int | None = None
    institution_id: int | None = None
    position: str = ""
    place: str = ""
    manner: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Actor:
    """Who acts, and on which day; the day is an argument everywhere, never asked of the clock.

    An anonymous visitor or an account without a person has no standings, so sees nothing. A
    superuser looks at everything and decides nothing. `name` is as history writes it.
    """

    on: dt.date
    name: str = ""
    user_id: int | None = None
    is_superuser: bool = False
    person_id: int | None = None
    institution_id: int | None = None
    full_name: str = ""
    signing_name: str = ""
    standings: tuple[Standing, ...] = ()

    @cached_property
    def institution_ids(self) -> frozenset[int]:
        """The institutions whose directory the actor may read."""
        return frozenset({self.institution_id} if self.institution_id and self.standings else ())

    @cached_property
    def staff_institution_ids(self) -> frozenset[int]:
        """The institutions that the actor works for as a methodist."""
        return self.institution_wide_ids((OfficeRole.METHODIST,))

    @property
    def is_methodist(self) -> bool:
        """Whether the actor is institute staff anywhere."""
        return bool(self.staff_institution_ids)

    def association_ids(self, roles: Iterable[str]) -> frozenset[int]:
        """The associations in which the actor holds one of the roles."""
        found = (one.association_id for one in self.standings if one.role in roles)
        return frozenset(pk for pk in found if pk is not None)

    def institution_wide_ids(self, roles: Iterable[str]) -> frozenset[int]:
        """The institutions in which the actor holds one of the roles for all of them."""
        found = (one.institution_id for one in self.standings if one.role in roles)
        return frozenset(pk for pk in found if pk is not None)

    def standing_in(self, office: OfficeRow) -> Standing | None:
        """How the actor may act in this office, or in the one that followed it.

        While the office is in force it is its holder's and the substitutes'; when it has ended
        its rights have moved to whoever holds the same role in the same place. The same in SQL is
        `OfficeQuerySet.held_by`.
        """
        ended = office.until is not None and office.until < self.on
        place = (office.role, office.association_id, office.institution_id)
        for one in self.standings:
            same_place = (one.role, one.association_id, one.institution_id) == place
            if one.office_id == office.pk or (ended and same_place):
                return one
        return None


def signed_in(actor: Actor) -> int:
    """The account that a record names.

    Raises:
        PermissionDenied: nobody is signed in.

    """
    if actor.user_id is None:
        raise PermissionDenied("Войдите в портал.")
    return actor.user_id


def require_staff(actor: Actor, institution_id: int | None = None) -> None:
    """Let only institute staff pass (of the given institution, if one is given).

    Raises:
        PermissionDenied: with a sentence for the page.

    """
    allowed = actor.staff_institution_ids
    if not allowed or (institution_id is not None and institution_id not in allowed):
        raise PermissionDenied("Это делает методист института. Обратитесь к нему.")
