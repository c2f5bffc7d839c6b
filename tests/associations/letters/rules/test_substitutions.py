"""The letter to a substitute."""

import datetime as dt

from associations.models import Letter
from associations.offices.rules import add_substitution
from tests.factories import TODAY, make_person


def appoint(cast, person):
    return add_substitution(
        office=cast.office("approver"),
        person=person,
        manner="acting",
        since=TODAY,
        until=TODAY + dt.timedelta(days=7),
        basis="приказ № 88",
        by=cast.actor("methodist"),
    )


def test_substitute_learns_for_whom_how_long_and_on_what_ground(cast):
    person = make_person(cast.institution, account=True)
    appoint(cast, person)
    letter = Letter.objects.get()
    assert letter.recipient == person.user
    for words in (
        cast.person("approver").short_name,
        "и.о.",
        "приказ № 88",
        "21 ноября 2026\u00a0г.",
    ):
        assert words in letter.text


def test_person_without_an_account_gets_none(cast):
    appoint(cast, make_person(cast.institution))
    assert not Letter.objects.exists()
