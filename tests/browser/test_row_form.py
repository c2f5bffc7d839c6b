"""The form of a row with the keyboard alone: nothing is sent half, and lines come by Enter."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.pages import sign_in
from tests.plans import make_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PEOPLE = ("Светлова А. П.", "Ветлугин О. Н.", "Совет объединения")


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=1)


@pytest.fixture
def chair(page, live_server, cast) -> "Page":
    sign_in(page, live_server, cast, "chair")
    return page


def open_form(page: "Page", plan, *, meeting: bool = False) -> None:
    section = plan.sections.filter(kind="table").order_by("order").first()
    address = reverse("events:event_add", args=[plan.pk, section.uid])
    page.goto(f"{address}?meeting=1" if meeting else address)


def paste(page: "Page", words: str) -> None:
    """Paste the words into the field that has the focus."""
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const paste = { clipboardData: data, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        words,
    )


def names(page: "Page") -> list[str]:
    return [one.input_value() for one in page.get_by_label("Кто").all()]


def test_row_of_three_responsible_is_typed_without_the_mouse(chair, plan):
    page = chair
    open_form(page, plan)
    # The first field has the focus; a long text makes it grow, and the buttons stay in view.
    title = page.get_by_label("Мероприятие", exact=True)
    height = title.bounding_box()["height"]
    page.keyboard.type("Семинар «Чтение и письмо»\n" * 9)
    assert title.bounding_box()["height"] > height * 1.5
    assert title.input_value().startswith("Семинар")
    button = page.get_by_role("button", name="Добавить в план").bounding_box()
    assert button["y"] + button["height"] <= page.viewport_size["height"]
    page.get_by_label("Срок").focus()
    page.keyboard.type("5 мая")
    page.keyboard.press("Enter")
    assert "/rows/add/" in page.url
    page.get_by_label("Кто").first.focus()
    for name in PEOPLE:
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    assert names(page) == [*PEOPLE, ""]
    assert page.get_by_label("Кто").last.evaluate("one => one === document.activeElement")
    page.get_by_role("button", name="Добавить в план").press("Enter")
    page.wait_for_url("**/plans/*/#at-*")
    row = plan.events.get(term="5 мая")
    assert [one.text for one in row.responsible.order_by("order")] == list(PEOPLE)


def test_lines_pasted_to_a_speaker_stay_there(chair, plan):
    page = chair
    open_form(page, plan, meeting=True)
    page.get_by_role("button", name="Добавить вопрос").click()
    count = page.locator("[data-lines=agenda] [data-line]").count()
    page.get_by_label("Докладчик").first.focus()
    paste(page, "\n".join(PEOPLE))
    expect(page.locator("[data-lines=agenda] [data-line]")).to_have_count(count)


def test_row_is_sent_from_anywhere_in_the_form(chair, plan):
    page = chair
    open_form(page, plan)
    page.keyboard.type("Слёт юных")
    page.get_by_text("Ещё поля").focus()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/plans/*/#at-*")
    assert plan.events.filter(title="Слёт юных").exists()


def test_pasted_lines_become_as_many_persons(chair, plan):
    page = chair
    open_form(page, plan)
    page.get_by_label("Кто").first.focus()
    paste(page, "\n".join(PEOPLE))
    assert names(page) == list(PEOPLE)


def test_next_row_after_a_meeting_is_a_meeting(chair, plan):
    page = chair
    open_form(page, plan, meeting=True)
    page.keyboard.type("Заседание № 7")
    page.get_by_role("button", name="Добавить и начать следующую").press("Enter")
    page.get_by_role("heading", name="Новое заседание").wait_for()
    assert plan.events.filter(title="Заседание № 7", is_meeting=True).exists()


def test_names_of_this_plan_are_proposed_first(chair, plan):
    page = chair
    open_form(page, plan)
    proposed = page.locator("#directory option").evaluate_all("all => all.map(one => one.value)")
    assert proposed[:2] == ["Светлова А. П.", "совет объединения"]


def test_back_and_save_writes_the_same_row_anew(chair, plan):
    """The page behind Back is a new one; it sends the key of the first."""
    open_form(chair, plan)
    title = chair.get_by_label("Мероприятие", exact=True)
    title.fill("Слёт юных")
    chair.get_by_role("button", name="Добавить в план").click()
    chair.wait_for_url("**#at-*")
    first = chair.url
    chair.go_back()
    title.fill("Слёт старших")
    chair.get_by_role("button", name="Добавить в план").click()
    chair.wait_for_url("**#at-*")
    assert chair.url == first
    assert plan.events.filter(title__startswith="Слёт ").count() == 1
