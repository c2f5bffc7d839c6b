"""Plain values of who acts: standings, and the staff."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from associations.actor import Actor, Outsider, Standing, answerable, require_staff
from associations.models import Office
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


def held(office, who) -> bool:
    """Whether this person may act in the office, as Python and the database say."""
    actor = make_actor(who, TODAY)
    in_python = actor.standing_in(office) is not None
    assert Office.objects.held_by(actor).filter(pk=office.pk).exists() == in_python
    return in_python


@pytest.mark.parametrize("role", [OfficeRole.AGREER, OfficeRole.APPROVER, OfficeRole.SECRETARY])
def test_ended_office_passes_to_its_named_successor_alone(cast, role):
    old = make_office(role, cast.association, until=TODAY - DAY)
    beside = make_office(role, cast.association, since=TODAY)
    assert not held(old, beside)
    heir = make_office(role, cast.association, since=TODAY, replaces=old)
    assert held(old, heir)
    assert not held(old, beside)
    assert not held(old, old)


def test_chair_is_no_heir_without_being_named(cast):
    old = cast.office("chair")
    Office.objects.filter(pk=old.pk).update(until=TODAY - DAY)
    heir = make_office(OfficeRole.CHAIR, cast.association, since=TODAY)
    assert not held(old, heir)
    Office.objects.filter(pk=heir.pk).update(replaces=old)
    assert held(old, heir)


def test_chain_of_successors_is_followed_to_who_holds_the_office_now(cast):
    first = make_office(OfficeRole.AGREER, cast.association, until=TODAY - 9 * DAY)
    second = make_office(
        OfficeRole.AGREER,
        cast.association,
        since=TODAY - 8 * DAY,
        until=TODAY - DAY,
        replaces=first,
    )
    third = make_office(OfficeRole.AGREER, cast.association, since=TODAY, replaces=second)
    assert [held(first, one) for one in (first, second, third)] == [False, False, True]
    deputy = make_substitution(third).person
    assert held(first, deputy)


def test_successor_of_an_office_that_still_lasts_waits(cast):
    old = make_office(OfficeRole.AGREER, cast.association, until=TODAY)
    heir = make_office(OfficeRole.AGREER, cast.association, since=TODAY, replaces=old)
    assert held(old, old)
    assert not held(old, heir)


def test_own_standing_goes_before_that_of_a_substitute(cast):
    office = cast.office("agreer")
    standing = make_actor(office, TODAY).standings[0]
    actor = Actor(TODAY, standings=(replace(standing, manner="и.о."), standing))
    assert actor.standing_in(office).manner == ""


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("и.о.", "за А. В. Воронцова, и.о., приказ № 88"),
        ("за", "за А. В. Воронцова, приказ № 88"),
        ("", ""),
    ],
)
def test_substitute_is_told_whom_for_and_on_what_ground(manner, words):
    standing = Standing(
        1, OfficeRole.AGREER, manner=manner, for_name="А. В. Воронцова", basis="приказ № 88"
    )
    assert standing.in_words == words


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


def test_who_came_by_a_link_is_answered_for_by_who_sent_it(cast):
    outsider = Outsider(1, 2, "a@b.example", cast.user("methodist").pk, "Методист")
    by = Actor(on=TODAY, name="П. И. Орлов", outsider=outsider)
    assert answerable(by) == cast.user("methodist").pk
    assert answerable(cast.actor("chair")) == cast.user("chair").pk
    assert (by.user_id, by.standings, by.institution_ids) == (None, (), frozenset())
    with pytest.raises(PermissionDenied):
        answerable(cast.actor("anonymous"))
