"""Nothing typed on the sheet is lost: closed tabs, a gone server, sessions that end, full browsers."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.pages import fill_door, sign_in
from tests.browser.sheets import cell, first_row, saved, stand_at
from tests.browser.story import cast_with_passwords
from tests.plans import make_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def cast():
    return cast_with_passwords()


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


def test_new_section_outlives_a_closed_tab(chair, plan, live_server):
    page = chair
    page.route("**/cells/", lambda route: route.abort())
    stand_at(page, first_row(plan), "term")
    page.keyboard.press("Control+Shift+Enter")
    page.keyboard.type("Смотры и слёты")
    page.keyboard.press("Enter")
    page.keyboard.type("Слёт юных")
    page.locator("#plan-bar[data-save-state=offline]").wait_for()
    page.goto(f"{live_server.url}/plans/")
    page.unroute("**/cells/")
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    page.get_by_role("button", name="Вставить", exact=True).click()
    saved(page)
    section = plan.sections.get(heading="Смотры и слёты")
    assert plan.events.get(title="Слёт юных").section == section


def gone(route) -> None:
    """Answer as a proxy does whose server is gone."""
    route.fulfill(status=502, body="bad gateway")


def test_section_that_cannot_be_moved_now_says_so(chair, plan):
    page = chair
    stand_at(page, first_row(plan), "term")
    page.route("**/sections/", gone)
    page.keyboard.press("Alt+Shift+ArrowDown")
    page.locator("#sheet-toasts", has_text="Портал сейчас не отвечает").wait_for(timeout=5000)


def test_sheet_that_could_not_be_drawn_is_drawn_by_the_next_pulse(chair, plan):
    page, rows = chair, plan.events.filter(parent=None).count()
    stand_at(page, first_row(plan), "term")
    page.route("**/sheet/", gone)
    page.keyboard.press("Shift+F10")
    with page.expect_response("**/sheet/"):
        page.get_by_role("button", name="Дублировать").click()
    page.unroute("**/sheet/")
    page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')
    page.locator("tr.paper-row[id]").nth(rows).wait_for(timeout=8000)


def test_row_moved_without_a_connection_goes_back_to_its_place(chair, plan):
    page, row = chair, first_row(plan)
    stand_at(page, row, "term")
    for address in ("**/rows/move/", "**/sheet/"):
        page.route(address, lambda route: route.abort())
    page.keyboard.press("Alt+ArrowDown")
    page.locator("#sheet-toasts", has_text="Нет связи").wait_for()
    for address in ("**/rows/move/", "**/sheet/"):
        page.unroute(address)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("#sheet tr.paper-row[id]").first.and_(page.locator(f"#at-{row.uid}")).wait_for()
    row.refresh_from_db()
    assert row.order == 1


def test_what_fails_by_itself_keeps_nothing_else_waiting(chair, plan):
    page, row = chair, first_row(plan)
    other = plan.events.order_by("section__order", "order")[1]

    def fail(route) -> None:
        if row.uid in (route.request.post_data or ""):
            route.fulfill(status=500, body="")
        else:
            route.continue_()

    page.route("**/cells/", fail)
    cell(page, row, "term").click()
    page.locator("textarea[data-editing]").fill("7 мая")
    page.keyboard.press("F2")
    cell(page, other, "term").click()
    page.locator("textarea[data-editing]").fill("8 мая")
    page.keyboard.press("F2")
    page.locator("#plan-bar[data-save-state=conflict]").wait_for()
    assert cell(page, row, "term").get_attribute("aria-invalid") == "true"
    cell(page, other, "term").filter(has_text="8 мая").wait_for()
    page.wait_for_function("() => !document.querySelector('#plan-bar[data-save-state=saving]')")
    other.refresh_from_db()
    assert other.term == "8 мая"


def test_redraw_leaves_a_section_that_is_not_written_yet(chair, plan):
    page = chair
    page.route("**/cells/", lambda route: route.abort())
    stand_at(page, first_row(plan), "term")
    page.keyboard.press("Control+Shift+Enter")
    page.keyboard.type("Смотры и слёты")
    page.keyboard.press("Enter")
    page.keyboard.type("Слёт")
    with page.expect_response("**/sheet/"):
        page.evaluate('document.dispatchEvent(new CustomEvent("sheet:stale"))')
    page.keyboard.type(" юных")
    expect(page.locator("textarea[data-editing]")).to_have_value("Слёт юных")
    page.unroute("**/cells/")
    page.keyboard.press("F2")
    saved(page)
    section = plan.sections.get(heading="Смотры и слёты")
    assert plan.events.get(title="Слёт юных").section == section
