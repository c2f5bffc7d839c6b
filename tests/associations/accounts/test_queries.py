"""Who owes a second factor."""

import pytest
from allauth.mfa.models import Authenticator

from associations.accounts.queries import owes_second_factor
from associations.actor import Actor
from tests.cast import EVERYBODY
from tests.factories import TODAY


def owing(cast):
    return [who for who in EVERYBODY if owes_second_factor(cast.actor(who))]


def ask(cast):
    cast.institution.needs_second_factor = True
    cast.institution.save()


def test_nobody_owes_it_where_the_institution_does_not_ask(cast):
    assert owing(cast) == []


def test_those_who_decide_owe_it(cast):
    ask(cast)
    assert owing(cast) == ["curator", "agreer", "approver", "methodist"]


@pytest.mark.parametrize(
    ("kind", "owes"), [("totp", False), ("webauthn", False), ("recovery_codes", True)]
)
def test_code_or_key_is_enough(cast, kind, owes):
    ask(cast)
    Authenticator.objects.create(user=cast.user("curator"), type=kind, data={})
    assert owes_second_factor(cast.actor("curator")) is owes


def test_it_is_one_question_and_none_for_authors(cast, django_assert_num_queries):
    curator, chair = cast.actor("curator"), cast.actor("chair")
    with django_assert_num_queries(1):
        owes_second_factor(curator)
    with django_assert_num_queries(0):
        owes_second_factor(chair)
        owes_second_factor(Actor(on=TODAY))
