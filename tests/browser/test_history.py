"""The history of a plan in the browser: a line unfolds, is taken back, is found."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.drafting.queries.row_values import row_values
from events.drafting.rules.cells import CellEdit, edit_cells
from events.models import Plan
from tests.browser.pages import faults_of, sign_in
from tests.cast import make_cast
from tests.plans import make_plan

pytestmark = pytest.mark.browser


def typed(plan: Plan, by, *texts: str) -> None:
    """Type a title as its autosave does, a text after another."""
    row = plan.events.order_by("pk")[0]
    for text in texts:
        row = plan.events.get(pk=row.pk)
        edit = CellEdit("title", text, row_values(row).title)
        edit_cells(plan=plan, uid=row.uid, edits=[edit], by=by)


def test_line_of_autosaves_unfolds_and_is_taken_back(page, live_server):
    cast = make_cast()
    plan = make_plan(association=cast.association, rows=1)
    before = plan.events.order_by("pk")[0].title
    typed(plan, cast.actor("chair"), "Сл", "Слёт юных", "Слёт смелых юных")
    sign_in(page, live_server, cast, "chair")
    page.goto(reverse("events:plan_history", args=[plan.pk]))
    line = page.get_by_role("listitem").filter(has_text="(3 правки, ").first
    line.locator("summary").press("Enter")
    line.get_by_role("link", name="По одной правке").press("Enter")
    line.get_by_role("button", name="Вернуть эту правку").nth(2).wait_for()
    assert page.evaluate("document.activeElement.className") == "single-changes"
    # What a screen reader says of the newest of them.
    newest = line.locator(".single-changes dd").first.evaluate("(one) => one.textContent")
    assert " ".join(newest.split()) == "Слёт стало: смелых юных"
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert faults_of(page) == []
    line.get_by_role("button", name="Вернуть как было").click()
    page.get_by_text("Отменено. Изменена строка").first.wait_for()
    assert plan.events.order_by("pk")[0].title == before


def test_change_is_found_and_its_version_named_without_javascript(plain_page, live_server):
    cast, page = make_cast(), plain_page
    plan = make_plan(association=cast.association, rows=1)
    typed(plan, cast.actor("chair"), "Слёт юных")
    sign_in(page, live_server, cast, "chair")
    page.goto(reverse("events:plan_history", args=[plan.pk]))
    page.get_by_text("Найти изменение").click()
    page.get_by_label("Слова").fill("юных")
    page.get_by_role("button", name="Показать").click()
    lines = page.locator(".changes > li")
    expect(lines).to_have_count(1)
    page.get_by_role("link", name="Назвать эту версию").click()
    page.get_by_label("Название версии").fill("Перед отправкой совету")
    page.get_by_role("button", name="Записать название").click()
    expect(page.get_by_role("heading", name="Перед отправкой совету")).to_be_visible()
    page.get_by_text("Найти изменение").click()
    page.get_by_label("Только с названием").check()
    page.get_by_role("button", name="Показать").click()
    expect(lines).to_have_count(1)
