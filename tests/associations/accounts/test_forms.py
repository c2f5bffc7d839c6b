"""The forms of signing in and of passwords."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import PASSWORD, make_user
from tests.letters import deliver

LOGIN = "/accounts/login/"


NEW_PASSWORD = "Другой-пароль-9"


@pytest.fixture
def user(db):
    return make_user("chair@example.org", PASSWORD)


def sign_in(client, email="chair@example.org", password=PASSWORD, **others):
    return client.post(LOGIN, {"username": email, "password": password, **others})


@pytest.mark.parametrize("email", ["chair@example.org", " Chair@EXAMPLE.org "])
def test_address_opens_the_door_in_any_case(client, user, email):
    answer = sign_in(client, email)
    assert answer.status_code == 302
    assert answer.url == settings.LOGIN_REDIRECT_URL
    assert client.session["_auth_user_id"] == str(user.pk)


def test_wrong_password_says_so_and_keeps_the_address(client, user):
    answer = sign_in(client, password="не тот")
    assert answer.status_code == 200
    assert "Почта или пароль не подошли" in answer.content.decode()
    assert 'value="chair@example.org"' in answer.content.decode()
    assert "не тот" not in answer.content.decode()


def test_closed_account_is_not_told_from_a_wrong_password(client, user):
    user.is_active = False
    user.save()
    assert "Почта или пароль не подошли" in sign_in(client).content.decode()


def test_new_password_opens_a_door_shut_by_failures(client, user, mailoutbox, ask_for_letter):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, password="мимо")
    ask_for_letter()
    set_password(client, link_in(mailoutbox[0]))
    assert sign_in(client, password=NEW_PASSWORD).status_code == 302


@pytest.fixture
def ask_for_letter(client):
    """Ask as a visitor does."""

    def ask(email="chair@example.org"):
        answer = client.post(reverse("password_reset"), {"email": email})
        deliver()
        return answer

    return ask


def link_in(letter) -> str:
    (link,) = re.findall(r"http://testserver(/accounts/reset/\S+/)", letter.body)
    return str(link)


def set_password(client, link):
    page = client.get(link, follow=True)
    values = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    return client.post(page.redirect_chain[-1][0], values)


@pytest.mark.parametrize("email", ["chair@example.org", "CHAIR@example.org"])
def test_letter_brings_a_link_that_works_once(client, user, mailoutbox, email, ask_for_letter):
    ask_for_letter(email)
    (letter,) = mailoutbox
    assert letter.to == ["chair@example.org"]
    assert set_password(client, link_in(letter)).url == reverse("password_reset_complete")
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert "уже не действует" in client.get(link_in(letter), follow=True).content.decode()


def test_unknown_address_gets_the_same_answer_and_no_letter(
    client, user, mailoutbox, ask_for_letter
):
    known, unknown = ask_for_letter(), ask_for_letter("nobody@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mailoutbox) == 1


def test_password_is_changed_by_one_who_knows_the_old(client, user):
    sign_in(client)
    values = {
        "old_password": "мимо",
        "new_password1": NEW_PASSWORD,
        "new_password2": NEW_PASSWORD,
    }
    assert client.post(reverse("password_change"), values).status_code == 200
    answer = client.post(reverse("password_change"), {**values, "old_password": PASSWORD})
    assert answer.url == reverse("password_change_done")
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


@pytest.mark.parametrize("password", ["короткий", "1234567890", "chair@example.org"])
def test_weak_password_is_refused_at_the_field(client, user, password):
    sign_in(client)
    values = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    answer = client.post(reverse("password_change"), values)
    assert list(answer.context["form"].errors) == ["new_password2"]
