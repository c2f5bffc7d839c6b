"""Somebody without an account decides by a one-time link, on a telephone, by the letters alone."""

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from associations.models import Letter
from associations.signature_rules.rules import publish_rules
from tests.browser.pages import faults_of
from tests.browser.story import cast_with_passwords, sign_in_by_form
from tests.one_time import ADDRESS, NAME, outside_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PHONE = {"width": 390, "height": 844}


def letter_about(kind: str) -> str:
    return Letter.objects.get(kind=kind, address=ADDRESS).text


def test_stranger_decides_by_two_letters(page: "Page", live_server, settings):
    cast = cast_with_passwords()
    staff = cast.actor("methodist")
    publish_rules(institution=cast.institution, text="О подписи.", expected_version=0, by=staff)
    plan = outside_plan(cast)
    settings.PUBLIC_ADDRESS = live_server.url
    sign_in_by_form(page, cast, "methodist")
    page.goto(plan.get_absolute_url())
    page.get_by_role("link", name=re.compile("Послать одноразовую ссылку")).click()
    assert faults_of(page) == []
    page.get_by_label("Кому").fill(NAME)
    page.get_by_label("Адрес электронной почты").fill(ADDRESS)
    page.get_by_role("button", name="Послать ссылку").click()
    expect(page.get_by_role("button", name=re.compile("Отозвать ссылку"))).to_be_visible()

    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    link = re.search(r"http\S+/one-time/\S+", letter_about("link"))
    assert link is not None
    page.goto(link[0])
    assert faults_of(page) == []
    page.get_by_role("button", name="Прислать код").click()
    code = re.search(r"\d{3} \d{3}", letter_about("code"))
    assert code is not None
    page.get_by_label("Код").fill(code[0])
    assert faults_of(page) == []
    page.get_by_role("button", name="Открыть план").click()
    expect(page.locator("#sheet")).to_be_visible()
    assert faults_of(page) == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    page.get_by_role("button", name="Утвердить").click()
    expect(page.get_by_text("Решение ещё не записано.")).to_be_visible()
    page.get_by_label("Принимаю правила").check()
    page.get_by_label("План прочитан до конца").check()
    page.get_by_role("button", name="Утвердить").click()
    expect(page.get_by_role("heading", name="Решение записано")).to_be_visible()
    assert faults_of(page) == []
    plan.refresh_from_db()
    assert plan.status == "approved"

    sign_in_by_form(page, cast, "methodist")
    page.goto(plan.get_absolute_url())
    words = "По одноразовой ссылке, письмо на r***@univ.example"
    expect(page.locator(".steps").get_by_text(words)).to_be_visible()
    page.goto(reverse("reports:plan_check", args=[plan.pk]))
    expect(page.get_by_text(words)).to_be_visible()
