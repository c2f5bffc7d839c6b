"""Two people at one row: the page asks field by field, by keyboard and without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.drafting.queries.row_values import row_values
from tests.browser.pages import WIDTHS, faults_of, sign_in
from tests.plans import make_plan

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def event(cast):
    return make_plan("rumo-directions", association=cast.association, rows=1).events.first()


def open_and_change(page, event, **typed: str) -> None:
    page.goto(reverse("events:event_edit", args=[event.plan_id, event.uid]))
    if page.locator("details.further:not([open])").count():
        page.locator("details.further > summary").click()
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)


def save(page) -> None:
    page.get_by_role("button", name="Записать строку").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_each_field_is_decided_by_keyboard(browser, live_server, cast, event, scripts):
    mine, hers = (
        browser.new_context(base_url=live_server.url, java_script_enabled=scripts).new_page()
        for _ in range(2)
    )
    for page, who in ((mine, "chair"), (hers, "secretary")):
        sign_in(page, live_server, cast, who)
    open_and_change(mine, event, title="Слёт смелых краеведов", note="Моя", place="Сургут")
    open_and_change(hers, event, title="Слёт юных краеведов", note="Её", result="Отчёт")
    save(hers)
    hers.wait_for_url("**/plans/*/#at-*")
    save(mine)
    mine.get_by_role("heading", name="Две версии одного и того же").wait_for()
    title = mine.get_by_role("group", name="Мероприятие")
    note = mine.get_by_role("group", name="Примечание")
    assert title.get_by_role("radio").first.evaluate("one => one === document.activeElement")
    mine.keyboard.press("Space")
    mine.keyboard.press("Tab")
    mine.keyboard.press("ArrowDown")
    expect(title.get_by_label("Оставить то, что в плане")).to_be_checked()
    expect(note.get_by_label("Записать моё")).to_be_checked()
    mine.keyboard.press("Enter")
    mine.wait_for_url("**/plans/*/#at-*")
    event.refresh_from_db()
    now = row_values(event)
    assert (now.title, now.note) == ("Слёт юных краеведов", "Моя")
    assert (now.place, now.result) == ("Сургут", "Отчёт")
    for page in (mine, hers):
        page.context.close()


def test_page_has_no_faults(page, live_server, cast, event):
    sign_in(page, live_server, cast, "chair")
    open_and_change(page, event, title="Слёт смелых " * 20, description="Одно\nДва" + "ы" * 300)
    cells = {"title": "Слёт юных " * 20, "description": "Одно\nТри"}
    type(event).objects.filter(pk=event.pk).update(**cells)
    save(page)
    page.get_by_role("heading", name="Две версии одного и того же").wait_for()
    for width in (*WIDTHS, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert faults_of(page) == []
