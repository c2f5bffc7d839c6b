"""Who acts on a day, as the database says: offices, substitutions, superusers."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from associations.models import Office, Person, Substitution, User
from associations.offices.queries import actor_now, actor_of
from associations.vocabulary import AUTHORS, OfficeRole
from tests.cast import EVERYBODY
from tests.factories import (
    TODAY,
    make_actor,
    make_association,
    make_office,
    make_substitution,
    make_user,
)

DAY = dt.timedelta(days=1)


def test_anonymous_stands_nowhere_and_asks_no_database():
    actor = actor_of(AnonymousUser(), TODAY)
    assert (actor.standings, actor.institution_ids, actor.is_methodist) == ((), frozenset(), False)


@pytest.mark.django_db
def test_account_without_a_person_stands_nowhere():
    assert make_actor(make_user()).standings == ()


def test_closed_account_stands_nowhere(cast):
    user = cast.user("chair")
    user.is_active = False
    assert actor_of(user, TODAY).standings == ()


@pytest.mark.parametrize("who", ["chair", "methodist", "approver"])
def test_superuser_stands_nowhere_whatever_office_its_person_holds(cast, who):
    user = cast.user(who)
    user.is_superuser = True
    actor = actor_of(user, TODAY)
    assert actor.person_id == cast.person(who).pk
    assert actor.standings == ()
    assert not actor.is_methodist
    assert actor.standing_in(cast.office(who)) is None


def test_superuser_stands_in_for_nobody(cast):
    person = make_substitution(cast.office("chair")).person
    person.user.is_superuser = True
    assert actor_of(person.user, TODAY).standings == ()


@pytest.mark.parametrize("who", EVERYBODY)
def test_offices_say_who_is_staff(cast, who):
    assert cast.actor(who).is_methodist is (who in ("methodist", "foreigner"))


@pytest.mark.parametrize(
    ("offset", "held"), [(-1, False), (0, True), (5, True), (10, True), (11, False)]
)
def test_office_is_held_from_its_first_to_its_last_day(cast, offset, held):
    office = make_office(
        OfficeRole.SECRETARY, cast.association, since=TODAY, until=TODAY + 10 * DAY
    )
    actor = make_actor(office, TODAY + offset * DAY)
    assert bool(actor.association_ids(AUTHORS)) is held
    assert bool(actor.institution_ids) is held


def test_substitute_of_an_ended_office_stands_nowhere(cast):
    office = cast.office("chair")
    substitution = make_substitution(office)
    Office.objects.filter(pk=office.pk).update(until=TODAY - DAY)
    assert make_actor(substitution.person, TODAY).standings == ()


def test_actor_costs_one_query_however_many_offices(cast, django_assert_num_queries):
    for _ in range(3):
        make_office(OfficeRole.CURATOR, make_association(cast.institution), cast.person("chair"))
    with django_assert_num_queries(1):
        actor = actor_of(cast.user("chair"), TODAY)
        assert len(actor.standings) == 4
        assert all(standing.place for standing in actor.standings)


def test_who_stands_in_for_others_costs_two_more(cast, django_assert_num_queries):
    user = cast.user("chair")
    for _ in range(3):
        make_office(OfficeRole.CURATOR, make_association(cast.institution), cast.person("chair"))
        make_substitution(make_office(OfficeRole.AGREER, cast.institution), cast.person("chair"))
    with django_assert_num_queries(3):
        actor = actor_of(user, TODAY)
        assert len(actor.standings) == 7
        assert actor.institution_ids == {cast.institution.pk}
        assert all(standing.place for standing in actor.standings)


def test_successors_cost_one_more_however_long_their_row(cast, django_assert_num_queries):
    user = cast.user("agreer")
    for length in (1, 3):
        office = make_office(OfficeRole.AGREER, cast.association, since=TODAY - 9 * DAY)
        Office.objects.filter(pk=office.pk).update(until=TODAY - 8 * DAY)
        for day in range(1, length):
            begins = TODAY - (8 - day) * DAY
            office = make_office(
                OfficeRole.AGREER, cast.association, since=begins, until=begins, replaces=office
            )
        Office.objects.filter(pk=cast.office("agreer").pk).update(replaces=office)
        with django_assert_num_queries(2):
            (standing,) = actor_of(user, TODAY).standings
        assert len(standing.replaced) == length


def test_actor_is_read_again_with_what_is_left(cast, django_assert_num_queries):
    make_office(OfficeRole.AGREER, cast.association, cast.person("chair"))
    actor = cast.actor("chair")
    with django_assert_num_queries(1):
        assert actor_now(actor) == actor
    Office.objects.filter(pk=cast.office("chair").pk).update(until=TODAY - DAY)
    assert {one.role for one in actor_now(actor).standings} == {OfficeRole.AGREER}
    # What came meanwhile is for the next request.
    make_office(OfficeRole.CURATOR, cast.association, cast.person("chair"))
    assert len(actor_now(actor).standings) == 1
    User.objects.filter(pk=actor.user_id).update(is_active=False)
    assert actor_now(actor).standings == ()


def test_substitute_is_read_again_too(cast):
    substitution = make_substitution(cast.office("approver"))
    actor = make_actor(substitution.person, TODAY)
    assert actor_now(actor) == actor
    Substitution.objects.filter(pk=substitution.pk).update(until=TODAY - DAY)
    assert actor_now(actor).standings == ()


def test_standing_of_a_substitute_names_the_holder(cast):
    office = cast.office("approver")
    Person.objects.filter(pk=office.person.pk).update(last_name="Рощина", middle_name="Юрьевна")
    (standing,) = make_actor(make_substitution(office).person, TODAY).standings
    assert standing.in_words.replace("\u00a0", " ") == "за О. Ю. Рощиной, и.о., приказ № 4"
