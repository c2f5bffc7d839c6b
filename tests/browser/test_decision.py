"""The page of a decision in the browser: read, prove, decide, by keys, on a phone, on paper."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Plan, Signature
from tests.associations.accounts.second_factor import code_now, with_codes
from tests.browser.pages import (
    faults_of,
    faults_on,
    fill_door,
    sign_in,
    wait_for_empty_store,
    wait_for_store,
)
from tests.browser.story import cast_with_passwords
from tests.browser.test_printing import dense, printed
from tests.changed import sent_again
from tests.events.remarks.places import remark_on_row, sent_plan
from tests.events.signoff.decisions import decide_url
from tests.factories import PASSWORD
from tests.reports.paper.papers import pages_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

READ = "План прочитан до конца"
COMMENT = "Замечание автору плана"


@pytest.fixture
def cast():
    return cast_with_passwords()


@pytest.fixture
def plan(cast) -> Plan:
    return sent_plan(cast, rows=12)


def opened(page, live_server, cast, plan: Plan):
    sign_in(page, live_server, cast, "approver")
    page.goto(f"{live_server.url}{decide_url(plan, 'approve')}")
    return page.get_by_label(READ)


def grow_old(page) -> None:
    """Set the last proof of the session back by an hour."""
    [key] = [one["value"] for one in page.context.cookies() if one["name"] == "sessionid"]
    session = SessionStore(key)
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()


def test_end_of_the_text_ticks_that_it_was_read(page, live_server, cast, plan):
    tick = opened(page, live_server, cast, plan)
    expect(tick).not_to_be_checked()
    page.locator("#text-end").scroll_into_view_if_needed()
    expect(tick).to_be_checked()
    expect(page.locator("#read-told")).to_have_text("Вы дошли до конца: отмечено.")
    # The tick is no typed word: leaving the page asks nothing and nothing is kept.
    wait_for_empty_store(page)
    page.get_by_role("button", name="Утвердить").click()
    expect(page.locator("#messages")).to_contain_text("Решение записано")
    expect(page.get_by_role("link", name="На мой стол")).to_be_visible()


def test_end_of_the_changes_ticks_it_too(page, live_server, cast):
    tick = opened(page, live_server, cast, sent_again(cast))
    expect(page.locator("#plan-changes")).to_be_visible()
    page.locator("#text-end").scroll_into_view_if_needed()
    expect(tick).to_be_checked()


def test_without_having_read_it_is_refused_in_words_and_nothing_is_lost(
    page, live_server, cast, plan
):
    tick = opened(page, live_server, cast, plan)
    page.get_by_label(COMMENT).fill("Уточните сроки.")
    page.get_by_role("button", name="Утвердить").click()
    expect(page.get_by_text("Прочитайте план до конца или отметьте")).to_be_visible()
    expect(page.get_by_label(COMMENT)).to_have_value("Уточните сроки.")
    assert not Signature.objects.filter(plan=plan, decision="approved").exists()
    assert faults_of(page) == []
    page.get_by_label(COMMENT).fill("")
    tick.check()
    page.get_by_role("button", name="Утвердить").click()
    expect(page.locator("#messages")).to_contain_text("План утверждён")


def test_decision_serves_without_javascript(plain_page, live_server, cast, plan):
    page = plain_page
    opened(page, live_server, cast, plan)
    page.get_by_role("button", name="Утвердить").click()
    expect(page.get_by_text("Прочитайте план до конца или отметьте")).to_be_visible()
    page.get_by_label(READ).check()
    page.get_by_role("button", name="Утвердить").click()
    expect(page.locator("#messages")).to_contain_text("План утверждён")


def test_old_proof_asks_for_the_password_in_place(page, live_server, cast, plan):
    opened(page, live_server, cast, plan)
    grow_old(page)
    page.reload()
    password = page.get_by_label("Ваш пароль")
    page.get_by_label(COMMENT).fill("Уточните сроки.")
    wait_for_store(page, "Уточните сроки.")
    password.fill("мимо")
    page.get_by_role("button", name="Вернуть на доработку").click()
    expect(page.get_by_text("Пароль не подошёл")).to_be_visible()
    expect(page.get_by_label(COMMENT)).to_have_value("Уточните сроки.")
    expect(password).to_have_value("")
    assert faults_of(page) == []
    password.fill(PASSWORD)
    page.get_by_role("button", name="Вернуть на доработку").click()
    expect(page.locator("#messages")).to_contain_text("План возвращён авторам")
    wait_for_empty_store(page)


def test_proof_by_a_code_leads_there_and_back_with_the_words(page, live_server, cast, plan):
    user = cast.user("approver")
    user.set_unusable_password()
    user.save()
    with_codes(user)
    opened(page, live_server, cast, plan)
    grow_old(page)
    page.reload()
    page.get_by_label(COMMENT).fill("Уточните сроки.")
    page.get_by_role("button", name="Вернуть на доработку").click()
    page.wait_for_url("**/proof/code/**")
    page.get_by_label("Код").fill(code_now())
    page.get_by_role("button", name="Подтвердить").click()
    page.wait_for_url(f"**{decide_url(plan, 'approve')}")
    expect(page.get_by_label(COMMENT)).to_have_value("Уточните сроки.")
    page.get_by_role("button", name="Вернуть на доработку").click()
    expect(page.locator("#messages")).to_contain_text("План возвращён авторам")


def test_comment_outlives_the_end_of_the_session(page, live_server, cast, plan):
    opened(page, live_server, cast, plan)
    page.get_by_label(COMMENT).fill("Уточните сроки.")
    wait_for_store(page, "Уточните сроки.")
    page.context.clear_cookies()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("button", name="Вернуть на доработку").click()
    fill_door(page.get_by_role("dialog"), cast, "approver")
    expect(page.locator("#messages")).to_contain_text("План возвращён авторам")
    assert plan.remarks.get().text == "Уточните сроки."


def test_comment_is_offered_again_after_a_closed_tab(page, live_server, cast, plan):
    opened(page, live_server, cast, plan)
    page.get_by_label(COMMENT).fill("Уточните сроки.")
    wait_for_store(page, "Уточните сроки.")
    grow_old(page)
    page.goto(f"{live_server.url}{decide_url(plan, 'approve')}")
    expect(page.get_by_label("Ваш пароль")).to_be_visible()
    page.get_by_role("button", name="Вставить").click()
    expect(page.get_by_label(COMMENT)).to_have_value("Уточните сроки.")


def test_plan_is_returned_by_the_keyboard_alone(page, live_server, cast, plan):
    opened(page, live_server, cast, plan)
    comment = page.get_by_label(COMMENT)
    page.get_by_label(READ).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(comment).to_be_focused()
    page.keyboard.type("Уточните сроки.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Утвердить")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Вернуть на доработку")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("План возвращён авторам")


def test_buttons_stay_in_view_on_a_desktop(page, live_server, cast, plan):
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, live_server, cast, plan)
    buttons = [page.get_by_role("button", name=name) for name in ("Утвердить", "Вернуть")]
    for way in (0, 1200, 20_000):
        page.mouse.wheel(0, way)
        for button in buttons:
            expect(button).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [390, 360])
def test_on_a_phone_the_decision_stands_below_the_text(page, live_server, cast, plan, width):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, live_server, cast, plan)
    top = {
        name: page.locator(name).bounding_box()["y"]
        for name in (".to-decision", ".before-deciding, .remark-ways", "#sheet", "#text-end")
        if page.locator(name).count() == 1
    }
    decision = page.get_by_role("button", name="Утвердить")
    assert decision.bounding_box()["y"] > max(top.values())
    assert list(top) == sorted(top, key=top.__getitem__)
    page.get_by_role("link", name="К решению").click()
    expect(page.locator("#decision-form .statement")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("query", ["?show=plan", "?show=changes"])
def test_printed_decision_page_is_a_draft_on_every_page(page, live_server, cast, query):
    plan = sent_again(cast)
    sign_in(page, live_server, cast, "approver")
    pages = pages_of(printed(page, f"{decide_url(plan, 'approve')}{query}"))
    assert all("ПРОЕКТ" in dense(one) for one in pages)
    text = dense("".join(pages))
    for words in ("Утвердить", "Что вы подписываете", "До решения", "Весь план", "К решению"):
        assert dense(words) not in text


def test_pages_of_decisions_have_no_faults(page, live_server, cast, plan):
    remark_on_row(cast, plan, "approver")
    remark_on_row(cast, plan, "curator")
    again = sent_again(cast, "rumo-headings")
    agreement = reverse("events:plan_decide", args=[again.pk, again.steps.get(verb="agree").uid])
    pages = [("approver", decide_url(plan, "approve")), ("curator", agreement)]
    assert faults_on(page, live_server, cast, pages) == []
