"""Makes rows of the directory for tests: fictional people of a fictional region.

Each function makes one row with working defaults and writes it straight to the database.
"""

import datetime as dt
from itertools import count
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from associations.actor import Actor
from associations.models import (
    Association,
    Institution,
    Office,
    Organisation,
    Person,
    Substitution,
    User,
)
from associations.offices.queries import actor_of
from associations.vocabulary import OfficeRole

TODAY = dt.date(2026, 11, 21)
LONG_AGO = dt.date(2020, 1, 1)
PASSWORD = "Верный-пароль-7"

_numbers = count(1)


def make_institution(**values) -> Institution:
    n = next(_numbers)
    defaults: dict[str, Any] = {
        "name": f"Институт развития образования Заозёрского края № {n}",
        "short_name": f"Заозёрский ИРО № {n}",
        "city": "Заозёрск",
    }
    return Institution.objects.create(**{**defaults, **values})


def make_association(institution: Institution | None = None, **values) -> Association:
    n = next(_numbers)
    defaults: dict[str, Any] = {
        "kind": Association.Kind.RUMO,
        "name": f"Региональное учебно-методическое объединение № {n}",
        "name_genitive": f"регионального учебно-методического объединения № {n}",
        "territory": "Заозёрский край",
        "city": "Заозёрск",
    }
    institution = institution or make_institution()
    return Association.objects.create(institution=institution, **{**defaults, **values})


def make_organisation(institution: Institution | None = None, **values) -> Organisation:
    n = next(_numbers)
    defaults: dict[str, Any] = {"name": f"Заозёрский колледж № {n}", "short_name": f"Колледж № {n}"}
    institution = institution or make_institution()
    return Organisation.objects.create(institution=institution, **{**defaults, **values})


def make_user(email: str = "", password: str | None = None, **values) -> User:
    """Make an account; without a password it can only be signed in by `client.force_login`."""
    email = email or f"user{next(_numbers)}@example.org"
    return User.objects.create_user(email, password, **values)


def make_person(institution: Institution | None = None, *, account=False, **values) -> Person:
    """Make a person; with account=True, one who may sign in."""
    n = next(_numbers)
    defaults: dict[str, Any] = {
        "last_name": f"Ветлугина{n}",
        "first_name": "Ольга",
        "middle_name": "Никитична",
        "position": "преподаватель",
    }
    if account:
        defaults["user"] = make_user()
    institution = institution or make_institution()
    return Person.objects.create(institution=institution, **{**defaults, **values})


def make_office(
    role: str,
    place: Association | Institution | None = None,
    person: Person | None = None,
    **values,
) -> Office:
    """Make an office since long ago, without an end; its person has an account."""
    if place is None:
        place = make_institution() if role == OfficeRole.METHODIST else make_association()
    in_association = isinstance(place, Association)
    institution = place.institution if isinstance(place, Association) else place
    defaults: dict[str, Any] = {
        "person": person or make_person(institution, account=True),
        "position": OfficeRole(role).label,
        "since": LONG_AGO,
        "association" if in_association else "institution": place,
    }
    return Office.objects.create(role=role, **{**defaults, **values})


def make_substitution(office: Office, person: Person | None = None, **values) -> Substitution:
    defaults: dict[str, Any] = {
        "person": person or make_person(office.person.institution, account=True),
        "manner": Substitution.Manner.ACTING,
        "since": TODAY - dt.timedelta(days=5),
        "until": TODAY + dt.timedelta(days=5),
        "basis": "приказ № 4",
    }
    return Substitution.objects.create(office=office, **{**defaults, **values})


def make_actor(who: Office | Person | User, on: dt.date | None = None) -> Actor:
    """Give the actor of an office's holder, a person or an account, on a day (today if none)."""
    person = who.person if isinstance(who, Office) else who
    user = person.user if isinstance(person, Person) else person
    return actor_of(user or AnonymousUser(), on or timezone.localdate())
