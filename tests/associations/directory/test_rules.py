"""The rules of the directory: what staff write down, and what is refused with which words."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from associations.directory import rules as directory
from associations.models import Association, Organisation, Person
from plans_portal.lib.versions import Conflict, version_of_fields
from tests.factories import make_association, make_organisation, make_person

ASSOCIATION: dict[str, Any] = {
    "kind": "omo",
    "name": "Объединение учителей географии",
    "name_genitive": "объединения учителей географии",
    "territory": "",
    "city": "",
    "parent": None,
}
PERSON: dict[str, Any] = {
    "last_name": "Рябинин",
    "first_name": "Степан",
    "middle_name": "Ильич",
    "position": "методист",
    "organisation": None,
}


@pytest.fixture
def staff(cast):
    return cast.actor("methodist")


def test_add_association_writes_it_down(cast, staff):
    made = directory.add_association(institution=cast.institution, **ASSOCIATION, by=staff)
    made.refresh_from_db()
    assert (made.name, made.institution, made.is_active) == (
        ASSOCIATION["name"],
        cast.institution,
        True,
    )


@pytest.mark.parametrize("who", ["chair", "foreigner", "superuser", "anonymous", "unplaced"])
def test_add_association_is_for_staff_of_the_institution(cast, who):
    with pytest.raises(PermissionDenied, match="методист института"):
        directory.add_association(institution=cast.institution, **ASSOCIATION, by=cast.actor(who))
    assert not Association.objects.filter(name=ASSOCIATION["name"]).exists()


def test_name_of_association_is_taken_once_in_an_institution(cast, staff):
    directory.add_association(institution=cast.institution, **ASSOCIATION, by=staff)
    with pytest.raises(ValidationError) as refusal:
        directory.add_association(institution=cast.institution, **ASSOCIATION, by=staff)
    assert list(refusal.value.message_dict) == ["name"]
    make_association(cast.foreign_institution, name="Свой")
    values = {**ASSOCIATION, "name": "Свой"}
    assert directory.add_association(institution=cast.institution, **values, by=staff).pk


def test_edit_association_keeps_its_own_name(cast, staff):
    association = cast.association
    values = {**ASSOCIATION, "name": association.name, "city": "Новый город", "is_active": False}
    version = version_of_fields(association, values)
    directory.edit_association(
        association=association, **values, expected_version=version, by=staff
    )
    association.refresh_from_db()
    assert (association.city, association.is_active) == ("Новый город", False)


def test_parent_from_another_institution_is_refused(cast, staff):
    values = {**ASSOCIATION, "parent": cast.foreign_association}
    with pytest.raises(ValidationError) as refusal:
        directory.add_association(institution=cast.institution, **values, by=staff)
    assert list(refusal.value.message_dict) == ["parent"]


def test_association_is_not_put_under_its_own_part(cast, staff):
    above = cast.association
    below = make_association(cast.institution, parent=above)
    lowest = make_association(cast.institution, parent=below)
    values = {**ASSOCIATION, "name": above.name, "parent": lowest, "is_active": True}
    with pytest.raises(ValidationError) as refusal:
        directory.edit_association(
            association=above, **values, expected_version=version_of_fields(above, values), by=staff
        )
    assert list(refusal.value.message_dict) == ["parent"]


def test_edit_of_foreign_association_is_refused(cast, staff):
    values = {**ASSOCIATION, "is_active": True}
    with pytest.raises(PermissionDenied):
        directory.edit_association(
            association=cast.foreign_association, **values, expected_version="", by=staff
        )


def test_organisation_is_written_and_renamed(cast, staff):
    made = directory.add_organisation(
        institution=cast.institution, name="Колледж связи", short_name="КС", by=staff
    )
    version = version_of_fields(made, ("name", "short_name"))
    directory.edit_organisation(
        organisation=made,
        name="Колледж связи и права",
        short_name="",
        expected_version=version,
        by=staff,
    )
    made.refresh_from_db()
    assert (made.name, made.short_name) == ("Колледж связи и права", "")


def test_organisation_name_is_taken_once(cast, staff):
    make_organisation(cast.institution, name="Колледж связи")
    with pytest.raises(ValidationError, match="уже есть"):
        directory.add_organisation(institution=cast.institution, name="Колледж связи", by=staff)
    assert Organisation.objects.filter(name="Колледж связи").count() == 1


def test_person_is_written_once(cast, staff):
    directory.add_person(institution=cast.institution, **PERSON, by=staff)
    with pytest.raises(ValidationError, match="однофамилец"):
        directory.add_person(institution=cast.institution, **PERSON, by=staff)
    namesake = {**PERSON, "position": "преподаватель"}
    directory.add_person(institution=cast.institution, **namesake, by=staff)
    assert Person.objects.filter(last_name="Рябинин").count() == 2


def test_person_is_changed(cast, staff):
    person = make_person(cast.institution)
    organisation = make_organisation(cast.institution)
    values = {**PERSON, "organisation": organisation}
    directory.edit_person(
        person=person, **values, expected_version=version_of_fields(person, values), by=staff
    )
    person.refresh_from_db()
    assert person.full_name == "Рябинин Степан Ильич"
    assert person.organisation == organisation


def test_nobody_writes_over_words_he_has_not_seen(cast, staff):
    person = make_person(cast.institution, position="преподаватель")
    version = version_of_fields(person, PERSON)
    directory.edit_person(person=person, **PERSON, expected_version=version, by=staff)
    mine = {**PERSON, "position": "декан"}
    with pytest.raises(Conflict) as refusal:
        directory.edit_person(person=person, **mine, expected_version=version, by=staff)
    assert refusal.value.message_dict["position"] == ["Сейчас записано: «методист»."]
    assert set(refusal.value.message_dict) == {"__all__", "position"}
    person.refresh_from_db()
    assert person.position == "методист"
    directory.edit_person(person=person, **mine, expected_version=refusal.value.version, by=staff)
    person.refresh_from_db()
    assert person.position == "декан"


def test_the_same_words_twice_are_no_quarrel(cast, staff):
    person = make_person(cast.institution)
    version = version_of_fields(person, PERSON)
    for _ in range(2):
        directory.edit_person(person=person, **PERSON, expected_version=version, by=staff)
    person.refresh_from_db()
    assert person.last_name == PERSON["last_name"]


def test_person_of_a_foreign_organisation_is_refused(cast, staff):
    values = {**PERSON, "organisation": make_organisation(cast.foreign_institution)}
    with pytest.raises(ValidationError) as refusal:
        directory.add_person(institution=cast.institution, **values, by=staff)
    assert list(refusal.value.message_dict) == ["organisation"]
