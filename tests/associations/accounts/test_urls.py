"""Addresses of signing in: who may open them, and where they lead."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import PASSWORD, make_user

LOGIN = "/accounts/login/"
NEW_PASSWORD = "Другой-пароль-9"


@pytest.fixture
def user(db):
    return make_user("chair@example.org", PASSWORD)


def sign_in(client, email="chair@example.org", password=PASSWORD, **others):
    return client.post(LOGIN, {"login": email, "password": password, **others})


def test_next_page_is_kept_but_never_a_foreign_one(client, user):
    assert sign_in(client, next="/people/").url == "/people/"
    client.post("/accounts/logout/")
    assert sign_in(client, next="https://evil.example/").url == settings.LOGIN_REDIRECT_URL


def test_signed_in_person_does_not_see_the_door(client, user):
    sign_in(client)
    assert client.get(LOGIN).status_code == 302


def test_sign_out_is_by_post_only(client, user):
    sign_in(client)
    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/").url == LOGIN
    assert "_auth_user_id" not in client.session


def link_in(letter) -> str:
    (link,) = re.findall(r"http://testserver(/accounts/reset/\S+/)", letter.body)
    return str(link)


def set_password(client, link):
    page = client.get(link, follow=True)
    values = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    return client.post(page.redirect_chain[-1][0], values)


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
    ],
)
def test_doors_stand_open_to_all(client, db, name):
    assert client.get(reverse(name)).status_code == 200


def test_admin_is_shut_to_those_who_are_no_staff(cast):
    for who in ("methodist", "chair"):
        answer = cast.client(who).get("/admin/associations/person/")
        assert answer.status_code == 302
    assert cast.client("superuser").get("/admin/associations/person/").status_code == 200


def test_door_keeps_where_one_wanted_to_go(client, db):
    page = client.get(LOGIN, {"next": "/people/"}).content.decode()
    # By the password and by a key.
    assert page.count('name="next" value="/people/"') == 2


def test_admin_changes_ones_own_password_by_the_portals_page(cast):
    answer = cast.client("superuser").get("/admin/password_change/")
    assert answer["Location"] == reverse("account_change_password")
