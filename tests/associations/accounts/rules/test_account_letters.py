"""Letters to the owner of an account."""

import pytest

from associations.accounts.rules.account_letters import Site, write_of_change, write_password_link
from tests.factories import PASSWORD, make_user
from tests.letters import deliver

SITE = Site("plans.example.org", "https")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("password", "words"), [(None, "14 дней"), (PASSWORD, "сутки")])
def test_letter_says_how_long_its_link_lives(password, words):
    user = make_user("anna@example.org", password)
    if password is None:
        user.set_unusable_password()
        user.save()
    write_password_link("password_reset", user, site=SITE)
    (letter,) = deliver()
    assert letter.to == ["anna@example.org"]
    assert f"Она действует {words}" in letter.body
    assert "https://plans.example.org/accounts/reset/" in letter.body


@pytest.mark.parametrize("address", ["", "former@example.org"])
def test_owner_is_told_what_changed_and_what_to_do(address):
    user = make_user("anna@example.org", PASSWORD)
    write_of_change(user, "изменён пароль", site=SITE, address=address)
    (letter,) = deliver()
    assert letter.to == [address or user.email]
    assert letter.subject == "Портал планов: изменён пароль"
    assert "https://plans.example.org/accounts/reset/" in letter.body
    assert "https://plans.example.org/accounts/security/" in letter.body


def test_site_is_that_of_the_request(rf):
    assert Site.of(rf.get("/")) == Site("testserver", "http")
    assert Site.of(rf.get("/", secure=True)) == Site("testserver", "https")
