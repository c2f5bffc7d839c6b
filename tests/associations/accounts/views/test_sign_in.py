"""Who is signed in, and what is given back when a page is stale or the session has ended."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from associations.accounts.views.given_back import unseal
from associations.models import Organisation
from tests.associations.pages import text_of
from tests.cast import make_cast
from tests.factories import PASSWORD

HOST = {"Origin": "http://testserver"}
ADDRESS = reverse("associations:organisation_add")
NAME = "Лицей «Северный» <b>№ 4</b>"


@pytest.fixture
def cast(db):
    cast = make_cast()
    for who in ("methodist", "foreigner"):
        cast.user(who).set_password(PASSWORD)
        cast.user(who).save()
    return cast


def typed(cast, **more):
    return {"name": NAME, "typed_by": cast.user("methodist").mark, **more}


def sign_in(client, cast, who, **more):
    user = {"login": cast.user(who).email, "password": PASSWORD}
    return client.post(reverse("account_login"), {**user, **more}, headers=HOST)


def sealed_in(answer) -> str:
    return str(answer.context["sealed"])


def test_session_tells_whose_it_is_in_few_queries(cast, django_assert_num_queries):
    client = cast.client("chair")
    with django_assert_num_queries(2):
        answer = client.get(reverse("session"))
    assert answer.json()["account"] == cast.user("chair").mark
    assert len(answer.content) < 1000
    assert answer["Cache-Control"] == "no-store"
    assert cast.client("secretary").get(reverse("session")).json()["account"] != (
        cast.user("chair").mark
    )


def test_session_of_nobody_has_a_token_for_the_sign_in(cast, django_assert_num_queries):
    client = Client(enforce_csrf_checks=True)
    with django_assert_num_queries(0):
        told = client.get(reverse("session")).json()
    assert told["account"] == ""
    assert sign_in(client, cast, "methodist", csrfmiddlewaretoken=told["csrf"]).status_code == 302


def test_words_posted_without_a_session_come_back_after_the_sign_in(cast):
    client = Client()
    door = client.post(ADDRESS, typed(cast), headers=HOST)
    assert door.status_code == 403
    assert "набранное не пропало" in text_of(door)
    assert "&lt;b&gt;№ 4" in text_of(door)
    wrong = client.post(
        reverse("account_login"), {"login": "a@example.org", "given_back": sealed_in(door)}
    )
    assert sealed_in(wrong) == sealed_in(door)
    page = sign_in(client, cast, "methodist", given_back=sealed_in(wrong))
    page = client.get(page.url)
    assert page.status_code == 200
    assert f'action="{ADDRESS}"' in text_of(page)
    assert "&lt;b&gt;№ 4" in text_of(page)
    # What the page sends is taken.
    client.post(page.context["words"].address, dict(page.context["words"].fields))
    assert Organisation.objects.filter(name=NAME).exists()


def test_locked_sign_in_keeps_the_words(cast):
    client = Client()
    sealed = sealed_in(client.post(ADDRESS, typed(cast), headers=HOST))
    wrong = {"login": cast.user("methodist").email, "password": "x", "given_back": sealed}
    for _ in range(8):
        locked = client.post(reverse("account_login"), wrong)
    assert locked.status_code == 429
    assert f'value="{sealed}"' in text_of(locked)
    door = client.post(reverse("account_login"), {"given_back": sealed})
    assert door.context["words"] == unseal(sealed)
    assert door.context["form"].errors == {}


def test_another_account_gets_nothing_of_the_words(cast):
    client = Client()
    door = client.post(ADDRESS, typed(cast), headers=HOST)
    door = sign_in(client, cast, "foreigner", given_back=sealed_in(door))
    answer = client.get(door.url)
    assert answer["Location"] == settings.LOGIN_REDIRECT_URL
    assert not answer.content


def test_made_up_seal_is_a_plain_sign_in(cast):
    answer = sign_in(Client(), cast, "methodist", given_back="{}", next="/people/")
    assert answer.url == "/people/"


def stale(cast, who, values, headers=HOST):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.user(who))
    return client.post(ADDRESS, values, headers=headers)


def test_stale_page_gives_back_what_was_posted(cast):
    page = stale(cast, "methodist", typed(cast, csrfmiddlewaretoken="old"))
    assert page.status_code == 403
    assert "Набранное не пропало" in text_of(page)
    assert "&lt;b&gt;№ 4" in text_of(page)
    assert 'value="old"' not in text_of(page)


@pytest.mark.parametrize(
    ("who", "headers"),
    [("foreigner", HOST), ("methodist", {"Origin": "http://evil.example"}), ("methodist", {})],
)
def test_stale_page_tells_nobody_else_what_was_typed(cast, who, headers):
    page = stale(cast, who, typed(cast), headers)
    assert page.status_code == 403
    assert "Страница устарела" in text_of(page)
    assert "Лицей" not in text_of(page)


def test_stale_page_without_a_session_keeps_the_words_through_the_sign_in(cast):
    client = Client(enforce_csrf_checks=True)
    door = client.post(ADDRESS, typed(cast), headers=HOST)
    assert "набранное не пропало" in text_of(door)
    assert sealed_in(door)
