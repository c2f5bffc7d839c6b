"""Plain values of who acts: standings, and the staff."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from associations.actor import require_staff
from associations.offices.queries import institution_of_staff
from associations.vocabulary import OfficeRole
from tests.factories import (
    TODAY,
    make_actor,
    make_office,
    make_substitution,
)

DAY = dt.timedelta(days=1)


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


def test_require_staff_lets_pass_only_staff_of_the_institution(cast):
    require_staff(cast.actor("methodist"))
    require_staff(cast.actor("methodist"), cast.institution.pk)
    assert institution_of_staff(cast.actor("methodist")) == cast.institution
    for who in ("chair", "superuser", "anonymous"):
        with pytest.raises(PermissionDenied):
            require_staff(cast.actor(who))
    with pytest.raises(PermissionDenied):
        require_staff(cast.actor("foreigner"), cast.institution.pk)
