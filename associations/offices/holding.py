"""Who may act in an office on a day: its holder, a successor, a substitute, or nobody."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format

from associations.models import Office, Person, Substitution


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
    return date_format(day, "j E Y г.")
