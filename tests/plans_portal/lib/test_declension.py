"""Surnames in the genitive."""

import pytest

from plans_portal.lib.declension import surname_in_genitive
from tests.factories import make_person


@pytest.mark.parametrize(
    ("last_name", "middle_name", "genitive"),
    [
        ("Воронцов", "Викторович", "Воронцова"),
        ("Мельникова", "Романовна", "Мельниковой"),
        ("Рощинский", "Ильич", "Рощинского"),
        ("Светлова-Луговая", "Львовна", "Светловой-Луговой"),
        ("Гоголь", "Петровна", "Гоголь"),
        ("Гоголь", "Петрович", "Гоголя"),
        ("Дубко", "Игоревич", "Дубко"),
        ("Седых", "Игоревич", "Седых"),
        ("Ким", "", "Ким"),
        ("", "Игоревич", ""),
    ],
)
def test_surname_follows_the_patronymic(last_name, middle_name, genitive):
    assert surname_in_genitive(last_name, middle_name) == genitive


@pytest.mark.django_db
def test_person_is_named_in_the_genitive_with_initials():
    person = make_person(last_name="Рощина", first_name="Анна", middle_name="Юрьевна")
    assert person.genitive_name.replace("\u00a0", " ") == "А. Ю. Рощиной"
