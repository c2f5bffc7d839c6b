"""Rows on the sheet by keys, menu and mouse: chosen, moved, doubled, filled; each is undone."""

from typing import TYPE_CHECKING

import pytest
from django.db.models import Count
from playwright.sync_api import expect

from tests.browser.pages import sign_in
from tests.browser.sheets import cell, first_row, saved, stand_at
from tests.plans import make_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def plan(cast):
    return make_plan("rmc-directions", association=cast.association, rows=3)


@pytest.fixture
def chair(page, live_server, cast, plan) -> "Page":
    sign_in(page, live_server, cast, "chair")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(plan.get_absolute_url())
    return page


def places(plan) -> list[tuple[str, str]]:
    """Give each row with its section, as they stand."""
    rows = plan.events.order_by("section__order", "order").values_list("section__uid", "uid")
    return list(rows)


def sections(plan):
    return list(plan.sections.annotate(n=Count("events")).filter(n__gt=0).order_by("order"))


def undone(page: "Page", before, now) -> None:
    """Undo by the bar's button, and wait until that may be done again."""
    assert now() != before
    page.locator("#undo:enabled").click()
    page.locator("#redo:enabled").wait_for()
    assert now() == before


def test_row_goes_over_the_border_of_its_section_and_back(chair, plan):
    page, before = chair, places(plan)
    first, second = sections(plan)[:2]
    row = first.events.order_by("-order")[0]
    stand_at(page, row, "term")
    with page.expect_response("**/rows/move/"):
        page.keyboard.press("Alt+ArrowDown")
    row.refresh_from_db()
    assert (row.section_id, row.order) == (second.pk, 1)
    page.locator("#sheet-said").get_by_text("Строка теперь 1-я в разделе.").wait_for()
    page.locator(f'[data-row="{row.uid}"]:focus').wait_for()
    undone(page, before, lambda: places(plan))


def test_rows_chosen_by_shift_go_to_another_section_by_the_menu(chair, plan):
    page, before = chair, places(plan)
    first, second = sections(plan)[:2]
    rows = list(first.events.order_by("order"))[:2]
    stand_at(page, rows[0], "term")
    page.keyboard.press("Shift+ArrowDown")
    page.get_by_text("Выбрано строк: 2").wait_for()
    page.keyboard.press("Shift+F10")
    page.get_by_role("button", name="В другой раздел…").click()
    page.locator("#section-choice select").select_option(second.uid)
    with page.expect_response("**/rows/move/"):
        page.get_by_role("button", name="Перенести").click()
    last = list(second.events.order_by("order").values_list("uid", flat=True))[-2:]
    assert last == [one.uid for one in rows]
    page.locator("[data-undo]").wait_for()
    undone(page, before, lambda: places(plan))


def test_rows_chosen_are_doubled_and_filled_at_once(chair, plan):
    page = chair
    rows = list(sections(plan)[0].events.order_by("order"))[:2]

    def terms():
        return list(plan.events.order_by("section__order", "order").values_list("term", flat=True))

    before = terms()
    stand_at(page, rows[0], "term")
    page.keyboard.press("Shift+ArrowDown")
    bar = page.locator("#selected")
    bar.get_by_role("button", name="Срок, ответственные…").click()
    page.get_by_label("Что").select_option("term")
    page.get_by_label("Текст").fill("9 мая")
    with page.expect_response("**/rows/fill/"):
        page.get_by_role("button", name="Записать", exact=True).click()
    cell(page, rows[1], "term").filter(has_text="9 мая").wait_for()
    assert terms().count("9 мая") == 2
    undone(page, before, terms)
    with page.expect_response("**/rows/copy/"):
        bar.get_by_role("button", name="Дублировать").click()
    assert len(terms()) == len(before) + 2
    page.locator("[data-undo]").wait_for()
    undone(page, before, terms)


def test_row_is_dragged_by_its_handle(chair, plan):
    page, before = chair, places(plan)
    rows = list(sections(plan)[0].events.order_by("order"))
    cell(page, rows[0], "event").hover()
    handle = page.locator("#row-tools [data-handle]").bounding_box()
    goal = cell(page, rows[2], "event").bounding_box()
    page.mouse.move(handle["x"] + 4, handle["y"] + 4)
    page.mouse.down()
    page.mouse.move(handle["x"] + 4, goal["y"] + 4, steps=4)
    page.mouse.move(handle["x"] + 4, goal["y"] + goal["height"] - 4, steps=4)
    with page.expect_response("**/rows/move/"):
        page.mouse.up()
    page.locator("#sheet-said").get_by_text("Строка теперь").wait_for()
    rows[0].refresh_from_db()
    assert rows[0].order > 1
    undone(page, before, lambda: places(plan))


def test_cell_is_taken_from_the_row_above_and_put_back_by_escape(chair, plan):
    page = chair
    above, row = sections(plan)[0].events.order_by("order")[:2]
    was = row.term
    stand_at(page, row, "term")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+d")
    expect(page.locator("textarea[data-editing]")).to_have_value(above.term)
    page.keyboard.press("Escape")
    assert cell(page, row, "term").inner_text() == was
    saved(page)
    row.refresh_from_db()
    assert row.term == was
    page.keyboard.press("Control+d")
    saved(page)
    row.refresh_from_db()
    assert row.term == above.term


def test_parts_and_agenda_are_typed_as_lists(chair, plan):
    page, row = chair, first_row(plan)
    stand_at(page, row, "event")
    for name, words in (
        ("Части со своими сроками", "Школьный этап (март)\nКраевой этап (май)"),
        ("Повестка", "Итоги года\nРазное"),
    ):
        page.keyboard.press("Shift+F10")
        page.get_by_role("button", name=name, exact=True).click()
        page.keyboard.type(words)
        page.keyboard.press("F2")
        saved(page)
    parts = row.children.order_by("order").values_list("title", "term")
    assert list(parts) == [("Школьный этап", "март"), ("Краевой этап", "май")]
    agenda = row.agenda.order_by("order").values_list("text", flat=True)
    assert list(agenda) == ["Итоги года", "Разное"]


def test_number_is_typed_where_it_differs_and_given_back(chair, plan):
    page, row = chair, first_row(plan)
    number = stand_at(page, row, "number")
    own = number.inner_text()
    for typed, shown in (("7а", "7а"), ("", own)):
        page.keyboard.press("Enter")
        page.locator("input[data-editing]").fill(typed)
        page.keyboard.press("Enter")
        saved(page)
        number.filter(has_text=shown).wait_for()
        row.refresh_from_db()
        assert row.number == typed
    assert number.inner_text() == own


def test_text_that_is_too_long_says_so_at_its_cell_and_stays(chair, plan):
    page, row = chair, first_row(plan)
    was = row.term
    place = stand_at(page, row, "term")
    page.keyboard.press("Enter")
    page.locator("textarea[data-editing]").fill("й" * 100_000)
    page.keyboard.press("F2")
    place.locator(".wrong").wait_for()
    expect(place.locator(".wrong")).to_have_count(1)
    assert place.get_attribute("aria-invalid") == "true"
    assert "й" * 100_000 in place.inner_text()
    assert page.locator("#plan-bar").get_attribute("data-save-state") == "conflict"
    row.refresh_from_db()
    assert row.term == was


def test_row_is_read_out_in_order(chair, plan):
    page, row = chair, first_row(plan)
    table = page.locator("#sheet table.paper").first
    heard = table.aria_snapshot()
    assert 'grid "Строки плана' in heard
    heads = [one.inner_text() for one in table.locator("thead th").all()]
    places = [heard.index(f'columnheader "{head}"') for head in heads]
    assert places == sorted(places)
    assert f'rowheader "{row.title}' in heard.replace("\\", "")
    cell(page, row, "term").click()
    assert 'textbox "Срок, строка 1' in page.locator(f"#at-{row.uid}").aria_snapshot()


@pytest.mark.parametrize("width", [360])
def test_cell_is_typed_on_a_phone(chair, plan, width):
    page, row = chair, first_row(plan)
    page.set_viewport_size({"width": width, "height": 740})
    cell(page, row, "term").click()
    page.locator("textarea[data-editing]").fill("8 мая")
    page.get_by_text("Понято:").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#sheet .title").click()
    saved(page)
    row.refresh_from_db()
    assert row.term == "8 мая"


def test_row_that_is_deleted_while_it_is_being_written_stays_deleted(chair, plan):
    page, row = chair, first_row(plan)
    before = plan.events.count()
    stand_at(page, row, "term")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Слёт юных")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Space")
    page.keyboard.press("Delete")
    page.locator("#sheet", has_not_text="Слёт юных").wait_for()
    page.reload()
    expect(page.locator("#sheet", has_text="Слёт юных")).to_have_count(0)
    assert plan.events.count() == before
