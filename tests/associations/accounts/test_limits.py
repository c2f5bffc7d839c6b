"""Limits of the sign-in: how many failures shut the door, for whom, and what opens it again."""

import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from associations.accounts import limits
from tests.factories import PASSWORD, make_user

NAME = "chair@example.org"
HERE = "192.0.2.1"
pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(NAME, PASSWORD)


@pytest.fixture
def wide(monkeypatch):
    """Bring the wide limits nearer: a hundred pages take long."""
    rates = {"failed_from_an_address": "12/15m/ip", "failed_of_a_name": "12/15m/key"}
    monkeypatch.setattr(limits, "RATES", {**limits.RATES, **rates})
    return 12


def fail(client, name, address):
    values = {"login": name, "password": "мимо"}
    return client.post(reverse("account_login"), values, REMOTE_ADDR=address)


def sign_in(client, name, address):
    values = {"login": name, "password": PASSWORD}
    return client.post(reverse("account_login"), values, REMOTE_ADDR=address).status_code


def test_eighth_try_is_refused_even_with_the_right_password(client, user):
    codes = [fail(client, NAME, HERE).status_code for _ in range(8)]
    assert codes == [200] * 7 + [429]
    assert "Вход приостановлен" in fail(client, NAME, HERE).content.decode()
    assert sign_in(client, NAME, HERE) == 429


def test_another_name_and_another_address_are_free(client, user):
    make_user("curator@example.org", PASSWORD)
    for _ in range(8):
        fail(client, NAME, HERE)
    assert sign_in(client, NAME, "192.0.2.2") == 302
    assert sign_in(Client(), "curator@example.org", HERE) == 302


def test_letter_case_gives_no_further_tries(client, user):
    names = [NAME, NAME.upper(), " Chair@Example.Org"]
    assert [fail(client, names[n % 3], HERE).status_code for n in range(8)][-1] == 429


def test_one_password_is_not_tried_on_every_name(client, user, wide):
    codes = [fail(client, f"name{n}@example.org", HERE).status_code for n in range(wide + 1)]
    assert codes == [200] * wide + [429]
    assert sign_in(client, NAME, HERE) == 429
    assert sign_in(client, NAME, "192.0.2.2") == 302


def test_one_name_is_not_tried_from_every_address(client, user, wide):
    codes = [fail(client, NAME, f"192.0.2.{n}").status_code for n in range(wide + 1)]
    assert codes == [200] * wide + [429]
    assert sign_in(client, NAME, "198.51.100.7") == 429


def test_stranger_can_not_lock_the_owner_out(user, wide):
    """A stranger with many addresses locks the name, but not the browser that has signed in."""
    own, stranger = Client(), Client()
    assert sign_in(own, NAME, HERE) == 302
    own.post(reverse("account_logout"))
    for n in range(wide + 1):
        fail(stranger, NAME, f"198.51.100.{n}")
    assert sign_in(Client(), NAME, "203.0.113.1") == 429
    assert sign_in(own, NAME, "203.0.113.1") == 302


def test_made_up_cookie_opens_nothing(user, wide):
    client = Client()
    for n in range(wide + 1):
        fail(client, NAME, f"198.51.100.{n}")
    client.cookies["known"] = "a" * 24 + ":1tABCD:made-up"
    assert sign_in(client, NAME, "203.0.113.1") == 429


def test_success_forgives_nothing_but_itself(client, user, wide):
    for n in range(wide):
        fail(client, f"name{n}@example.org", HERE)
    # The right password counts as a try too, and the address has none left.
    assert sign_in(client, NAME, HERE) == 429


def test_right_passwords_are_not_counted(client, user, wide):
    for _ in range(wide + 3):
        assert sign_in(client, NAME, HERE) == 302
        client.post(reverse("account_logout"))


def test_lock_opens_after_a_quarter_of_an_hour(client, user, monkeypatch):
    for _ in range(8):
        fail(client, NAME, HERE)
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    assert sign_in(client, NAME, HERE) == 302


@pytest.mark.parametrize("told", ["unknown", "1.2.3.4:567", "[2001:db8::1]:443", "", "x" * 400])
def test_odd_address_neither_breaks_the_door_nor_opens_it(client, user, settings, told):
    settings.BEHIND_PROXY = True
    values = {"login": NAME, "password": "мимо"}
    unix = {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": told}
    codes = [client.post(reverse("account_login"), values, **unix).status_code for _ in range(8)]
    assert codes == [200] * 7 + [429]
    right = {**values, "password": PASSWORD}
    assert client.post(reverse("account_login"), right, **unix).status_code == 429


def test_counts_stand_in_the_database_so_all_processes_share_them(client, user):
    fail(client, NAME, HERE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM portal_cache WHERE cache_key LIKE '%%portal:failed%%'")
        assert cursor.fetchone() == (3,)


def test_admin_has_no_door_of_its_own(client, user):
    answer = client.post("/admin/login/", {"username": NAME, "password": PASSWORD})
    assert answer.url.startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_letters_about_passwords_are_limited_by_address(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "reset_password": "3/15m/ip"}
    address = reverse("account_reset_password")
    codes = [client.post(address, {"email": f"n{n}@example.org"}).status_code for n in range(4)]
    assert codes == [302] * 3 + [429]
    answer = client.post(address, {"email": "n@example.org"})
    assert "Слишком много попыток" in answer.content.decode()


def test_counted_keys_do_not_push_each_other_out(settings):
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000
    for n in range(400):
        cache.set(f"of-{n}", n, 60)
    assert cache.get("of-0") == 0
