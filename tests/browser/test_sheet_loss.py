"""Nothing typed on the sheet is lost: closed tabs, a gone server, sessions that end, full browsers."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import fill_door, sign_in
from tests.browser.sheets import cell, first_row, saved
from tests.cast import make_cast
from tests.plans import make_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def plan(cast):
    return make_plan("rmc-directions", association=cast.association, rows=3)


@pytest.fixture
def chair(unwatched_page, live_server, cast, plan) -> "Page":
    page = unwatched_page
    sign_in(page, live_server, cast, "chair")
    page.goto(plan.get_absolute_url())
    return page


def test_typed_words_outlive_a_closed_tab_and_are_offered(chair, plan, live_server):
    page, row = chair, first_row(plan)
    page.route("**/cells/", lambda route: route.abort())
    cell(page, row, "term").click()
    page.locator("textarea[data-editing]").fill("7 мая")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Слёт юных")
    page.locator("#plan-bar[data-save-state=offline]").wait_for()
    page.goto(f"{live_server.url}/plans/")
    page.unroute("**/cells/")
    row.refresh_from_db()
    assert row.term != "7 мая"
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    page.get_by_text("Нашлось несохранённое").wait_for()
    page.get_by_role("button", name="Вставить", exact=True).click()
    saved(page)
    row.refresh_from_db()
    assert row.term == "7 мая"
    assert plan.events.get(title="Слёт юных").order == row.order + 1


def test_server_that_is_gone_for_a_while_loses_nothing(chair, plan):
    page, row = chair, first_row(plan)
    page.route("**/cells/", lambda route: route.fulfill(status=502, body="bad gateway"))
    cell(page, row, "term").click()
    page.locator("textarea[data-editing]").fill("7 мая")
    page.keyboard.press("F2")
    page.locator("#plan-bar[data-save-state=offline]").wait_for()
    page.unroute("**/cells/")
    saved(page)
    row.refresh_from_db()
    assert row.term == "7 мая"


def test_session_that_ends_in_the_middle_of_a_word_goes_on(chair, plan, cast):
    page, row = chair, first_row(plan)
    cell(page, row, "term").click()
    page.locator("textarea[data-editing]").fill("7 мая")
    page.context.clear_cookies()
    page.keyboard.press("F2")
    dialog = page.get_by_role("dialog", name="Войдите снова")
    dialog.wait_for()
    assert page.locator("#plan-bar").get_attribute("data-save-state") == "signed-out"
    fill_door(dialog, cast, "chair")
    saved(page)
    row.refresh_from_db()
    assert row.term == "7 мая"
