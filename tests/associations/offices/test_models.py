"""Offices and substitutions: what their models refuse."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from associations.models import Substitution
from associations.offices import rules as offices
from associations.vocabulary import OfficeRole
from tests.factories import TODAY, make_office, make_person

DAY = dt.timedelta(days=1)


APPOINTMENT: dict[str, Any] = {
    "position": "Председатель РУМО",
    "since": TODAY,
    "basis": "приказ № 3",
}


@pytest.fixture
def staff(cast):
    return cast.actor("methodist")


def fields(refusal) -> list[str]:
    return list(refusal.value.message_dict)


@pytest.mark.parametrize(
    ("role", "in_association", "words"),
    [
        (OfficeRole.METHODIST, True, "Методист назначается в институт"),
        (OfficeRole.CHAIR, False, "назначаются в объединение"),
        (OfficeRole.SECRETARY, False, "назначаются в объединение"),
    ],
)
def test_role_stands_where_it_belongs(cast, staff, role, in_association, words):
    key = "association" if in_association else "institution"
    with pytest.raises(ValidationError, match=words):
        offices.add_office(
            person=make_person(cast.institution),
            role=role,
            **{key: getattr(cast, key)},
            **APPOINTMENT,
            by=staff,
        )


def test_office_does_not_end_before_it_began(cast, staff):
    office = make_office(OfficeRole.AGREER, cast.association, since=TODAY)
    with pytest.raises(ValidationError) as refusal:
        offices.end_office(office=office, until=TODAY - DAY, by=staff)
    assert fields(refusal) == ["until"]
    office.refresh_from_db()
    assert office.until is None


def stand_in(cast, staff, **values) -> Substitution:
    defaults: dict[str, Any] = {
        "office": cast.office("chair"),
        "person": make_person(cast.institution, account=True),
        "manner": Substitution.Manner.ON_BEHALF,
        "since": TODAY,
        "until": TODAY + 5 * DAY,
        "basis": "приказ № 8",
    }
    return offices.add_substitution(**{**defaults, **values}, by=staff)


def test_holder_and_foreigner_do_not_stand_in(cast, staff):
    with pytest.raises(ValidationError) as refusal:
        stand_in(cast, staff, person=cast.person("chair"))
    assert fields(refusal) == ["person"]
    with pytest.raises(ValidationError) as refusal:
        stand_in(cast, staff, person=cast.person("foreigner"))
    assert fields(refusal) == ["person"]


def test_substitution_stays_within_the_office(cast, staff):
    office = make_office(OfficeRole.AGREER, cast.association, since=TODAY, until=TODAY + 3 * DAY)
    with pytest.raises(ValidationError) as refusal:
        stand_in(cast, staff, office=office)
    assert fields(refusal) == ["until"]
    with pytest.raises(ValidationError) as refusal:
        stand_in(cast, staff, office=office, since=TODAY - DAY, until=TODAY)
    assert fields(refusal) == ["since"]
