"""The rules of offices: appointments, their periods, and who stands in."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from associations.models import JournalEntry, Office, Substitution
from associations.offices import rules as offices
from associations.vocabulary import AUTHORS, OfficeRole
from plans_portal.lib.versions import Conflict, version_of_fields
from tests.factories import TODAY, make_actor, make_office, make_person, make_substitution

DAY = dt.timedelta(days=1)
APPOINTMENT: dict[str, Any] = {
    "position": "Председатель РУМО",
    "since": TODAY,
    "basis": "приказ № 3",
}
EDITED = ("position", "since", "until", "basis", "replaces")


@pytest.fixture
def staff(cast):
    return cast.actor("methodist")


def fields(refusal) -> list[str]:
    return list(refusal.value.message_dict)


def test_office_gives_its_rights_from_its_first_day(cast, staff):
    person = make_person(cast.institution, account=True)
    offices.add_office(
        person=person,
        role=OfficeRole.SECRETARY,
        association=cast.association,
        **APPOINTMENT,
        by=staff,
    )
    assert not make_actor(person, TODAY - DAY).association_ids(AUTHORS)
    assert make_actor(person, TODAY).association_ids(AUTHORS)


@pytest.mark.parametrize("who", ["chair", "stranger", "foreigner", "superuser", "anonymous"])
def test_office_is_given_only_by_staff(cast, who):
    person = make_person(cast.institution)
    with pytest.raises(PermissionDenied):
        offices.add_office(
            person=person,
            role=OfficeRole.APPROVER,
            institution=cast.institution,
            **APPOINTMENT,
            by=cast.actor(who),
        )
    assert not person.offices.exists()


def test_person_of_another_institution_is_refused(cast, staff):
    person = cast.person("foreigner")
    with pytest.raises(PermissionDenied):
        offices.add_office(
            person=person,
            role=OfficeRole.AGREER,
            association=cast.association,
            **APPOINTMENT,
            by=staff,
        )
    mine = make_person(cast.institution)
    with pytest.raises(ValidationError) as refusal:
        offices.add_office(
            person=mine,
            role=OfficeRole.AGREER,
            association=cast.foreign_association,
            **APPOINTMENT,
            by=staff,
        )
    assert fields(refusal) == ["person"]


def test_second_chair_for_the_same_days_is_refused(cast, staff):
    newcomer = make_person(cast.institution)
    values: dict[str, Any] = {
        "person": newcomer,
        "role": OfficeRole.CHAIR,
        "association": cast.association,
    }
    with pytest.raises(ValidationError, match="Сначала завершите тот срок") as refusal:
        offices.add_office(**values, **APPOINTMENT, by=staff)
    assert fields(refusal) == ["since"]
    offices.end_office(office=cast.office("chair"), until=TODAY - DAY, by=staff)
    assert offices.add_office(**values, **APPOINTMENT, by=staff).pk


def test_second_secretary_is_no_trouble_but_the_same_one_twice_is(cast, staff):
    values: dict[str, Any] = {
        "role": OfficeRole.SECRETARY,
        "association": cast.association,
        **APPOINTMENT,
    }
    offices.add_office(person=make_person(cast.institution), **values, by=staff)
    with pytest.raises(ValidationError, match="уже занимает"):
        offices.add_office(person=cast.person("secretary"), **values, by=staff)


def test_ended_office_keeps_its_rights_through_its_last_day(cast, staff):
    chair = cast.office("chair")
    offices.end_office(office=chair, until=TODAY, by=staff)
    assert make_actor(chair, TODAY).association_ids(AUTHORS)
    assert not make_actor(chair, TODAY + DAY).association_ids(AUTHORS)


def test_edit_office_re_reads_the_row(cast, staff):
    stale = cast.office("chair")
    offices.end_office(office=stale, until=TODAY, by=staff)
    version = version_of_fields(Office.objects.get(pk=stale.pk), EDITED)
    values = {
        "position": "Руководитель",
        "since": stale.since,
        "until": None,
        "basis": "",
        "replaces": None,
    }
    offices.edit_office(office=stale, **values, expected_version=version, by=staff)
    fresh = Office.objects.get(pk=stale.pk)
    assert (fresh.position, fresh.until, fresh.person) == ("Руководитель", None, stale.person)


def test_edit_office_does_not_take_back_an_end_it_has_not_seen(cast, staff):
    stale = cast.office("chair")
    offices.end_office(office=stale, until=TODAY, by=staff)
    values = {
        "position": "Руководитель",
        "since": stale.since,
        "until": None,
        "basis": "",
        "replaces": None,
    }
    with pytest.raises(Conflict) as refusal:
        offices.edit_office(
            office=stale, **values, expected_version=version_of_fields(stale, EDITED), by=staff
        )
    assert fields(refusal) == ["__all__", "position", "until"]
    assert "21 ноября 2026\u00a0г." in refusal.value.message_dict["until"][0]
    assert Office.objects.get(pk=stale.pk).until == TODAY


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


def test_substitute_has_the_rights_for_the_period(cast, staff):
    substitution = stand_in(cast, staff)
    days = [TODAY - DAY, TODAY, TODAY + 5 * DAY, TODAY + 6 * DAY]
    actors = [make_actor(substitution.person, day) for day in days]
    rights = [bool(actor.association_ids(AUTHORS)) for actor in actors]
    assert rights == [False, True, True, False]


def test_two_substitutes_for_the_same_days_are_refused(cast, staff):
    stand_in(cast, staff)
    with pytest.raises(ValidationError, match="уже замещает"):
        stand_in(cast, staff, since=TODAY + 5 * DAY, until=TODAY + 9 * DAY)
    assert stand_in(cast, staff, since=TODAY + 6 * DAY, until=TODAY + 9 * DAY).pk


def test_office_does_not_end_under_a_substitute(cast, staff):
    substitution = stand_in(cast, staff)
    with pytest.raises(ValidationError, match="Сначала завершите замещение"):
        offices.end_office(office=cast.office("chair"), until=TODAY + DAY, by=staff)
    offices.end_substitution(substitution=substitution, until=TODAY + DAY, by=staff)
    ended = offices.end_office(office=cast.office("chair"), until=TODAY + DAY, by=staff)
    assert ended.until == TODAY + DAY


def test_substitution_is_not_made_longer(cast, staff):
    substitution = make_substitution(cast.office("chair"))
    with pytest.raises(ValidationError) as refusal:
        offices.end_substitution(
            substitution=substitution, until=substitution.until + DAY, by=staff
        )
    assert fields(refusal) == ["until"]


@pytest.mark.parametrize("who", ["chair", "foreigner", "superuser"])
def test_substitution_is_for_staff(cast, who):
    with pytest.raises(PermissionDenied):
        stand_in(cast, cast.actor(who))
    substitution = make_substitution(cast.office("chair"))
    with pytest.raises(PermissionDenied):
        offices.end_substitution(substitution=substitution, until=TODAY, by=cast.actor(who))


def appoint(cast, staff, **values) -> Office:
    defaults: dict[str, Any] = {
        "person": make_person(cast.institution, account=True),
        "role": OfficeRole.AGREER,
        "association": cast.association,
        "position": "Проректор университета",
        "since": TODAY,
    }
    return offices.add_office(**{**defaults, **values}, by=staff)


def test_who_was_appointed_in_whose_place_and_by_whom_is_kept(cast, staff):
    old = make_office(OfficeRole.AGREER, cast.association, until=TODAY - DAY)
    heir = appoint(cast, staff, replaces=old)
    assert (heir.replaces, heir.made_by_id) == (old, staff.user_id)
    assert heir.made_at is not None
    assert stand_in(cast, staff).made_by_id == staff.user_id


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"role": OfficeRole.CURATOR}, "в той же роли"),
        ({"until": TODAY}, "ещё в должности"),
        ({"until": None}, "ещё в должности"),
    ],
)
def test_office_is_replaced_in_the_same_role_after_its_end(cast, staff, values, words):
    old = make_office(
        **{"role": OfficeRole.AGREER, "place": cast.association, "until": TODAY - DAY} | values
    )
    with pytest.raises(ValidationError, match=words) as refusal:
        appoint(cast, staff, replaces=old)
    assert fields(refusal) == ["replaces"]


def test_office_has_one_successor(cast, staff):
    old = make_office(OfficeRole.AGREER, cast.association, until=TODAY - DAY)
    heir = appoint(cast, staff, replaces=old)
    with pytest.raises(ValidationError, match="уже назначен другой"):
        appoint(cast, staff, replaces=old)
    with pytest.raises(ValidationError, match="Вместо него уже назначен") as refusal:
        offices.end_office(office=old, until=heir.since, by=staff)
    assert fields(refusal) == ["until"]


def test_successor_is_appointed_with_the_end_of_the_office(cast, staff):
    office, person = cast.office("approver"), make_person(cast.institution, account=True)
    offices.end_office(office=office, until=TODAY, successor=person, basis="приказ № 9", by=staff)
    heir = Office.objects.get(replaces=office)
    assert (heir.person, heir.role, heir.institution) == (person, office.role, cast.institution)
    assert (heir.position, heir.since, heir.basis) == (office.position, TODAY + DAY, "приказ № 9")


def test_office_does_not_end_where_its_successor_is_refused(cast, staff):
    office = cast.office("approver")
    with pytest.raises(ValidationError, match="Себя назначить нельзя") as refusal:
        offices.end_office(office=office, until=TODAY, successor=cast.person("methodist"), by=staff)
    assert fields(refusal) == ["successor"]
    office.refresh_from_db()
    assert office.until is None


def test_staff_do_not_appoint_themselves(cast, staff):
    oneself = cast.person("methodist")
    with pytest.raises(ValidationError, match="попросите другого методиста") as refusal:
        offices.add_office(
            person=oneself,
            role=OfficeRole.APPROVER,
            institution=cast.institution,
            position="Директор института",
            since=TODAY,
            by=staff,
        )
    assert fields(refusal) == ["person"]
    with pytest.raises(ValidationError, match="попросите другого методиста"):
        stand_in(cast, staff, person=oneself)
    other = make_actor(make_office(OfficeRole.METHODIST, cast.institution), TODAY)
    assert stand_in(cast, other, person=oneself).pk


def test_staff_do_not_edit_or_prolong_their_own_office(cast, staff):
    office = cast.office("methodist")
    values = {"position": "Министр", "since": office.since, "until": None, "basis": ""}
    with pytest.raises(ValidationError, match="исправляет другой методист"):
        offices.edit_office(
            office=office,
            **values,
            replaces=None,
            expected_version=version_of_fields(office, EDITED),
            by=staff,
        )
    offices.end_office(office=office, until=TODAY, by=staff)
    with pytest.raises(ValidationError, match="продлевает другой методист"):
        offices.end_office(office=Office.objects.get(pk=office.pk), until=TODAY + DAY, by=staff)


def test_appointments_and_substitutions_are_told_the_journal(cast):
    by, person = cast.actor("methodist"), make_person(cast.institution)
    office = offices.add_office(
        person=person,
        role="agreer",
        association=cast.association,
        position="Ректор",
        since=TODAY,
        by=by,
    )
    offices.end_office(office=office, until=TODAY, by=by)
    substitute = make_person(cast.institution)
    offices.add_substitution(
        office=office,
        person=substitute,
        manner="acting",
        since=TODAY,
        until=TODAY,
        basis="приказ № 4",
        by=by,
    )
    appointed, ended, substituted = JournalEntry.objects.order_by("pk")
    assert appointed.words.startswith(f"Назначение: {person.full_name}, Ректор, ")
    assert (ended.before, ended.after) == ({"по": ""}, {"по": str(TODAY)})
    assert substitute.full_name in substituted.words
    assert "приказ № 4" in substituted.words
    assert {one.by_name for one in (appointed, ended, substituted)} == {by.name}
