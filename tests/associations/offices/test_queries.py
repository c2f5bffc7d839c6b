"""Who stands where on a day: the actor, and what follows from the offices."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from associations.actor import require_staff
from associations.models import Association, Office, Person
from associations.offices.queries import actor_of, institution_of_staff
from associations.vocabulary import AUTHORS, OfficeRole
from tests.cast import EVERYBODY
from tests.factories import (
    TODAY,
    make_actor,
    make_association,
    make_office,
    make_person,
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


def test_one_person_may_hold_several_offices(cast):
    person = cast.person("curator")
    make_office(OfficeRole.CHAIR, cast.other_association, person)
    actor = cast.actor("curator")
    assert actor.association_ids((OfficeRole.CURATOR,)) == {cast.association.pk}
    assert actor.association_ids((OfficeRole.CHAIR,)) == {cast.other_association.pk}
    assert actor.institution_wide_ids((OfficeRole.CURATOR, OfficeRole.CHAIR)) == frozenset()


def test_substitute_stands_in_the_office_and_signs_for_it(cast):
    office = cast.office("chair")
    substitution = make_substitution(office, manner="on_behalf")
    standing = make_actor(substitution.person, TODAY).standing_in(office)
    assert standing is not None
    assert (standing.manner, standing.basis) == ("за", substitution.basis)
    assert cast.actor("chair").standing_in(office).manner == ""


def test_substitute_of_an_ended_office_stands_nowhere(cast):
    office = cast.office("chair")
    substitution = make_substitution(office)
    Office.objects.filter(pk=office.pk).update(until=TODAY - DAY)
    assert make_actor(substitution.person, TODAY).standings == ()


def test_rights_of_an_ended_office_move_to_who_followed(cast):
    old = make_office(OfficeRole.AGREER, cast.association, until=TODAY - DAY)
    heir = make_office(OfficeRole.AGREER, cast.association, since=TODAY)
    elsewhere = make_office(OfficeRole.AGREER, cast.other_association)
    assert make_actor(heir, TODAY).standing_in(old) is not None
    assert make_actor(elsewhere, TODAY).standing_in(old) is None
    assert make_actor(old, TODAY).standing_in(old) is None


def test_office_in_force_belongs_to_its_holder_alone(cast):
    other = make_office(OfficeRole.AGREER, cast.association)
    assert make_actor(other, TODAY).standing_in(cast.office("agreer")) is None


@pytest.mark.parametrize(
    ("who", "associations"),
    [("chair", 2), ("stranger", 2), ("foreigner", 1), ("superuser", 3), ("unplaced", 0)],
)
def test_directory_is_open_to_those_who_stand_in_the_institution(cast, who, associations):
    actor = cast.actor(who)
    assert Association.objects.visible_to(actor).count() == associations
    people = Person.objects.visible_to(actor)
    assert people.filter(institution=cast.foreign_institution).exists() is (
        who in {"foreigner", "superuser"}
    )


def test_require_staff_lets_pass_only_staff_of_the_institution(cast):
    require_staff(cast.actor("methodist"))
    require_staff(cast.actor("methodist"), cast.institution.pk)
    assert institution_of_staff(cast.actor("methodist")) == cast.institution
    for who in ("chair", "superuser", "anonymous"):
        with pytest.raises(PermissionDenied):
            require_staff(cast.actor(who))
    with pytest.raises(PermissionDenied):
        require_staff(cast.actor("foreigner"), cast.institution.pk)


def test_actor_costs_three_queries_however_many_offices(cast, django_assert_num_queries):
    for _ in range(3):
        make_office(OfficeRole.CURATOR, make_association(cast.institution), cast.person("chair"))
    with django_assert_num_queries(3):
        actor = actor_of(cast.user("chair"), TODAY)
        assert len(actor.standings) == 4
        assert all(standing.place for standing in actor.standings)


def test_who_stands_in_for_others_costs_one_more(cast, django_assert_num_queries):
    user = cast.user("chair")
    for _ in range(3):
        make_office(OfficeRole.CURATOR, make_association(cast.institution), cast.person("chair"))
        make_substitution(make_office(OfficeRole.AGREER, cast.institution), cast.person("chair"))
    with django_assert_num_queries(4):
        actor = actor_of(user, TODAY)
        assert len(actor.standings) == 7
        assert actor.institution_ids == {cast.institution.pk}
        assert all(standing.place for standing in actor.standings)


@pytest.mark.django_db
def test_person_without_offices_sees_no_directory():
    person = make_person(account=True)
    assert not Person.objects.visible_to(make_actor(person)).exists()
