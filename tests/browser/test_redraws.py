"""What a page draws anew while a person works: a newer answer wins, and nothing typed is lost.

An answer of the server is held back by the test until the person has gone on.
"""

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.pages import sign_in
from tests.layouts import own_layout
from tests.plans import make_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NAME = "Название формы"
COLUMNS = 5


@contextmanager
def held(page: "Page", address: str) -> "Iterator[None]":
    """Hold back the first request to the address until the block ends; later ones pass by it."""
    kept: list[Route] = []

    def keep_first(route: "Route") -> None:
        kept.append(route)
        if len(kept) > 1:
            route.continue_()

    page.route(address, keep_first)
    yield
    # A request that nobody waits for any more is gone already, and so it stays.
    kept[0].continue_()
    page.unroute(address)


def wait_for_answers(page: "Page") -> None:
    """Wait until the page waits for no answer: htmx marks the line of progress while it does."""
    page.wait_for_function("() => !document.querySelector('.htmx-request')")


def sheet_heads(page: "Page") -> list[str]:
    return page.locator("#preview thead th").all_inner_texts()


@pytest.fixture
def layout_page(page, live_server, cast):
    """Open the editor of a layout of five columns, the last of them «Результат»."""
    layout = own_layout(cast)
    sign_in(page, live_server, cast, "methodist")
    page.goto(reverse("events:layout_edit", args=[layout.pk]))
    assert "Результат" in sheet_heads(page)[4]
    return page


def test_specimen_drawn_before_a_column_was_moved_does_not_come_back(layout_page):
    page = layout_page
    with held(page, "**/preview/"):
        with page.expect_request("**/preview/"):
            page.get_by_label(NAME).fill("Форма отдела")
        page.get_by_role("button", name="Графа 5: выше").click()
        page.locator("#preview thead th").nth(3).get_by_text("Результат").wait_for()
    wait_for_answers(page)
    assert "Результат" in sheet_heads(page)[3]
    expect(page.get_by_label(NAME)).to_have_value("Форма отдела")


def test_specimen_asked_while_a_column_moves_shows_it_moved(layout_page):
    page = layout_page
    with held(page, "**/preview/"):
        with held(page, "**/edit/"), page.expect_request("**/preview/"):
            page.get_by_label(NAME).fill("Форма отдела")
            page.get_by_role("button", name="Графа 5: выше").click()
        page.get_by_label("Заголовок на бумаге").nth(3).and_(
            page.locator("[value=Результат]")
        ).wait_for()
    wait_for_answers(page)
    assert "Результат" in sheet_heads(page)[3]
    expect(page.get_by_label(NAME)).to_have_value("Форма отдела")


def test_what_is_typed_while_a_column_moves_is_not_lost(layout_page):
    page = layout_page
    with held(page, "**/edit/"):
        page.get_by_role("button", name="Графа 5: выше").focus()
        page.keyboard.press("Enter")
        page.get_by_label(NAME).focus()
        page.keyboard.type("Ещё слова")
        shown = page.get_by_label(NAME).input_value()
    wait_for_answers(page)
    expect(page.get_by_label(NAME)).to_have_value(shown)


def test_second_action_waits_for_the_first(layout_page):
    page = layout_page
    with held(page, "**/edit/"):
        page.get_by_role("button", name="Графа 5: выше").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Графа 1: убрать").focus()
        page.keyboard.press("Enter")
    wait_for_answers(page)
    page.locator("#preview thead th").nth(3).get_by_text("Результат").wait_for()
    # The first is done; the second was not taken, rather than done on the lines of before.
    assert len(sheet_heads(page)) == COLUMNS


def test_newest_filter_of_the_list_of_plans_is_shown(page, live_server, cast):
    make_plan(association=cast.association, rows=0)
    sign_in(page, live_server, cast, "chair")
    page.goto(reverse("events:plan_list"))
    page.locator("#found table").wait_for()
    with held(page, "**/plans/?**"):
        with page.expect_request("**/plans/?**"):
            page.locator("#id_text").fill("таких слов нет")
        page.locator("#id_text").fill("")
        page.get_by_role("button", name="Показать", exact=True).click()
        page.wait_for_url(lambda url: "text=&" in url)
    wait_for_answers(page)
    page.locator("#found table").wait_for()


def test_newest_filter_of_the_calendar_is_shown(page, live_server, cast):
    sign_in(page, live_server, cast, "chair")
    page.goto(reverse("events:calendar"))
    chosen = page.locator("form.filters select").first
    name = chosen.get_attribute("name")
    values = [one.get_attribute("value") for one in chosen.locator("option").all()]
    with held(page, "**/calendar/?**"):
        with page.expect_request("**/calendar/?**"):
            chosen.select_option(values[-1])
        chosen.select_option(values[0])
        page.wait_for_url(lambda url: f"{name}={values[0]}" in url)
    wait_for_answers(page)
    assert f"{name}={values[0]}" in page.url


def test_reading_of_a_term_is_of_the_newest_words(page, live_server, cast):
    plan = make_plan(association=cast.association, rows=0)
    section = plan.sections.filter(kind="table").order_by("order")[0]
    sign_in(page, live_server, cast, "chair")
    page.goto(reverse("events:event_add", args=[plan.pk, section.uid]))
    with held(page, "**/term/?**"):
        with page.expect_request("**/term/?**"):
            page.get_by_label("Срок", exact=True).fill("15 марта")
        page.get_by_label("Срок", exact=True).fill("20 апреля")
        page.get_by_text("Понято: 20 апреля").wait_for()
    wait_for_answers(page)
    expect(page.get_by_text("Понято: 20 апреля")).to_be_visible()


def test_reading_that_is_due_does_not_take_back_the_term_that_is_inserted(page, live_server, cast):
    plan = make_plan(association=cast.association, rows=0)
    section = plan.sections.filter(kind="table").order_by("order")[0]
    sign_in(page, live_server, cast, "chair")
    page.goto(reverse("events:event_add", args=[plan.pk, section.uid]))
    page.get_by_text("Подобрать срок").click()
    page.get_by_label("Весь период", exact=True).check()
    with held(page, "**/add/"), page.expect_request("**/term/?**"):
        page.get_by_label("Срок", exact=True).fill("когда-нибудь")
        page.get_by_role("button", name="Вставить срок").click()
    wait_for_answers(page)
    expect(page.get_by_label("Срок", exact=True)).to_have_value("в течение года")


def test_title_that_is_typed_while_the_forms_are_looked_up_is_not_lost(page, live_server, cast):
    sign_in(page, live_server, cast, "methodist")
    page.goto(reverse("events:plan_add"))
    associations = page.get_by_label("Объединение")
    values = [one.get_attribute("value") for one in associations.locator("option").all()]
    associations.select_option(values[1])
    wait_for_answers(page)
    with held(page, "**/add/title/?**"):
        with page.expect_request("**/add/title/?**"):
            associations.select_option(values[-1])
        page.locator("#id_title").focus()
        page.keyboard.type("План работы")
        shown = page.locator("#id_title").input_value()
    wait_for_answers(page)
    expect(page.locator("#id_title")).to_have_value(shown)
