"""Codes and keys in a real browser, with a key that Chromium makes itself."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.associations.accounts.second_factor import code_now, with_codes
from tests.browser.pages import faults_of, fill_door
from tests.browser.story import cast_with_passwords, sign_in_by_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast():
    return cast_with_passwords()


@pytest.fixture
def device(page):
    """Give the browser a device that keeps keys and says that its owner is there."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield session
    session.send("WebAuthn.removeVirtualAuthenticator", made)
    session.send("WebAuthn.disable")
    session.detach()


def make_key(page, *, alone: bool) -> None:
    page.goto("/accounts/security/")
    page.get_by_role("link", name="Добавить ключ").click()
    page.get_by_label("Название").fill("Рабочий компьютер")
    page.get_by_label("Входить одним этим ключом").set_checked(alone)
    page.get_by_role("button", name="Добавить ключ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Резервные коды")
    page.get_by_role("link", name="Готово").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Вход и безопасность")
    expect(page.get_by_text("Рабочий компьютер")).to_be_visible()


def sign_out(page) -> None:
    page.get_by_role("button", name="Ваша учётная запись").click()
    page.get_by_role("button", name="Выйти").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Вход в портал планов")


def test_key_alone_lets_in(page, cast, device):
    sign_in_by_form(page, cast, "curator")
    make_key(page, alone=True)
    sign_out(page)
    page.get_by_role("button", name="Вход ключом устройства").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мой стол")


def test_key_is_the_second_step(page, cast, device):
    sign_in_by_form(page, cast, "curator")
    make_key(page, alone=False)
    sign_out(page)
    fill_door(page, cast, "curator")
    expect(page.get_by_role("heading", level=1)).to_have_text("Второй шаг входа")
    page.get_by_role("button", name="Вход ключом устройства").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мой стол")


def test_key_that_was_refused_is_told(page, cast, device):
    """No key of this device is known: the browser says no, and the page says what to do."""
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Вход ключом устройства").click()
    expect(page.locator("#messages")).to_contain_text("Ключ не подошёл")
    expect(page.get_by_label("Пароль")).to_be_visible()


def test_code_is_asked_over_the_page_too(page, cast):
    """The session has ended while a form was filled: both steps are made over the page."""
    with_codes(cast.user("methodist"))
    page.goto("/accounts/login/")
    fill_door(page, cast, "methodist")
    page.locator("[name=code]").fill(code_now())
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мой стол")
    page.goto("/organisations/add/")
    page.locator("main [name=name]").fill("Лицей «Северный»")
    page.context.clear_cookies()
    page.get_by_role("button", name=re.compile("Записать|Добавить|Сохранить")).click()
    dialog = page.get_by_role("dialog")
    fill_door(dialog, cast, "methodist")
    dialog.locator("[name=code]").fill(code_now(step=1))
    dialog.get_by_role("button", name="Войти", exact=True).click()
    expect(page.locator("#messages")).to_be_visible()
    expect(page.get_by_text("Лицей «Северный»").first).to_be_visible()


def test_codes_are_switched_on_without_javascript(plain_page, cast):
    page = plain_page
    sign_in_by_form(page, cast, "curator")
    page.goto("/accounts/security/")
    page.get_by_role("link", name="Включить коды").click()
    secret = page.locator("code").inner_text()
    page.locator("[name=code]").fill(code_now(secret))
    page.get_by_role("button", name="Включить коды").click()
    expect(page.locator(".codes li")).to_have_count(10)


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_pages_of_security_break_no_rule_of_accessibility(page, cast, width):
    page.set_viewport_size({"width": width, "height": 800})
    user = with_codes(cast.user("curator"))
    page.goto("/accounts/login/")
    assert faults_of(page) == []
    fill_door(page, cast, "curator")
    expect(page.get_by_role("heading", level=1)).to_have_text("Второй шаг входа")
    assert faults_of(page) == []
    page.locator("[name=code]").fill(code_now())
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мой стол")
    for address in (
        "/accounts/security/",
        "/accounts/security/recovery/",
        "/accounts/security/recovery/new/",
        "/accounts/security/code/off/",
        "/accounts/security/keys/add/",
        "/accounts/password/",
        "/accounts/proof/",
        "/accounts/proof/code/",
    ):
        page.goto(address)
        assert page.url.endswith(address)
        assert faults_of(page) == [], address
    Authenticator.objects.filter(user=user).delete()
    page.goto("/accounts/security/code/")
    assert faults_of(page) == []
