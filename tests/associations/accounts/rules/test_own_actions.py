"""What owners of accounts do, and refusals at the door, in the journal."""

from django.test import Client
from django.urls import reverse

from associations.models import JournalEntry
from tests.factories import PASSWORD


def knock(email: str, password: str = PASSWORD) -> None:
    values = {"login": email, "password": password}
    address = reverse("account_login")
    Client().post(address, values, headers={"user-agent": "Browser"}, REMOTE_ADDR="192.0.2.7")


def set_password(cast, who: str) -> str:
    user = cast.user(who)
    user.set_password(PASSWORD)
    user.save()
    return user.email


def test_sign_in_is_noted_with_its_way_and_from_where(cast):
    knock(set_password(cast, "curator"))
    entry = JournalEntry.objects.get(action="sign_in")
    assert (entry.words, entry.ip, entry.user_agent) == ("Вход: пароль.", "192.0.2.7", "Browser")
    assert (entry.institution, entry.by) == (cast.institution, cast.user("curator"))


def test_wrong_password_is_noted_at_the_account(cast):
    email = set_password(cast, "curator")
    knock(email, "мимо")
    entry = JournalEntry.objects.get(action="refused")
    assert entry.words == f"Неверный пароль: {email}."
    assert (entry.institution, entry.about, entry.by) == (
        cast.institution,
        cast.user("curator"),
        None,
    )
    assert JournalEntry.objects.visible_to(cast.actor("methodist")).get() == entry


def test_unknown_name_is_noted_at_no_institution(cast):
    knock("nobody@example.org", "мимо")
    entry = JournalEntry.objects.get(action="refused")
    assert (entry.institution, entry.about) == (None, None)
    assert not JournalEntry.objects.visible_to(cast.actor("methodist")).exists()
