"""The cast of the tests: everybody who may come to a page, around one association.

`stranger` chairs another association of the same institution; `foreigner` is a methodist of
another institution; nobody of the cast stands in two places.
"""

import datetime as dt
import time
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from associations.actor import Actor
from associations.models import Association, Institution, Office, Person, User
from associations.offices.queries import actor_of
from associations.vocabulary import OfficeRole
from tests.factories import (
    TODAY,
    make_association,
    make_institution,
    make_office,
    make_person,
    make_user,
)

# Everybody, from the nearest to the farthest; the house test walks this list.
EVERYBODY = (
    "chair",
    "secretary",
    "curator",
    "agreer",
    "approver",
    "methodist",
    "stranger",
    "foreigner",
    "superuser",
    "unplaced",
    "anonymous",
)
# Those who stand in the association's institution.
INSIDERS = ("chair", "secretary", "curator", "agreer", "approver", "methodist", "stranger")


@dataclass(frozen=True)
class Cast:
    """One association of one institution, another of each, and an account for each role."""

    institution: Institution
    association: Association
    other_association: Association
    foreign_institution: Institution
    foreign_association: Association
    offices: dict[str, Office]
    users: dict[str, User | None]

    def office(self, who: str) -> Office:
        """Give the office of one of those who hold one."""
        return self.offices[who]

    def person(self, who: str) -> Person:
        """Give the person of one of those who hold an office."""
        return self.offices[who].person

    def user(self, who: str) -> User:
        """Give the account of anybody but the anonymous."""
        user = self.users[who]
        assert user is not None
        return user

    def actor(self, who: str, on: dt.date = TODAY) -> Actor:
        """Give the actor, as a rule takes it."""
        return actor_of(self.users[who] or AnonymousUser(), on)

    def client(self, who: str) -> Client:
        """Give a client that is signed in, or not for `anonymous`."""
        client = Client()
        user = self.users[who]
        if user:
            client.force_login(user)
            # As a sign-in by password does: it is the proof of who one is.
            session = client.session
            session["account_authentication_methods_user"] = str(user.pk)
            session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
            session.save()
        return client


def make_cast() -> Cast:
    """Make everybody."""
    institution, foreign_institution = make_institution(), make_institution()
    association = make_association(institution)
    other_association = make_association(institution, kind=Association.Kind.OMO)
    foreign_association = make_association(foreign_institution)
    offices = {
        "chair": make_office(OfficeRole.CHAIR, association),
        "secretary": make_office(OfficeRole.SECRETARY, association),
        "curator": make_office(OfficeRole.CURATOR, association),
        "agreer": make_office(OfficeRole.AGREER, association),
        "approver": make_office(OfficeRole.APPROVER, institution),
        "methodist": make_office(OfficeRole.METHODIST, institution),
        "stranger": make_office(OfficeRole.CHAIR, other_association),
        "foreigner": make_office(OfficeRole.METHODIST, foreign_institution),
    }
    users: dict[str, User | None] = {who: o.person.user for who, o in offices.items()}
    users["superuser"] = make_user(is_staff=True, is_superuser=True)
    # In the directory, with an account, but without any office.
    users["unplaced"] = make_person(institution, account=True).user
    users["anonymous"] = None
    return Cast(
        institution,
        association,
        other_association,
        foreign_institution,
        foreign_association,
        offices,
        users,
    )


@pytest.fixture
def cast(db) -> Cast:
    """Give everybody."""
    return make_cast()
