"""Writing letters: once by key, as their reader has chosen, after the commit, with safe HTML."""

import pytest
from django.conf import settings as portal

from associations.letters.rules.choosing import choose_letters
from associations.letters.rules.writing import (
    Words,
    address_of,
    greeting,
    write_letter,
    write_to_staff,
)
from associations.models import Letter, User
from associations.vocabulary import AT_ONCE_ALWAYS, LetterKind
from tests.factories import TODAY, make_office


def test_second_letter_with_the_key_is_not_written(write):
    assert write(key="approved:1")
    assert write(key="approved:1") is None
    assert Letter.objects.count() == 1


def test_closed_account_gets_none(cast, write):
    User.objects.filter(pk=cast.user("curator").pk).update(is_active=False)
    cast.user("curator").refresh_from_db()
    assert write() is None


@pytest.mark.parametrize(
    ("chosen", "kind", "outcome"),
    [
        (("at_once",), LetterKind.WAITS, "at once"),
        (("daily",), LetterKind.WAITS, "with the day"),
        (("daily",), LetterKind.ACCOUNT, "at once"),
        (("terms",), LetterKind.WAITS, "never"),
        (("terms",), LetterKind.DUE, "at once"),
        (("terms",), LetterKind.ACCOUNT, "at once"),
        (("at_once", "approved"), LetterKind.APPROVED, "never"),
        (("at_once", "waits"), LetterKind.WAITS, "at once"),
    ],
)
def test_letter_is_written_as_its_reader_wants(cast, write, chosen, kind, outcome):
    pace, *off = chosen
    choose_letters(pace=pace, switched_off=off, by=cast.actor("curator"))
    letter = write(kind=kind)
    found = letter and ("with the day" if letter.to_gather else "at once")
    assert (found or "never") == outcome


def test_letters_of_accounts_ask_no_settings(write, django_assert_num_queries):
    """Four: a look for the key, a savepoint around one insert, and its end."""
    assert LetterKind.ACCOUNT in AT_ONCE_ALWAYS
    with django_assert_num_queries(4):
        write(kind=LetterKind.ACCOUNT)


def test_worker_is_called_once_the_letter_is_committed(
    write, django_capture_on_commit_callbacks, django_user_model
):
    with django_capture_on_commit_callbacks() as callbacks:
        letter = write()
    assert len(callbacks) == 1
    callbacks[0]()
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415

    (queued,) = DBTaskResult.objects.all()
    assert queued.args_kwargs["args"] == [letter.pk]


def test_words_of_a_plan_are_no_markup(cast):
    words = Words("<b>Тема</b>", ("<script>alert(1)</script> и «слова»",), "Открыть", "/plans/7/")
    letter = write_letter(kind=LetterKind.WAITS, to=cast.user("chair"), words=words)
    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "<script>alert(1)</script> и «слова»" in letter.text
    assert letter.text.count(f"{portal.PUBLIC_ADDRESS}/plans/7/") == 1
    assert f"{portal.PUBLIC_ADDRESS}/letters/settings/" in letter.text


def test_whole_address_stays_as_it_is():
    assert address_of("https://plany.example.org/x/") == "https://plany.example.org/x/"


def test_trouble_is_written_to_the_staff_of_that_day(cast):
    second = make_office("methodist", cast.institution)
    make_office("methodist", cast.institution, until=TODAY.replace(year=2024))
    write_to_staff(cast.institution, "Сбой", "Что-то не так.", link="/", on=TODAY)
    written = set(Letter.objects.values_list("recipient", flat=True))
    assert written == {cast.user("methodist").pk, second.person.user_id}


def test_greeting_is_by_name_where_there_is_one(cast):
    assert greeting(cast.user("chair")) == "Здравствуйте, Ольга Никитична!"
    assert greeting(cast.user("superuser")) == "Здравствуйте!"


@pytest.mark.parametrize("kind", [kind for kind in LetterKind if kind != LetterKind.ACCOUNT])
def test_superuser_gets_letters_about_the_account_alone(cast, write, kind):
    """Whatever office their person has: they decide nothing and look after nothing."""
    user = cast.user("methodist")
    user.is_superuser = True
    user.save()
    assert write("methodist", kind=kind) is None
    assert write("methodist", kind=LetterKind.ACCOUNT) is not None


def test_letter_goes_to_an_address_without_an_account(db):
    words = Words("Тема", ("Слова",), "Открыть", "/one-time/secret/")
    kind = LetterKind.LINK
    letter = write_letter(kind=kind, to=None, words=words, address="a@b.example")
    assert letter is not None
    assert (letter.recipient, letter.address, letter.to_gather) == (None, "a@b.example", False)
    assert "secret" in letter.text
    # What lets somebody in is kept nowhere but in the text, which is emptied.
    assert letter.link == ""
    assert "/letters/settings/" not in letter.text
    assert write_letter(kind=kind, to=None, words=words) is None
