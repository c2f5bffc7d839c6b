"""Mail about accounts: where its links lead, the pause between letters."""

import re

import pytest
from django.core.cache import caches
from django.urls import reverse

from associations.accounts.rules.letters import PAUSE_BETWEEN_LETTERS
from tests.factories import PASSWORD, make_person, make_user
from tests.letters import deliver


@pytest.mark.parametrize(
    ("told", "address"),
    [("https://plany.example.org", "https://plany.example.org"), ("", "http://elsewhere.example")],
)
def test_links_lead_to_the_address_of_the_portal(cast, settings, mailoutbox, told, address):
    """Where it is not told, the host that the request names is all that is known."""
    settings.ALLOWED_HOSTS, settings.ADDRESS_IN_LETTERS = ["elsewhere.example"], told
    person = make_person(cast.institution)
    invitation = {"email": "novaya@example.org"}
    page, host = f"{person.get_absolute_url()}invite/", {"host": "elsewhere.example"}
    cast.client("methodist").post(page, invitation, headers=host)
    cast.client("chair").post(
        "/accounts/reset/", {"email": cast.user("agreer").email}, headers=host
    )
    deliver()
    assert len(mailoutbox) == 2
    for letter in mailoutbox:
        links = re.findall(r"(https?://[^/]+)/accounts/", letter.body)
        assert links
        assert set(links) == {address}


@pytest.fixture
def user(db):
    return make_user("chair@example.org", PASSWORD)


@pytest.fixture
def ask_for_letter(client):
    """Ask as a visitor does."""

    def ask(email="chair@example.org"):
        answer = client.post(reverse("account_reset_password"), {"email": email})
        deliver()
        return answer

    return ask


def test_letters_come_once_a_minute(client, user, mailoutbox, ask_for_letter):
    for email in ("chair@example.org", "Chair@example.org"):
        assert ask_for_letter(email).status_code == 302
    assert len(mailoutbox) == 1


def test_pause_between_letters_is_known_to_every_process(client, user, mailoutbox, ask_for_letter):
    """What another process would have in its own memory is empty; the pause holds all the same."""
    ask_for_letter()
    caches["default"].clear()
    ask_for_letter()
    assert len(mailoutbox) == 1


def test_next_letter_comes_after_the_pause(client, user, mailoutbox, ask_for_letter):
    ask_for_letter()
    user.refresh_from_db()
    user.letter_asked_at -= PAUSE_BETWEEN_LETTERS
    user.save()
    ask_for_letter()
    assert len(mailoutbox) == 2


def test_closed_account_gets_no_letter(client, user, mailoutbox, ask_for_letter):
    user.is_active = False
    user.save()
    ask_for_letter()
    assert mailoutbox == []
