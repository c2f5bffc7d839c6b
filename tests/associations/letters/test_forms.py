"""Forms of letters: filters, and what a person wants."""

import pytest

from associations.letters.forms import LetterFilter, LetterSettingsForm
from associations.letters.rules.writing import Words, write_letter
from associations.models import Letter, LetterSettings
from associations.vocabulary import LetterKind


@pytest.fixture
def letters(cast):
    for who, kind in (("curator", LetterKind.WAITS), ("chair", LetterKind.RETURNED)):
        write_letter(kind=kind, to=cast.user(who), words=Words(f"Тема для {who}", ("Слова.",)))


@pytest.mark.parametrize(
    ("asked", "subjects"),
    [
        ({}, ["Тема для chair", "Тема для curator"]),
        ({"kind": "waits"}, ["Тема для curator"]),
        ({"state": "sent"}, []),
        ({"text": "тема chair"}, ["Тема для chair"]),
    ],
)
def test_log_is_narrowed(letters, asked, subjects):
    form = LetterFilter(asked)
    assert form.is_valid()
    assert sorted(form.narrow(Letter.objects.all()).values_list("subject", flat=True)) == subjects


def test_log_is_searched_by_the_name_of_the_reader(letters, cast):
    form = LetterFilter({"text": cast.person("curator").last_name})
    assert form.is_valid()
    assert form.narrow(Letter.objects.all()).get().recipient == cast.user("curator")


def test_settings_show_what_is_wanted_and_give_what_is_not():
    chosen = LetterSettings(pace="daily", switched_off=["approved"])
    form = LetterSettingsForm(chosen=chosen)
    assert form["pace"].value() == "daily"
    assert form["kinds"].value() == ["recalled", "answered"]
    sent = LetterSettingsForm({"pace": "terms", "kinds": ["approved"]}, chosen=chosen)
    assert sent.is_valid()
    assert sent.cleaned_data == {"pace": "terms", "switched_off": ["recalled", "answered"]}


def test_settings_need_a_known_pace():
    assert not LetterSettingsForm({"pace": "hourly"}, chosen=LetterSettings()).is_valid()
