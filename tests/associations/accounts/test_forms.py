"""The forms of signing in and of passwords."""

import re

import pytest
from allauth.core.context import request_context
from django.conf import settings
from django.urls import reverse

from associations.accounts.authentication import needs_fresh_proof
from associations.accounts.forms import ProofForm
from tests.factories import PASSWORD, make_user
from tests.letters import deliver

LOGIN = "/accounts/login/"


NEW_PASSWORD = "Другой-пароль-9"


@pytest.fixture
def user(db):
    return make_user("chair@example.org", PASSWORD)


def sign_in(client, email="chair@example.org", password=PASSWORD, **others):
    return client.post(LOGIN, {"login": email, "password": password, **others})


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


def test_closed_account_is_told_only_to_who_knows_its_password(client, user):
    user.is_active = False
    user.save()
    assert "Почта или пароль не подошли" in sign_in(client, password="мимо").content.decode()
    answer = sign_in(client)
    assert answer.url == reverse("account_inactive")
    assert "обратитесь к методисту" in client.get(answer.url).content.decode()
    assert "_auth_user_id" not in client.session


def test_new_password_opens_a_door_shut_by_failures(client, user, mailoutbox, ask_for_letter):
    for _ in range(7):
        sign_in(client, password="мимо")
    ask_for_letter()
    set_password(client, link_in(mailoutbox[0]))
    assert sign_in(client, password=NEW_PASSWORD).status_code == 302


@pytest.fixture
def ask_for_letter(client):
    """Ask as a visitor does."""

    def ask(email="chair@example.org"):
        answer = client.post(reverse("account_reset_password"), {"email": email})
        deliver()
        return answer

    return ask


def link_in(letter) -> str:
    (link,) = re.findall(r"http://testserver(/accounts/reset/\S+/)", letter.body)
    return str(link)


def set_password(client, link):
    page = client.get(link, follow=True)
    values = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    return client.post(page.redirect_chain[-1][0], values)


@pytest.mark.parametrize("email", ["chair@example.org", "CHAIR@example.org"])
def test_letter_brings_a_link_that_works_once(client, user, mailoutbox, email, ask_for_letter):
    ask_for_letter(email)
    (letter,) = mailoutbox
    assert letter.to == ["chair@example.org"]
    assert set_password(client, link_in(letter)).url == reverse(
        "account_reset_password_from_key_done"
    )
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
        "oldpassword": "мимо",
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    }
    assert client.post(reverse("account_change_password"), values).status_code == 200
    answer = client.post(reverse("account_change_password"), {**values, "oldpassword": PASSWORD})
    assert answer.url == reverse("mfa_index")
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


@pytest.mark.parametrize("password", ["короткий", "1234567890", "chair@example.org"])
def test_weak_password_is_refused_at_the_field(client, user, password):
    sign_in(client)
    values = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    answer = client.post(reverse("account_change_password"), values)
    assert list(answer.context["form"].errors) == ["password1"]


def proof(client, rf, user, password):
    request = rf.post("/plans/1/decide/")
    request.session, request.user = client.session, user
    with request_context(request):
        form = ProofForm({"password": password}, request=request)
        form.is_valid()
    return form, request


def test_proof_beside_another_form_is_kept_in_the_session(client, rf, user):
    client.force_login(user)
    form, request = proof(client, rf, user, PASSWORD)
    assert form.errors == {}
    assert not needs_fresh_proof(request)


def test_wrong_proof_is_a_sentence_at_its_field_and_limited(client, rf, user):
    client.force_login(user)
    for _ in range(7):
        form, request = proof(client, rf, user, "мимо")
        assert "Пароль не подошёл" in form.errors["password"][0]
    form, request = proof(client, rf, user, PASSWORD)
    assert "Подождите 15 минут" in form.errors["password"][0]
    assert needs_fresh_proof(request)


def test_proof_without_a_password_is_by_a_key(client, rf, user):
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    form, _ = proof(client, rf, user, PASSWORD)
    assert "ключом устройства" in form.errors["password"][0]


def test_passwords_that_differ_are_told_at_the_second(client, user):
    sign_in(client)
    values = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": "Иной-пароль-9"}
    form = client.post(reverse("account_change_password"), values).context["form"]
    assert form.errors == {"password2": ["Вы должны ввести одинаковый пароль дважды."]}
