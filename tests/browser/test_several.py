"""Several plans are ticked on the desk and signed by one act, by keyboard alone and on a phone."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Plan
from tests.browser.pages import faults_of, sign_in
from tests.browser.story import cast_with_passwords
from tests.events.signoff.several import LAYOUTS, waiting_plan, waiting_plans

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.cast import Cast

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
# The most steps that the keyboard takes to anything on these pages.
MOST_STEPS = 60


@pytest.fixture
def cast():
    return cast_with_passwords()


def go_to(page: "Page", words: str) -> None:
    """Press Tab until what has the focus is named so."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        named = page.evaluate(
            "(() => { const one = document.activeElement; const label = one.labels?.[0];"
            " return one.getAttribute('aria-label') ?? (label ?? one).textContent; })()"
        )
        if words in " ".join(named.split()):
            return
    raise AssertionError(words)


def open_desk(page: "Page", live_server, cast: "Cast", width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, live_server, cast, "approver")
    page.goto(reverse("events:desk"))


@pytest.mark.parametrize("width", [1280, 390])
def test_three_ticked_plans_are_signed_by_keyboard(page, live_server, cast, width):
    waiting_plans(cast)
    open_desk(page, live_server, cast, width)
    assert faults_of(page) == []
    button = page.get_by_role("button", name="Утвердить отмеченные")
    expect(button).to_be_disabled()
    go_to(page, "Отметить все")
    page.keyboard.press("Space")
    expect(button).to_have_text("Утвердить отмеченные: 3…")
    go_to(page, "Утвердить отмеченные")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Подписать планы: 3")
    assert faults_of(page) == []
    go_to(page, "Я прочитал(а) эти планы")
    page.keyboard.press("Space")
    go_to(page, "Подписать: 3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Подписано: 3")
    assert faults_of(page) == []
    assert {plan.status for plan in Plan.objects.all()} == {"approved"}
    page.reload()
    expect(page.get_by_text("Ваше решение по этой редакции уже записано.")).to_be_visible()


def test_unread_plan_is_left_out_until_it_is_read(page, live_server, cast):
    read = waiting_plan(cast)
    waiting_plan(cast, LAYOUTS[1], is_read=False)
    open_desk(page, live_server, cast, 390)
    page.get_by_label("Отметить все").check()
    page.get_by_role("button", name="Утвердить отмеченные").click()
    expect(page.get_by_text("Не будут подписаны: 1")).to_be_visible()
    page.locator("#left-out ~ ul a").click()
    page.wait_for_url("**/decide/")
    page.go_back()
    page.get_by_role("link", name="Проверить снова").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Подписать планы: 2")
    assert Plan.objects.get(pk=read.pk).status == "signoff"


def test_ticks_are_counted_and_come_back(page, live_server, cast):
    waiting_plans(cast, 2)
    open_desk(page, live_server, cast, 1280)
    everything, button = page.get_by_label("Отметить все"), page.locator("[data-with-ticked]")
    page.locator("[name=plan]").first.check()
    expect(button).to_have_text("Утвердить отмеченные: 1…")
    assert everything.evaluate("one => one.indeterminate")
    button.click()
    # Nobody goes back from a page that has not come yet.
    expect(page.get_by_label("Я прочитал(а) эти планы")).to_be_visible()
    page.go_back()
    expect(page.locator("[name=plan]").first).to_be_checked()
    expect(button).to_have_text("Утвердить отмеченные: 1…")


def test_without_scripts_boxes_and_button_do(plain_page, live_server, cast):
    waiting_plans(cast, 2)
    open_desk(plain_page, live_server, cast, 1280)
    expect(plain_page.get_by_label("Отметить все")).to_be_hidden()
    for box in plain_page.locator("[name=plan]").all():
        box.check()
    plain_page.get_by_role("button", name="Утвердить отмеченные").click()
    plain_page.get_by_label("Я прочитал(а) эти планы").check()
    plain_page.get_by_role("button", name="Подписать: 2").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Подписано: 2")
