"""The door of the portal in a real browser: what a person sees before the sign-in."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_stranger_is_led_to_the_sign_in(page):
    page.goto("/")
    assert page.url.endswith("/accounts/login/?next=/")
    expect(page.get_by_role("button", name="Войти")).to_be_visible()


def test_wrong_password_is_told_and_the_name_stays(page):
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill("chair@example.org")
    page.locator("[name=password]").fill("wrong")
    page.get_by_role("button", name="Войти").click()
    expect(page.locator(".alert-danger")).to_be_visible()
    expect(page.locator("[name=login]")).to_have_value("chair@example.org")


@pytest.mark.parametrize("width", [1280, 390])
def test_sign_in_breaks_no_rule_of_accessibility(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/accounts/login/")
    assert faults_of(page) == []
