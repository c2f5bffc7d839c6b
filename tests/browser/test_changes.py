"""What changed in a plan, in the browser: by keys, by links, without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Plan
from tests.browser.pages import faults_on, sign_in
from tests.cast import make_cast
from tests.changed import sent_again

pytestmark = pytest.mark.browser


def decide_url(plan: Plan) -> str:
    return reverse("events:plan_decide", args=[plan.pk, plan.steps.get(verb="approve").uid])


def test_changes_are_gone_through_by_keys(page, live_server):
    cast = make_cast()
    plan = sent_again(cast)
    sign_in(page, live_server, cast, "approver")
    page.goto(decide_url(plan))
    at = page.locator(":focus")
    page.keyboard.press("Alt+ArrowDown")
    expect(at).to_have_attribute("id", "change-1")
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(at).to_have_attribute("id", "change-3")
    page.keyboard.press("Alt+ArrowUp")
    expect(at).to_have_attribute("id", "change-2")
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(at).to_have_attribute("id", "change-1")
    at.get_by_role("link", name="Следующее изменение").click()
    expect(at).to_have_attribute("id", "change-2")
    # In a field the letters are letters.
    comment = page.locator("[name=comment]")
    comment.press_sequentially("np")
    expect(comment).to_have_value("np")


def test_changes_serve_without_javascript(plain_page, live_server):
    cast, page = make_cast(), plain_page
    plan = sent_again(cast)
    sign_in(page, live_server, cast, "approver")
    page.goto(decide_url(plan))
    rows = page.locator(".paper-row")
    expect(rows).to_have_count(4)
    # As a screen reader says it.
    cell = page.locator("[data-change=changed] [data-cell=term]")
    assert "было:" in cell.inner_text() or "было:" in cell.text_content()
    page.get_by_role("link", name="Все строки").click()
    expect(rows).to_have_count(6)
    page.get_by_label("Показать изменения").select_option(
        label=page.locator("option").last.inner_text()
    )
    page.get_by_role("button", name="Показать", exact=True).click()
    expect(rows).to_have_count(6)
    page.get_by_role("link", name="Весь план").click()
    expect(page.locator("#sheet .paper-row")).to_have_count(5)
    page.get_by_role("link", name="Изменения", exact=True).click()
    page.get_by_label("План прочитан до конца").check()
    page.get_by_role("button", name="Утвердить").click()
    expect(page.locator("#messages")).to_contain_text("Решение записано")


def test_pages_of_changes_have_no_faults(page, live_server):
    cast = make_cast()
    plan = sent_again(cast, "rumo-headings")
    changes = reverse("events:plan_changes", args=[plan.pk])
    pages = [
        (
            "curator",
            reverse("events:plan_decide", args=[plan.pk, plan.steps.get(verb="agree").uid]),
        ),
        ("chair", changes),
        ("chair", f"{changes}?rows=all"),
        ("chair", f"{changes}?since=щы"),
    ]
    assert faults_on(page, live_server, cast, pages) == []
