"""What the portal decides where allauth asks: steps of the sign-in, sentences, letters, sessions."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse

from associations.accounts.adapter import SecondFactorAdapter
from tests.associations.accounts.second_factor import SECRET, code_now, with_codes
from tests.associations.pages import text_of
from tests.factories import PASSWORD, make_user
from tests.letters import deliver

NAME = "anna@example.org"
LOGIN = "/accounts/login/"
NEW_PASSWORD = "Другой-пароль-9"
pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(NAME, PASSWORD)


def knock(client, **more):
    return client.post(LOGIN, {"login": NAME, "password": PASSWORD, **more})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_code_is_asked_after_the_password(client, user):
    with_codes(user)
    answer = knock(client, next="/people/")
    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(client)
    page = client.get(answer.url)
    assert "Второй шаг входа" in text_of(page)
    wrong = client.post(answer.url, {"code": "000000"})
    assert "Код не подошёл" in text_of(wrong)
    assert not is_in(client)
    assert client.post(answer.url, {"code": code_now()}).url == "/people/"
    assert is_in(client)


def test_door_leads_on_to_the_second_step_that_waits(client, user):
    with_codes(user)
    knock(client)
    assert client.get(LOGIN).url == reverse("mfa_authenticate")
    client.post(reverse("account_logout"))
    assert client.get(LOGIN).status_code == 200


def test_recovery_code_lets_in_once(client, user):
    with_codes(user)
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    knock(client)
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    assert is_in(client)
    again = Client()
    knock(again)
    assert again.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200
    assert not is_in(again)


def test_wrong_codes_are_limited(client, user):
    with_codes(user)
    knock(client)
    pages = [client.post(reverse("mfa_authenticate"), {"code": "000000"}) for _ in range(8)]
    assert "Слишком много неудачных попыток" in text_of(pages[-1])
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert not is_in(client)


def test_secret_is_not_kept_in_the_clear():
    hidden = SecondFactorAdapter().encrypt(SECRET)
    assert SECRET not in hidden
    assert SecondFactorAdapter().decrypt(hidden) == SECRET


def test_secret_outlives_a_change_of_the_key(settings):
    hidden = SecondFactorAdapter().encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 5
    assert SecondFactorAdapter().decrypt(hidden) == SECRET


def test_nobody_signs_up(client):
    for address in ("/accounts/signup/", "/accounts/social/signup/", "/accounts/email/"):
        assert client.get(address).status_code in (302, 404)
    assert client.post("/accounts/signup/", {"email": "new@example.org"}).status_code in (302, 404)


def change_password(client):
    values = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    return client.post(reverse("account_change_password"), values)


def test_change_of_the_password_ends_the_other_sessions_and_is_told(user):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        knock(client)
    answer = here.post(LOGIN)
    answer = change_password(here)
    assert answer.url == reverse("mfa_index")
    assert "Пароль изменён" in text_of(here.get(answer.url))
    assert elsewhere.get("/people/").status_code == 302
    assert UserSession.objects.filter(user=user).exclude(
        session_key=here.session.session_key
    ).count() in (0, 1)
    (letter,) = deliver()
    assert letter.to == [NAME]
    assert "изменён пароль" in letter.subject
    assert reverse("account_reset_password") in letter.body


def test_session_lasts_for_a_working_day(client, user):
    knock(client)
    assert client.cookies["sessionid"]["max-age"] == settings.SESSION_COOKIE_AGE == 12 * 3600


def test_open_session_of_a_closed_account_ends_at_once(client, user):
    knock(client)
    user.is_active = False
    user.save()
    assert client.get("/people/").status_code == 302
