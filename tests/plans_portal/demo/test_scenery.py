"""The invented institute in the database."""

import pytest

from associations.models import Institution, Office, User
from plans_portal.demo import cast
from plans_portal.demo.scenery import is_set_up


@pytest.mark.django_db
def test_portal_without_the_institute_has_no_demo():
    assert not is_set_up()


def test_institute_is_set_up_without_plans(scenery):
    assert is_set_up()
    assert Institution.objects.count() == 1
    assert set(scenery.associations) == {part.plan for part in cast.ASSOCIATIONS}
    assert Office.objects.count() == sum(len(person.offices) for person in cast.PEOPLE)


def test_actors_hold_their_offices(scenery):
    assert scenery.actor("methodist").is_methodist
    assert not scenery.actor("chair.young").is_methodist


def test_all_accounts_share_one_password(scenery):
    assert {user.check_password(cast.PASSWORD) for user in User.objects.all()} == {True}
