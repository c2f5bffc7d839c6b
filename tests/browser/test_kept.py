"""Nothing typed is lost: forms keep their words in the browser until the portal has taken them."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.pages import STORED, faults_of, sign_in, wait_for_empty_store, wait_for_store
from tests.layouts import own_layout
from tests.plans import bring_to, make_plan

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Locator, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TITLE = "Слёт юных краеведов области"
DAYS_15 = 15 * 24 * 60 * 60 * 1000


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=1)


@pytest.fixture
def chair(page, live_server, cast) -> "Page":
    sign_in(page, live_server, cast, "chair")
    return page


def row_form(plan, *, meeting: bool = False) -> str:
    section = plan.sections.filter(kind="table").order_by("order").first()
    address = reverse("events:event_add", args=[plan.pk, section.uid])
    return f"{address}?meeting=1" if meeting else address


def strip(page: "Page") -> "Locator":
    return page.locator(".kept-words")


def wait_for_offer(page: "Page") -> None:
    page.get_by_role("status").filter(has_text="Нашлось несохранённое от ").wait_for()


def type_title(page: "Page", address: str, text: str = TITLE) -> None:
    page.goto(address)
    page.get_by_label("Мероприятие", exact=True).fill(text)
    wait_for_store(page, text)


def titles(plan) -> set[str]:
    return set(plan.events.values_list("title", flat=True))


def no_more_is_offered(page: "Page", address: str) -> bool:
    """Whether the form, which asks the store, offers nothing."""
    page.goto(address)
    wait_for_empty_store(page)
    return strip(page).count() == 0


def test_half_filled_row_survives_leaving(chair, plan):
    page, asked = chair, []
    address = row_form(plan, meeting=True)
    page.goto(address)
    page.get_by_label("Мероприятие", exact=True).fill(TITLE)
    page.get_by_role("button", name="Добавить вопрос").click()
    page.get_by_role("button", name="Добавить вопрос").click()
    page.get_by_role("textbox", name="Вопрос").nth(2).fill("Итоги")
    page.get_by_label("Кто").first.fill("Совет")
    page.get_by_text("Ещё поля").click()
    page.get_by_label("Примечание").fill("Уточнить\nместо")
    page.get_by_role("button", name="Вопрос 1: убрать").click()
    wait_for_store(page, "Уточнить\nместо")

    def note(one: "Dialog") -> None:
        asked.append(one.type)
        one.accept()

    page.on("dialog", note)
    page.get_by_role("link", name="Мой стол").click()
    page.get_by_role("heading", name="Мой стол").wait_for()
    assert asked == ["beforeunload"]

    page.goto(address)
    wait_for_offer(page)
    expect(strip(page)).to_contain_text(TITLE)
    assert faults_of(page) == []
    # The strip stands before the first field, which has the focus.
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    strip(page).wait_for(state="detached")
    expect(page.get_by_label("Мероприятие", exact=True)).to_have_value(TITLE)
    questions = page.get_by_role("textbox", name="Вопрос").all()
    assert [one.input_value() for one in questions] == ["", "Итоги"]
    expect(page.get_by_label("Примечание")).to_have_value("Уточнить\nместо")

    page.get_by_role("button", name="Добавить в план").click()
    page.wait_for_url("**/plans/*/#at-*")
    row = plan.events.get(title=TITLE)
    assert [one.text for one in row.agenda.all()] == ["Итоги"]
    assert no_more_is_offered(page, address)
    # Sending asked nothing, nor did leaving a form into which nothing was typed.
    page.goto("/")
    page.remove_listener("dialog", note)
    assert asked == ["beforeunload"]


def test_words_are_put_away_where_nobody_wants_them(chair, plan):
    page, address = chair, row_form(plan)
    type_title(page, address)
    page.goto(address)
    wait_for_offer(page)
    page.get_by_role("button", name="Убрать", exact=True).click()
    assert page.evaluate("document.activeElement.name") == "title"
    wait_for_empty_store(page)
    assert no_more_is_offered(page, address)


def test_what_is_typed_back_is_not_unsent(chair, plan):
    page, address = chair, row_form(plan)
    type_title(page, address)
    page.get_by_label("Мероприятие", exact=True).fill("")
    wait_for_empty_store(page)
    assert no_more_is_offered(page, address)


def test_refused_form_offers_nothing_and_is_taken_later(chair, live_server, cast):
    page = chair
    sign_in(page, live_server, cast, "methodist")
    address = reverse("associations:organisation_add")
    page.goto(address)
    page.get_by_label("Краткое название").fill("Лицей № 4")
    page.get_by_role("button", name="Записать организацию").click()
    page.locator("[aria-invalid=true]").wait_for()
    wait_for_store(page, "Лицей № 4")
    expect(strip(page)).to_have_count(0)
    page.locator("[name=name]").fill("Лицей № 4 города")
    page.get_by_role("button", name="Записать организацию").click()
    page.wait_for_url(lambda url: not url.endswith(address))
    assert no_more_is_offered(page, address)


def test_next_row_begins_empty(chair, plan):
    page = chair
    type_title(page, row_form(plan))
    page.get_by_role("button", name="Добавить и начать следующую").click()
    page.wait_for_url("**/rows/add/?after=*")
    wait_for_empty_store(page)
    expect(strip(page)).to_have_count(0)


def test_words_that_wait_are_not_taken_with_others(chair, plan):
    page, address = chair, row_form(plan)
    type_title(page, address)
    type_title(page, address, "Другая строка")
    page.get_by_role("button", name="Добавить в план").click()
    page.wait_for_url("**/plans/*/#at-*")
    page.goto(address)
    wait_for_offer(page)
    assert page.evaluate(STORED) == [TITLE]
    assert titles(plan) >= {"Другая строка"}


def test_changed_record_is_said_to_have_changed(chair, plan):
    page, row = chair, plan.events.order_by("pk").first()
    address = reverse("events:event_edit", args=[plan.pk, row.uid])
    type_title(page, address)
    plan.events.filter(pk=row.pk).update(title="Так записал секретарь")
    page.goto(address)
    wait_for_offer(page)
    expect(strip(page)).to_contain_text("С тех пор запись изменили")


def test_words_of_now_are_not_replaced_unasked(chair, plan):
    page, address = chair, row_form(plan)
    type_title(page, address)
    type_title(page, address, "Набрано сейчас")
    wait_for_offer(page)
    title = page.get_by_label("Мероприятие", exact=True)
    insertion = page.get_by_role("button", name="Вставить", exact=True)
    insertion.click()
    page.get_by_role("dialog").get_by_role("button", name="Отмена").click()
    expect(title).to_have_value("Набрано сейчас")
    insertion.click()
    page.get_by_role("dialog").get_by_role("button", name="Заменить").click()
    strip(page).wait_for(state="detached")
    expect(title).to_have_value(TITLE)


def test_lines_that_the_server_adds_come_back(chair, live_server, cast):
    page = chair
    address = reverse("events:layout_edit", args=[own_layout(cast).pk])
    sign_in(page, live_server, cast, "methodist")
    page.goto(address)
    columns = page.locator("[name=columns-count]")
    count = int(columns.input_value())
    for place in (count, count + 1):
        page.get_by_role("button", name="Добавить графу").click()
        page.locator(f"[name=columns-{place}-heading]").fill(f"Отметка {place}")
    wait_for_store(page, f"Отметка {count + 1}")
    page.goto(address)
    wait_for_offer(page)
    page.get_by_role("button", name="Вставить", exact=True).click()
    last = f"[name=columns-{count + 1}-heading]"
    page.wait_for_function("last => document.querySelector(last)?.value", arg=last)
    expect(page.locator(last)).to_have_value(f"Отметка {count + 1}")
    expect(columns).to_have_value(str(count + 2))


def test_another_account_sees_nothing(chair, live_server, cast, plan):
    page, address = chair, row_form(plan)
    type_title(page, address)
    sign_in(page, live_server, cast, "secretary")
    type_title(page, address, "Строка секретаря")
    page.goto(address)
    wait_for_offer(page)
    expect(strip(page)).to_contain_text("Строка секретаря")
    expect(strip(page)).to_have_count(1)
    sign_in(page, live_server, cast, "chair")
    page.goto(address)
    wait_for_offer(page)
    expect(strip(page)).to_contain_text(TITLE)


def test_words_are_wiped_after_14_days(chair, plan):
    page, address = chair, row_form(plan)
    type_title(page, address)
    page.evaluate(STORED, DAYS_15)
    page.goto(address)
    wait_for_empty_store(page)
    expect(strip(page)).to_have_count(0)


def test_signing_out_asks_and_wipes(chair, plan):
    page, address = chair, row_form(plan)
    type_title(page, address)
    page.goto("/")
    page.get_by_role("button", name="Ваша учётная запись").click()
    page.get_by_role("button", name="Выйти").click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("Не сохранено: 1 («Новая строка»).")
    question.get_by_role("button", name="Остаться").click()
    question.wait_for(state="hidden")
    assert page.evaluate(STORED) == [TITLE]
    page.get_by_role("button", name="Ваша учётная запись").click()
    page.get_by_role("button", name="Выйти").click()
    question.get_by_role("button", name="Выйти и стереть").click()
    page.wait_for_url("**/accounts/login/")
    assert page.evaluate(STORED) == []


def test_signing_out_asks_nothing_where_nothing_waits(chair):
    page = chair
    page.goto("/")
    page.get_by_role("button", name="Ваша учётная запись").click()
    page.get_by_role("button", name="Выйти").click()
    page.wait_for_url("**/accounts/login/")


@pytest.mark.parametrize(
    "broken",
    [
        "Object.defineProperty(window, 'indexedDB', { value: undefined })",
        "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); }",
    ],
    ids=["no store", "full store"],
)
def test_browser_that_keeps_nothing_says_so_once(chair, plan, broken):
    page = chair.context.new_page()
    page.add_init_script(broken)
    page.goto(row_form(plan))
    told = page.locator("#messages .alert")
    page.get_by_label("Мероприятие", exact=True).press_sequentially(TITLE)
    told.get_by_text("не может хранить несохранённое").wait_for()
    expect(told).to_have_count(1)
    page.get_by_role("button", name="Добавить и начать следующую").click()
    page.wait_for_url("**/rows/add/?after=*")
    page.get_by_label("Мероприятие", exact=True).press_sequentially("Ещё")
    expect(page.get_by_text("не может хранить")).to_have_count(0)
    page.get_by_role("button", name="Добавить в план").click()
    page.wait_for_url("**/plans/*/#at-*")
    page.close()
    assert titles(plan) >= {TITLE, "Ещё"}


def test_every_form_with_words_offers_them(chair, live_server, cast, plan):
    page = chair
    sent = bring_to(make_plan("rumo-headings", association=cast.association), "on_agreement")
    step = sent.steps.get(verb="agree", office=cast.office("curator"))
    pages = {
        "chair": [
            reverse("events:section_add", args=[plan.pk]),
            reverse("events:heading_edit", args=[plan.pk]),
            reverse("events:step_add", args=[plan.pk]),
        ],
        "curator": [reverse("events:plan_decide", args=[sent.pk, step.uid])],
        "methodist": [
            reverse("events:requirement_edit", args=[cast.institution.pk, "rumo"]),
            reverse("associations:person_add"),
            reverse("associations:organisation_add"),
            reverse("associations:association_add"),
        ],
    }
    for who, addresses in pages.items():
        sign_in(page, live_server, cast, who)
        for address in addresses:
            page.goto(address)
            field = page.locator("main form textarea, main form input[type=text]").last
            field.evaluate("one => one.closest('details')?.setAttribute('open', '')")
            field.fill("Набрано")
            wait_for_store(page, "Набрано")
            page.goto(address)
            wait_for_offer(page)
            page.get_by_role("button", name="Вставить", exact=True).click()
            strip(page).wait_for(state="detached")
            expect(field, address).to_have_value("Набрано")
