"""Page «Вход и безопасность», its sessions, and the institution's rule of a second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from associations.accounts.views.security import browser_in_words
from events.models import Signature
from tests.associations.accounts.second_factor import code_now, with_codes
from tests.associations.pages import text_of
from tests.cast import make_cast
from tests.factories import PASSWORD
from tests.letters import deliver
from tests.plans import make_plan

PAGE = "/accounts/security/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def cast(db):
    cast = make_cast()
    cast.user("curator").set_password(PASSWORD)
    cast.user("curator").save()
    return cast


def sign_in(cast, user_agent="", who="curator"):
    client = Client(headers={"user-agent": user_agent})
    values = {"login": cast.user(who).email, "password": PASSWORD}
    assert client.post(reverse("account_login"), values).status_code == 302
    return client


def test_page_tells_what_is_on(cast):
    client = sign_in(cast)
    text = text_of(client.get(PAGE))
    assert "Коды из приложения" in text
    assert "Выключены" in text
    assert "Вы здесь" in text
    with_codes(cast.user("curator"))
    text = text_of(client.get(PAGE))
    assert "Включены" in text
    assert "Осталось 10" in text


def test_menu_leads_there(cast):
    assert f'href="{PAGE}"' in text_of(cast.client("curator").get("/people/"))


def test_page_costs_the_same_at_one_session_and_at_many(cast, django_assert_num_queries):
    client = sign_in(cast)
    with django_assert_num_queries(8):
        client.get(PAGE)
    for _ in range(5):
        sign_in(cast)
    Authenticator.objects.create(
        user=cast.user("curator"), type="webauthn", data={"name": "Ноутбук", "credential": {}}
    )
    with django_assert_num_queries(8):
        client.get(PAGE)


def test_session_is_ended_by_its_owner(cast):
    here, there = sign_in(cast), sign_in(cast, FIREFOX)
    assert "Firefox, Windows" in text_of(here.get(PAGE))
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post(reverse("session_end", args=[other.pk]))
    assert there.get("/people/").status_code == 302
    assert here.get("/people/").status_code == 200
    assert "Firefox" not in text_of(here.get(PAGE))


def test_all_but_this_are_ended(cast):
    here, others = sign_in(cast), [sign_in(cast) for _ in range(3)]
    here.post(reverse("other_sessions_end"))
    assert [one.get("/people/").status_code for one in others] == [302] * 3
    assert here.get("/people/").status_code == 200


def test_session_of_somebody_else_is_not_there(cast):
    sign_in(cast)
    session = UserSession.objects.get()
    assert cast.client("chair").post(reverse("session_end", args=[session.pk])).status_code == 404
    assert cast.client("chair").get(reverse("session_end", args=[session.pk])).status_code == 405
    assert UserSession.objects.exists()


def test_codes_are_switched_on_with_the_first_code_and_told(
    cast, django_capture_on_commit_callbacks
):
    client = sign_in(cast)
    address = reverse("mfa_activate_totp")
    page = client.get(address)
    (secret,) = re.findall(r"<code>(\w+)</code>", text_of(page))
    assert "data:image/svg+xml" in text_of(page)
    assert "Код не подошёл" in text_of(client.post(address, {"code": "000000"}))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"code": code_now(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    codes = text_of(client.get(answer.url))
    assert len(re.findall(r"<li><code>\d{8}</code></li>", codes)) == 10
    assert [letter.subject for letter in deliver()] == [
        "Портал планов: для входа включены коды из приложения"
    ]
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert "Резервные коды портала планов" in file.content.decode()


def test_factor_is_not_changed_in_a_session_that_was_left_open(cast):
    client = sign_in(cast)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        answer = client.get(reverse(name))
        assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_codes_are_switched_off(cast):
    with_codes(cast.user("curator"))
    client = Client()
    client.post(
        reverse("account_login"), {"login": cast.user("curator").email, "password": PASSWORD}
    )
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    page = client.get(reverse("mfa_deactivate_totp"))
    assert "Выключить коды из приложения?" in text_of(page)
    assert client.post(reverse("mfa_deactivate_totp"))["Location"] == PAGE
    assert not Authenticator.objects.exists()
    assert "выключены коды" in deliver()[0].subject


def test_new_recovery_codes_replace_the_old(cast):
    with_codes(cast.user("curator"))
    before = set(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes())
    client = Client()
    client.post(
        reverse("account_login"), {"login": cast.user("curator").email, "password": PASSWORD}
    )
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert "перестанут действовать" in text_of(client.get(reverse("mfa_generate_recovery_codes")))
    client.post(reverse("mfa_generate_recovery_codes"))
    after = set(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes())
    assert not before & after


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 YaBrowser/25 Safari",
            "Яндекс Браузер, Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Version/18 Safari",
            "Safari, iPhone",
        ),
        ("curl/8", "Неизвестная программа"),
        ("", "Неизвестная программа"),
    ],
)
def test_browser_is_told_in_words(told, words):
    assert browser_in_words(told) == words


def rule_of(cast):
    return reverse("associations:institution_second_factor", args=[cast.institution.pk])


def test_methodist_makes_it_a_must_and_takes_it_back(cast):
    client, page = cast.client("methodist"), cast.institution.get_absolute_url()
    assert "Сделать обязательным" in text_of(client.get(page))
    assert "Второй фактор входа" not in text_of(cast.client("chair").get(page))
    client.post(rule_of(cast), {"required": "yes"})
    cast.institution.refresh_from_db()
    assert cast.institution.needs_second_factor
    assert "Больше не требовать" in text_of(client.get(page))
    client.post(rule_of(cast), {"required": "no"})
    cast.institution.refresh_from_db()
    assert not cast.institution.needs_second_factor


@pytest.fixture
def decision(cast):
    """Give the address where the approver decides."""
    plan = make_plan(association=cast.association, status="in_review", rows=1)
    step = plan.steps.get(office=cast.office("approver"))
    return reverse("events:plan_decide", args=[plan.pk, step.uid])


def test_who_owes_a_factor_is_led_to_it_and_decides_nothing(cast, decision):
    cast.client("methodist").post(rule_of(cast), {"required": "yes"})
    client = cast.client("approver")
    page = client.get(decision)
    assert page.status_code == 403
    assert "Сначала включите второй фактор" in text_of(page)
    assert reverse("mfa_add_webauthn") in text_of(page)
    words = {
        "outcome": "return",
        "comment": "Нет срока отчёта",
        "typed_by": cast.user("approver").mark,
    }
    answer = client.post(decision, words, headers={"Origin": "http://testserver"})
    assert "Нет срока отчёта" in text_of(answer)
    assert not Signature.objects.filter(user=cast.user("approver")).exists()
    assert "требует второй фактор" in text_of(client.get(PAGE))


def test_who_has_a_factor_decides(cast, decision):
    cast.client("methodist").post(rule_of(cast), {"required": "yes"})
    with_codes(cast.user("approver"))
    assert cast.client("approver").get(decision).status_code == 200
