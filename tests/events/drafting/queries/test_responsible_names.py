"""Whom of the directory the words of a foreign paper mean."""

import pytest

from associations.vocabulary import OfficeRole
from events.drafting.queries.responsible_names import (
    name_of,
    names_in,
    responsible_directory,
    with_other_name,
)
from events.drafting.rules.paste_rows import paste_rows
from events.models import Responsible
from events.plan.content import EventContent, ResponsibleContent, SectionContent
from tests.factories import make_office, make_organisation, make_person
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def somov(cast):
    return make_person(
        cast.institution, last_name="Сомов", first_name="Пётр", middle_name="Игоревич"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Сомов П. И.",
        "Сомов П.И.",
        "П. И. Сомов",
        "П.И.\u00a0Сомов",
        "Сомов Петр Игоревич",
        "Председатель РМО Сомов П. И.",
        "Сомов П. И., методист",
    ],
)
def test_person_is_known_however_the_name_is_written(cast, somov, words):
    one = responsible_directory(cast.association, cast.actor("chair")).meant(words)
    assert (one.text, one.kind, one.person_id) == (words, "person", somov.pk)


@pytest.mark.parametrize(
    "words", ["Сомов", "Сомов А. И.", "Сомова П. И.", "Сомов П. И., Рогов А. А."]
)
def test_nobody_is_guessed(cast, somov, words):
    assert responsible_directory(cast.association, cast.actor("chair")).meant(words) is None


def test_two_of_one_name_are_nobody(cast, somov):
    make_person(cast.institution, last_name="Сомов", first_name="Павел", middle_name="Ильич")
    assert responsible_directory(cast.association, cast.actor("chair")).meant("Сомов П. И.") is None


def test_person_who_holds_two_offices_is_one(cast, somov):
    for position in ("Методист", "Секретарь совета"):
        make_office(OfficeRole.SECRETARY, cast.association, person=somov, position=position)
    assert responsible_directory(cast.association, cast.actor("chair")).meant("Сомов П. И.")


def test_office_and_organisation_are_known_in_any_letters(cast):
    office = make_office(OfficeRole.SECRETARY, cast.association, position="Учёный секретарь РМО")
    school = make_organisation(cast.institution, name="Лицей № 7 Заречья", short_name="")
    directory = responsible_directory(cast.association, cast.actor("chair"))
    assert directory.meant("ученый секретарь  РМО").office_id == office.pk
    assert directory.meant("лицей № 7 Заречья.").organisation_id == school.pk


def test_rows_that_come_from_a_file_name_people_of_the_directory(cast, somov):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    event = EventContent(title="Слёт", responsible=(ResponsibleContent("Сомов П.И.", "words"),))
    paste_rows(
        plan=plan,
        section_uid=plan.sections.get().uid,
        after_uid="",
        sections=(SectionContent(events=(event,)),),
        by=cast.actor("chair"),
    )
    one = Responsible.objects.get(event__title="Слёт")
    assert (one.text, one.kind, one.person) == ("Сомов П.И.", "person", somov)


@pytest.mark.parametrize(
    ("words", "replaced"),
    [
        ("Рощин О. Е., председатель", "Сомов\u00a0П.\u00a0И., председатель"),
        ("председатель О.Е. Рощин", "председатель П.\u00a0И.\u00a0Сомов"),
        ("Рощин Олег Егорович", "Сомов Пётр Игоревич"),
        ("совет объединения", "совет объединения"),
    ],
)
def test_other_name_is_written_as_the_first_was(somov, words, replaced):
    assert with_other_name(words, somov) == replaced


def test_person_is_named_as_in_a_text(somov):
    assert names_in(somov.short_name) == [name_of(somov)] == ["сомов п и"]
