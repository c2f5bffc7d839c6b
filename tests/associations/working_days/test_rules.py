"""Rules of own days and terms: by staff, not against the calendar, nothing overwritten."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from associations.models import InstituteDay, Institution, JournalEntry
from associations.working_days.rules import add_institute_day, change_terms, remove_institute_day
from plans_portal.lib.versions import Conflict, version_of_fields

THURSDAY, SATURDAY = dt.date(2026, 12, 3), dt.date(2026, 12, 5)
TERMS = ("step_working_days", "escalation_to", "letters_hour", "ask_again")


def add(cast, day=THURSDAY, *, is_working=False, who="methodist"):
    return add_institute_day(
        institution=cast.institution, day=day, is_working=is_working, by=cast.actor(who)
    )


def change(cast, who="methodist", version=None, **values):
    given = {"step_working_days": 3, "escalation_to": None, "letters_hour": 9}
    given |= {"ask_again": "everybody"} | values
    return change_terms(
        institution=cast.institution,
        **given,
        expected_version=version or version_of_fields(cast.institution, TERMS),
        by=cast.actor(who),
    )


def test_day_is_written_down_and_removed(cast):
    day = add(cast)
    assert InstituteDay.objects.get() == day
    remove_institute_day(day=day, by=cast.actor("methodist"))
    assert not InstituteDay.objects.exists()


@pytest.mark.parametrize(
    ("day", "is_working", "words"), [(THURSDAY, True, "рабочий"), (SATURDAY, False, "выходной")]
)
def test_day_that_is_so_already_is_refused(cast, day, is_working, words):
    with pytest.raises(ValidationError, match=f"и так {words}"):
        add(cast, day, is_working=is_working)


def test_day_is_not_written_down_twice(cast):
    add(cast)
    with pytest.raises(ValidationError, match="уже записан"):
        add(cast)


def test_terms_are_changed(cast):
    person = cast.person("chair")
    found = change(cast, escalation_to=person)
    found.refresh_from_db()
    assert (found.step_working_days, found.escalation_to, found.letters_hour) == (3, person, 9)


def test_whom_to_ask_again_is_written_into_the_journal(cast):
    change(cast)
    assert not JournalEntry.objects.filter(action="directory").exists()
    change(cast, version=version_of_fields(Institution.objects.get(pk=cast.institution.pk), TERMS))
    cast.institution.refresh_from_db()
    change(cast, ask_again="disagreed")
    entry = JournalEntry.objects.get(action="directory")
    assert entry.words.endswith("Только тех, кто не согласовал.")
    cast.institution.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        change(cast, ask_again="nobody")
    assert list(refusal.value.message_dict) == ["ask_again"]


@pytest.mark.parametrize(
    "values", [{"step_working_days": 0}, {"step_working_days": 61}, {"letters_hour": 24}]
)
def test_impossible_terms_are_refused(cast, values):
    with pytest.raises(ValidationError) as refusal:
        change(cast, **values)
    assert list(refusal.value.message_dict) == list(values)


def test_person_of_another_institution_is_refused(cast):
    with pytest.raises(ValidationError, match="другого института"):
        change(cast, escalation_to=cast.person("foreigner"))


def test_terms_that_others_changed_are_not_overwritten(cast):
    version = version_of_fields(cast.institution, TERMS)
    change(cast)
    with pytest.raises(Conflict):
        change(cast, version=version, letters_hour=10)


@pytest.mark.parametrize("who", ["chair", "foreigner", "superuser", "anonymous"])
def test_others_change_nothing(cast, who):
    day = add(cast)
    for refused in (
        lambda: add(cast, THURSDAY + dt.timedelta(days=1), who=who),
        lambda: remove_institute_day(day=day, by=cast.actor(who)),
        lambda: change(cast, who),
    ):
        with pytest.raises(PermissionDenied):
            refused()
