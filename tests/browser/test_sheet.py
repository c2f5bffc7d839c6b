"""The sheet as the editor: cells typed in place by keyboard, rows added, moved and undone."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from events.drafting.rules.cells import CellEdit, edit_cells
from events.drafting.rules.presence import note_presence
from events.plan.patch import PartKind
from tests.browser.pages import faults_of, sign_in
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


def test_click_opens_a_cell_and_leaving_it_saves(chair, plan):
    page, row = chair, first_row(plan)
    before = row.term
    cell(page, row, "term").click()
    field = page.locator("textarea[data-editing]")
    expect(field).to_have_value(row.term)
    field.fill("5 мая")
    page.get_by_text("Понято:").wait_for()
    page.keyboard.press("Escape")
    assert cell(page, row, "term").inner_text() == row.term
    page.keyboard.press("Enter")
    field.fill("6 мая")
    page.keyboard.press("F2")
    saved(page)
    row.refresh_from_db()
    assert row.term == "6 мая"
    assert cell(page, row, "term").inner_text() == "6 мая"
    page.keyboard.press("Control+z")
    cell(page, row, "term").filter(has_text=before).wait_for()
    row.refresh_from_db()
    assert row.term != "6 мая"
    expect(page.locator("#undo")).to_be_disabled()
    page.keyboard.press("Control+y")
    cell(page, row, "term").filter(has_text="6 мая").wait_for()


def test_rows_are_typed_by_keyboard_alone(chair, plan):
    page = chair
    section = plan.sections.filter(kind="table").order_by("order").first()
    before = section.events.count()
    page.locator(f'[data-add-row="{section.uid}"]').first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Слёт юных")
    page.keyboard.press("Tab")
    page.keyboard.type("5 мая")
    page.keyboard.press("Tab")
    page.keyboard.type("Светлова А. П.\nСовет")
    page.keyboard.press("Tab")
    page.keyboard.type("Семинар")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Escape")
    saved(page)
    assert section.events.count() == before + 2
    rows = list(section.events.order_by("-order")[:2])[::-1]
    assert (rows[0].title, rows[0].term) == ("Слёт юных", "5 мая")
    assert [one.text for one in rows[0].responsible.order_by("order")] == [
        "Светлова А. П.",
        "Совет",
    ]
    assert rows[1].title == "Семинар"
    assert "/rows/" not in page.url


def test_row_is_moved_deleted_and_both_are_undone(chair, plan):
    page, row = chair, first_row(plan)
    cell(page, row, "term").click()
    page.keyboard.press("F2")
    page.keyboard.press("Alt+ArrowDown")
    page.locator("#undo:enabled").wait_for()
    row.refresh_from_db()
    assert row.order == 2
    assert page.evaluate("document.activeElement.dataset.row") == row.uid
    page.keyboard.press("Shift+Space")
    page.keyboard.press("Delete")
    page.locator("[data-undo]").wait_for()
    assert not plan.events.filter(uid=row.uid).exists()
    page.locator("[data-undo]").click()
    cell(page, row, "term").wait_for()
    assert plan.events.get(uid=row.uid).order == 2


def test_heading_paragraphs_and_title_are_typed_in_place(chair, plan):
    page = chair
    text = plan.sections.filter(kind="text").first()
    title = page.locator("#sheet .title")
    title.click()
    page.locator("textarea[data-editing]").fill("План\nна 2027 год")
    page.keyboard.press("F2")
    if text:
        page.locator(f'[data-section="{text.uid}"][data-cell=paragraphs]').click()
        page.locator("textarea[data-editing]").fill("Первое\nВторое")
        page.keyboard.press("F2")
    saved(page)
    plan.refresh_from_db()
    assert plan.title == "План\nна 2027 год"
    if text:
        text.refresh_from_db()
        assert text.paragraphs == "Первое\nВторое"


def test_heading_of_a_numbered_band_is_typed_without_its_number(chair, cast, live_server):
    page = chair
    plan = make_plan("rumo-directions", association=cast.association, rows=1)
    page.goto(live_server.url + plan.get_absolute_url())
    section = plan.sections.filter(kind="table").order_by("order")[0]
    band = page.locator(f'#sheet [data-section="{section.uid}"][data-cell=heading]')
    number = band.locator(".auto").inner_text()
    band.click()
    field = page.locator("textarea[data-editing]")
    expect(field).to_have_value(section.heading)
    field.fill("Школа наставника")
    page.keyboard.press("F2")
    saved(page)
    section.refresh_from_db()
    assert section.heading == "Школа наставника"
    assert band.locator("h2").inner_text() == f"{number}Школа наставника"


def test_same_cell_of_two_people_asks_with_both_versions(chair, plan, cast):
    page, row = chair, first_row(plan)
    cell(page, row, "term").click()
    edits = [CellEdit("term", "5 мая", row.term)]
    edit_cells(plan=plan, kind=PartKind.ROW, uid=row.uid, edits=edits, by=cast.actor("secretary"))
    page.locator("textarea[data-editing]").fill("6 мая")
    page.keyboard.press("F2")
    page.get_by_text("Пока вы правили, здесь записали другое").wait_for()
    assert page.locator("#plan-bar").get_attribute("data-save-state") == "conflict"
    row.refresh_from_db()
    assert row.term == "5 мая"
    page.get_by_role("button", name="Записать моё").click()
    saved(page)
    row.refresh_from_db()
    assert row.term == "6 мая"


def test_names_of_this_plan_are_proposed_under_the_line(chair, plan):
    page, row = chair, first_row(plan)
    cell(page, row, "responsible").click()
    page.keyboard.press("Enter")
    page.keyboard.type("методи")
    page.locator("#names li").first.wait_for()
    page.keyboard.press("ArrowDown")
    name = page.locator("#names [aria-selected=true]").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("textarea[data-editing]").input_value().endswith(name)


def test_page_has_no_faults_while_a_cell_is_open(chair, plan):
    cell(chair, first_row(plan), "responsible").click()
    assert faults_of(chair) == []


def paste(page: "Page", text: str, markup: str = "") -> None:
    """Paste into what has the focus, as the browser does on Ctrl+V."""
    page.evaluate(
        """([text, markup]) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          if (markup) data.setData("text/html", markup);
          const paste = { clipboardData: data, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        [text, markup],
    )


TABLE = "1.\tСлёт юных\t5 мая\tСовет\n2.\tСмотр\t6 мая\tСовет"


@pytest.mark.parametrize("where", ["row", "foot", "new row"])
def test_pasted_rows_are_looked_through_in_place_and_undone(chair, plan, where):
    page, row = chair, first_row(plan)
    before = plan.events.count()
    if where == "row":
        cell(page, row, "term").click()
        page.keyboard.press("F2")
    else:
        page.locator(f'[data-add-row="{row.section.uid}"]').first.focus()
        if where == "new row":
            page.keyboard.press("Enter")
    paste(page, TABLE)
    page.locator("[data-paste-insert]").wait_for()
    assert plan.events.count() == before
    assert faults_of(page) == []
    page.keyboard.press("Enter")
    page.locator("[data-undo]").wait_for()
    assert plan.events.count() == before + 2
    page.locator("#sheet", has_text="Слёт юных").wait_for()
    added = plan.events.get(title="Слёт юных")
    assert added.order == (row.order + 1 if where == "row" else 4)
    page.locator("[data-undo]").click()
    page.locator("#sheet", has_not_text="Слёт юных").wait_for()
    assert plan.events.count() == before


def test_pasted_table_is_words_in_an_open_cell(chair, plan):
    page, row = chair, first_row(plan)
    cell(page, row, "responsible").click()
    page.keyboard.press("Control+a")
    paste(page, "Совет\tСветлова А. П.")
    expect(page.locator("textarea[data-editing]")).to_have_value("Совет\nСветлова А. П.")


def beat(page: "Page") -> None:
    """Let the page tell that it is here, and hear what is new."""
    with page.expect_response("**/pulse/"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def focused(page: "Page") -> list[str]:
    """Give the row and the role of the cell with the focus."""
    asked = "(({ row, cell }) => [row, cell])(document.activeElement.dataset)"
    return page.evaluate(asked)


def test_keys_pressed_fast_take_one_step_each(chair, plan):
    page, row = chair, first_row(plan)
    stand_at(page, row, "term")
    for place in (2, 3):
        page.keyboard.press("Alt+ArrowDown")
        page.locator("#sheet-said", has_text=f"{place}-я").wait_for(state="attached")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    page.locator("#undo:disabled").wait_for()
    row.refresh_from_db()
    assert row.order == 1
    # The last redraw gives the row the focus.
    page.locator(f'[data-row="{row.uid}"][data-cell=event]:focus').wait_for()


def test_focus_stays_on_the_sheet_when_a_new_row_is_undone(chair, plan):
    page, row = chair, first_row(plan)
    before = plan.events.count()
    stand_at(page, row, "event")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Слёт юных")
    page.keyboard.press("F2")
    saved(page)
    page.keyboard.press("Control+z")
    page.locator("#sheet", has_not_text="Слёт юных").wait_for()
    assert plan.events.count() == before
    assert focused(page) == [row.uid, "event"]
    page.keyboard.press("Control+y")
    page.locator("#sheet", has_text="Слёт юных").wait_for()
    assert plan.events.count() == before + 1


def test_new_row_begins_with_its_first_words(chair, cast, live_server):
    page = chair
    plan = make_plan("rumo-directions", association=cast.association, rows=1)
    page.goto(live_server.url + plan.get_absolute_url())
    stand_at(page, first_row(plan), "event")
    page.keyboard.press("Control+Enter")
    assert page.locator("textarea[data-editing]").get_attribute("data-typed-field") == "direction"


@pytest.mark.parametrize("layout", ["rumo-directions", "rumo-headings"])
def test_first_row_follows_the_heading_of_a_new_section(chair, cast, live_server, layout):
    page = chair
    plan = make_plan(layout, association=cast.association, rows=1)
    page.goto(live_server.url + plan.get_absolute_url())
    stand_at(page, first_row(plan), "event")
    page.keyboard.press("Control+Shift+Enter")
    page.keyboard.type("Школа наставника")
    page.keyboard.press("Enter")
    page.locator("tr.paper-row textarea[data-editing]").wait_for()
    page.keyboard.type("Занятие первое")
    page.keyboard.press("F2")
    saved(page)
    section = plan.sections.get(heading="Школа наставника")
    row = section.events.get()
    assert "Занятие первое" in {row.direction, row.title}


def test_somebody_without_a_row_does_not_keep_changes_out(chair, plan, cast):
    page, row, secretary = chair, first_row(plan), cast.actor("secretary")
    note_presence(plan=plan, tab="a" * 32, row="", by=secretary)
    edits = [CellEdit("term", "5 мая", row.term)]
    edit_cells(plan=plan, kind=PartKind.ROW, uid=row.uid, edits=edits, by=secretary)
    beat(page)
    cell(page, row, "term").filter(has_text="5 мая").wait_for()
    assert secretary.name in page.locator("#others").inner_text()


def test_page_loaded_anew_is_no_second_tab(chair):
    beat(chair)
    chair.reload()
    beat(chair)
    assert chair.locator("#others").inner_text() == ""


def test_row_that_the_address_names_has_the_focus(chair, plan, live_server):
    row = plan.events.order_by("section__order", "order").last()
    chair.goto("about:blank")
    chair.goto(f"{live_server.url}{plan.get_absolute_url()}#at-{row.uid}")
    cell(chair, row, "event").and_(chair.locator(":focus")).wait_for()


def test_empty_text_section_is_typed_in_place(chair, cast, live_server):
    page = chair
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    text = plan.sections.filter(kind="text").order_by("order")[0]
    plan.sections.filter(pk=text.pk).update(paragraphs="")
    page.goto(live_server.url + plan.get_absolute_url())
    page.locator(f'[data-section="{text.uid}"][data-cell=paragraphs]').click()
    page.keyboard.type("Первый пункт")
    page.keyboard.press("F2")
    saved(page)
    text.refresh_from_db()
    assert text.paragraphs == "Первый пункт"


def test_numbers_of_paragraphs_and_lines_of_a_lead_in_stay_on_the_page(chair, live_server, cast):
    plan = make_plan("rumo-headings", association=cast.other_association, rows=1)
    sign_in(chair, live_server, cast, "methodist")
    page = chair
    text = plan.sections.filter(kind="text").first()
    plan.sections.filter(pk=text.pk).update(lead_in="Всем:\nобщее")
    page.goto(plan.get_absolute_url())
    page.locator(f'[data-section="{text.uid}"][data-cell=paragraphs]').click()
    page.locator("textarea[data-editing]").fill("Первое\nВторое")
    page.keyboard.press("F2")
    lead_in = page.locator(f'[data-section="{text.uid}"][data-cell=lead_in]')
    lead_in.click()
    page.locator("textarea[data-editing]").fill("Всем:\nкаждому")
    page.keyboard.press("F2")
    saved(page)
    paragraphs = page.locator(f'[data-section="{text.uid}"][data-cell=paragraphs]').inner_text()
    assert paragraphs.split() == ["1.", "Первое", "2.", "Второе"]
    lead_in.click()
    expect(page.locator("textarea[data-editing]")).to_have_value("Всем:\nкаждому")
