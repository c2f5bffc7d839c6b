"""Sign-in by the institute's own directory, against a real small server."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from associations.models import User
from tests.associations.accounts.institute import institute, state_in
from tests.associations.pages import text_of
from tests.factories import PASSWORD, make_user

NAME = "anna@example.org"
LOGIN = "/accounts/institute/oidc/institute/login/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with institute() as server:
        app = {
            "provider_id": "institute",
            "name": "Войти через институт",
            "client_id": "portal",
            "secret": "secret",
            "settings": {"server_url": server.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
        }
        yield server


def come(client, server, email=NAME, *, verified=True, sub="17", **query):
    server.person = {"sub": sub, "email": email, "email_verified": verified}
    asked = client.post(LOGIN, QUERY_STRING="&".join(f"{k}={v}" for k, v in query.items()))
    assert asked.url.startswith(f"{server.address}/authorize?")
    assert "code_challenge=" in asked.url
    return client.get(f"{LOGIN}callback/", {"code": "one", "state": state_in(asked.url)})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_it_is_off_unless_the_environment_names_it(client):
    assert client.get(LOGIN).status_code == 404
    assert "институт" not in text_of(client.get(reverse("account_login"))).split("<form")[-1]


def test_door_offers_it_and_the_account_of_the_address_is_linked(client, server):
    user = make_user(NAME, PASSWORD)
    assert "Войти через институт" in text_of(client.get(reverse("account_login")))
    answer = come(client, server, next="/people/")
    assert answer.url == "/people/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert SocialAccount.objects.get().user == user
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert server.asked[0]["client_secret"] == "secret"
    assert server.asked[0]["code_verifier"]


def test_linked_account_is_known_by_its_number_later(server):
    user = make_user(NAME, PASSWORD)
    come(Client(), server)
    client = Client()
    come(client, server, email="anna.new@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "verified"), [("nobody@example.org", True), (NAME, False), ("", True)]
)
def test_nobody_gets_an_account_by_it(client, server, email, verified):
    make_user(NAME, PASSWORD)
    answer = come(client, server, email=email, verified=verified)
    assert answer.status_code == 403
    assert "Учётной записи нет" in text_of(answer)
    assert not is_in(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_closed_account_is_refused_before_and_after_it_was_linked(server):
    user = make_user(NAME, PASSWORD)
    come(Client(), server)
    user.is_active = False
    user.save()
    for sub in ("17", "18"):
        client = Client()
        assert come(client, server, sub=sub).url == reverse("account_inactive")
        assert not is_in(client)


def test_another_identity_is_not_linked_by_who_is_signed_in(client, server):
    make_user("boris@example.org", PASSWORD)
    client.post(reverse("account_login"), {"login": "boris@example.org", "password": PASSWORD})
    answer = come(client, server, process="connect")
    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()


def test_forged_state_is_a_page(client, server):
    server.person = {"sub": "17", "email": NAME, "email_verified": True}
    answer = client.get(f"{LOGIN}callback/", {"code": "one", "state": "made-up"})
    assert "Войти через институт не удалось" in text_of(answer)
    assert not is_in(client)
