"""How and when somebody has proved who they are, and what asks for it again."""

import datetime as dt
import hashlib
import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from associations.accounts.authentication import (
    ask_for_proof,
    authentication_of,
    keep_proof,
    needs_fresh_proof,
)
from tests.factories import PASSWORD, make_user

NAME = "anna@example.org"
RECORDS = "account_authentication_methods"
pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(NAME, PASSWORD)


@pytest.fixture
def request_of(client, rf, user):
    """Give a request of the client's session, which signed in by its password."""
    client.post(reverse("account_login"), {"login": NAME, "password": PASSWORD})

    def give():
        request = rf.get("/plans/?page=2")
        request.session, request.user = client.session, user
        return request

    return give


def test_password_of_the_sign_in_is_told_with_its_moment(request_of):
    request = request_of()
    known = authentication_of(request)
    assert known.method == "password"
    assert known.in_words == "пароль"
    assert timezone.now() - known.at < dt.timedelta(minutes=1)
    assert known.session == hashlib.sha256(request.session.session_key.encode()).hexdigest()


def test_later_proofs_are_added_and_the_last_one_counts(request_of):
    request = request_of()
    before = authentication_of(request)
    request.session[RECORDS][0]["at"] -= 3600
    assert needs_fresh_proof(request)
    keep_proof(request, "mfa")
    known = authentication_of(request)
    assert known.method == "password+mfa"
    assert known.at > before.at
    assert not needs_fresh_proof(request)


@pytest.mark.parametrize(("minutes", "needs"), [(0, False), (9, False), (11, True), (600, True)])
def test_proof_is_fresh_for_ten_minutes(request_of, minutes, needs):
    request = request_of()
    request.session[RECORDS][0]["at"] = time.time() - minutes * 60
    assert needs_fresh_proof(request) is needs
    assert not needs_fresh_proof(request, within=dt.timedelta(days=1))


def test_session_without_a_record_has_no_proof(cast, rf):
    request = rf.get("/")
    request.session, request.user = cast.client("chair").session, cast.user("chair")
    del request.session["account_authentication_methods"]
    assert authentication_of(request).method == ""
    assert needs_fresh_proof(request)


def test_records_of_another_account_are_not_ones_own(request_of):
    request = request_of()
    request.user = make_user("boris@example.org", PASSWORD)
    assert needs_fresh_proof(request)


def test_stranger_has_no_authentication(rf, client):
    request = rf.get("/")
    request.session, request.user = client.session, AnonymousUser()
    with pytest.raises(PermissionDenied):
        authentication_of(request)


def test_person_is_led_to_the_proof_and_back(client, request_of):
    answer = ask_for_proof(request_of())
    assert answer.url == "/accounts/proof/?next=%2Fplans%2F%3Fpage%3D2"
    session = client.session
    session[RECORDS] = [{"method": "password", "at": time.time() - 3600}]
    session.save()
    page = client.get(answer.url)
    assert "Подтвердите, что это вы" in page.content.decode()
    values = {"password": "мимо", "next": "/plans/?page=2"}
    assert "Пароль не подошёл" in client.post(answer.url, values).content.decode()
    proved = client.post(answer.url, {**values, "password": PASSWORD})
    assert proved.url == "/plans/?page=2"
    assert not needs_fresh_proof(request_of())


def test_account_without_a_password_is_told_what_to_do(request_of, user):
    user.set_unusable_password()
    with pytest.raises(PermissionDenied, match="Задайте пароль"):
        ask_for_proof(request_of())
