"""Two people in one plan: different cells merge silently, and each sees the other."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.pages import sign_in
from tests.browser.sheets import cell, first_row, saved, stand_at
from tests.cast import make_cast
from tests.plans import make_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def beat(page: "Page") -> None:
    """Ask now who is here and what has changed, instead of in ten seconds."""
    with page.expect_response("**/pulse/"):
        page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')


def test_two_people_type_in_one_row_and_see_each_other(page, browser, live_server):
    cast = make_cast()
    plan = make_plan("rmc-directions", association=cast.association, rows=3)
    row = first_row(plan)
    sign_in(page, live_server, cast, "chair")
    page.goto(plan.get_absolute_url())
    context = browser.new_context(base_url=live_server.url, locale="ru-RU")
    try:
        other = context.new_page()
        sign_in(other, live_server, cast, "secretary")
        other.goto(plan.get_absolute_url())
        stand_at(page, row, "term")
        beat(page)
        beat(other)
        other.locator("#others").get_by_text("(строка 1").wait_for()
        # Different cells of one row, both opened before either is written.
        cell(other, row, "event").click()
        cell(page, row, "term").click()
        other.locator("textarea[data-editing]").fill("Слёт юных")
        other.keyboard.press("F2")
        saved(other)
        page.locator("textarea[data-editing]").fill("6 мая")
        page.keyboard.press("F2")
        saved(page)
        expect(page.locator(".both")).to_have_count(0)
        cell(page, row, "event").get_by_text("Слёт юных").wait_for()
        beat(other)
        cell(other, row, "term").filter(has_text="6 мая").wait_for()
        row.refresh_from_db()
        assert (row.title, row.term) == ("Слёт юных", "6 мая")
    finally:
        context.close()
