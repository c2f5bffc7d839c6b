"""The wizard of import in a real browser: with and without scripts, by file and by paste."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Plan
from reports.models import ImportSession
from tests.browser.pages import faults_of, sign_in
from tests.browser.sheets import stand_at
from tests.cast import Cast, make_cast
from tests.plans import make_plan
from tests.reports.sources.word_samples import plan

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

ROWS = [
    ["№", "Что делаем", "Дата исполнения", "Кто", "Пометка"],
    "Осень",
    ["1", "Фестиваль уроков\nСбор наставников", "до 20 мая", "Центр развития", ""],
    ["", "с гостями", "", "", ""],
    ["2", "Смотр кабинетов", "ежемесячно", "Методист", "срочно"],
]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILE = {"name": "план.docx", "mimeType": DOCX, "buffer": plan(ROWS)}
TABLE = (
    "<table><tr><td>1</td><td>Слёт чтецов</td><td>15 мая</td><td>Методист</td><td>Отчёт</td></tr>"
    "<tr><td>2</td><td>Сбор</td><td>июнь</td><td>Секретарь</td><td>Памятка</td></tr></table>"
)
PASTE = """(markup) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", markup);
  clipboardData.setData("text/plain", "Слёт чтецов");
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def send(page) -> None:
    page.goto(reverse("reports:plan_from_file"))
    page.get_by_label("Файл").set_input_files(FILE)
    page.get_by_role("button", name="Прочитать файл").click()
    page.get_by_role("heading", name="Что прочитано из файла").wait_for()


def go_through(page, cast: Cast) -> Plan:
    """Correct a row and a column, part a row, make the draft."""
    send(page)
    row = page.locator("#t1r4")
    row.locator("summary").click()
    row.get_by_role("button", name="Не переносить").click()
    page.locator("#t1r4[data-kind=left]").wait_for()
    row = page.locator("#t1r3")
    row.locator("summary").click()
    row.get_by_role("button", name="Разделить").click()
    page.locator("#t1r4[data-kind=event]").wait_for()
    head = page.locator("th:has(> details > summary[aria-label^='Графа Пометка'])")
    head.locator("summary").click()
    head.get_by_role("button", name="Результат").click()
    page.get_by_text("Отменить все: 3").wait_for()
    page.get_by_role("button", name="Создать черновик").click()
    page.get_by_role("link", name="Открыть черновик").click()
    return Plan.objects.visible_to(cast.actor("chair")).get()


@pytest.mark.parametrize("width", [1280, 390])
def test_file_is_corrected_and_becomes_a_draft_and_is_undone(page, live_server, width):
    cast = make_cast()
    sign_in(page, live_server, cast, "chair")
    page.set_viewport_size({"width": width, "height": 800})
    send(page)
    assert faults_of(page) == []
    page.locator("#t1r4 summary").click()
    assert faults_of(page) == []
    draft = go_through(page, cast)
    titles = [event.title for event in draft.events.order_by("order")]
    assert titles == ["Фестиваль уроков", "Сбор наставников", "Смотр кабинетов"]
    assert draft.events.get(title="Смотр кабинетов").result == "срочно"
    page.go_back()
    assert faults_of(page) == []
    page.get_by_role("button", name="Отменить импорт").click()
    page.get_by_text("Импорт отменён").wait_for()
    assert not Plan.objects.visible_to(cast.actor("chair")).exists()


def test_focus_stays_where_the_correction_was_made(page, live_server):
    cast = make_cast()
    sign_in(page, live_server, cast, "chair")
    send(page)
    page.locator("#say-t1r5").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#t1r5[data-kind=section]").wait_for()
    page.locator("#say-t1r5:focus").wait_for()


def test_focus_stays_at_the_column_that_was_corrected(page, live_server):
    sign_in(page, live_server, make_cast(), "chair")
    send(page)
    page.locator("#say-t1c5").click()
    page.locator("#t1c5").get_by_role("button", name="Результат").click()
    page.locator("#say-t1c5:focus").wait_for()
    undo = page.get_by_role("button", name="Отменить поправку")
    undo.click()
    expect(undo).to_have_count(0)
    expect(page.locator("#say-t1c5")).to_be_focused()


def test_narrow_screen_shows_the_words_of_the_file_where_there_is_doubt(page, live_server):
    cast = make_cast()
    sign_in(page, live_server, cast, "chair")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(reverse("reports:plan_from_file"))
    head = ["№", "Мероприятие", "Срок", "Ответственный"]
    rows = [["1", "Слёт", "май", "Методист"], ["5", "Смотр", "июнь", "Секретарь"]]
    page.get_by_label("Файл").set_input_files({**FILE, "buffer": plan([head, *rows])})
    page.get_by_role("button", name="Прочитать файл").click()
    sure, doubtful = (page.locator(f"#t1r{n} td[data-label=Срок]") for n in (2, 3))
    expect(doubtful).to_be_visible()
    expect(sure).to_be_hidden()
    page.get_by_label("Показать слова файла у всех строк").check()
    expect(sure).to_be_visible()
    page.locator("#say-t1r3").click()
    page.locator("#t1r3").get_by_role("button", name="Не переносить").click()
    page.locator("#t1r3[data-kind=left]").wait_for()
    expect(sure).to_be_visible()


def test_refused_draft_is_seen_where_it_is_refused(unwatched_page, live_server):
    """Apart from the others: a browser writes a refusal to its console, which `page` forbids."""
    cast = make_cast()
    page = unwatched_page
    page.set_viewport_size({"width": 1280, "height": 720})
    sign_in(page, live_server, cast, "chair")
    for _twice in range(2):
        page.goto(reverse("reports:plan_from_file"))
        page.get_by_label("Файл").set_input_files(FILE)
        page.get_by_role("button", name="Прочитать файл").click()
        page.get_by_label("Период с").fill("2031-01-01")
        page.locator("[name=ends]").fill("2031-12-31")
        page.get_by_role("button", name="Создать черновик").click()
        page.wait_for_load_state()
    expect(page.get_by_text("уже есть план на этот период по этой форме")).to_be_in_viewport()


def test_wizard_works_without_scripts(plain_page, live_server):
    cast = make_cast()
    page = plain_page
    sign_in(page, live_server, cast, "chair")
    assert go_through(page, cast).events.count() == 3


def test_broken_file_is_refused_in_place(unwatched_page, live_server):
    """Apart from the others: a browser writes a refusal to its console, which `page` forbids."""
    page = unwatched_page
    sign_in(page, live_server, make_cast(), "chair")
    page.goto(reverse("reports:plan_from_file"))
    broken = {**FILE, "buffer": FILE["buffer"][:3000]}
    page.get_by_label("Файл").set_input_files(broken)
    page.get_by_role("button", name="Прочитать файл").click()
    page.locator("[aria-invalid=true]").wait_for()
    assert faults_of(page) == []
    assert not ImportSession.objects.exists()


@pytest.mark.parametrize("width", [1280, 390])
def test_table_pasted_at_a_row_comes_after_it(page, live_server, width):
    cast = make_cast()
    draft = make_plan("moc-results", association=cast.association, rows=2)
    first, second = draft.events.order_by("order")
    sign_in(page, live_server, cast, "chair")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(draft.get_absolute_url())
    stand_at(page, first, "event")
    page.evaluate(PASTE, TABLE)
    page.locator("[data-paste-insert]:focus").wait_for()
    assert faults_of(page) == []
    page.keyboard.press("Enter")
    page.get_by_text("Вставлены строки из таблицы: 2").first.wait_for()
    titles = [event.title for event in draft.events.order_by("order")]
    assert titles == [first.title, "Слёт чтецов", "Сбор", second.title]


def test_markup_of_the_clipboard_goes_with_the_form(page, live_server):
    cast = make_cast()
    draft = make_plan("moc-results", association=cast.association, rows=1)
    sign_in(page, live_server, cast, "chair")
    section = draft.sections.get()
    page.goto(reverse("reports:rows_paste", args=[draft.pk, section.uid]))
    page.get_by_label("Таблица").focus()
    page.evaluate(PASTE, TABLE)
    page.get_by_text("Вставлена таблица, строк: 2").wait_for()
    assert faults_of(page) == []
    page.get_by_role("button", name="Прочитать таблицу").click()
    page.get_by_role("button", name="Вставить строки").wait_for()
    assert ImportSession.objects.get().rows == 2


def test_head_result_and_undo_stay_in_view_of_a_long_and_wide_table(page, live_server):
    cast = make_cast()
    sign_in(page, live_server, cast, "chair")
    page.set_viewport_size({"width": 1024, "height": 700})
    page.goto(reverse("reports:plan_from_file"))
    head = ["№ п/п", "Направление", "Мероприятие", "Срок", "Место", "Участники", "Результат"]
    rows = [
        [str(n), "Работа", f"Слёт {n}", "май", "Институт", "Все", "Отчёт"] for n in range(1, 40)
    ]
    page.get_by_label("Файл").set_input_files({**FILE, "buffer": plan([head, *rows])})
    page.get_by_role("button", name="Прочитать файл").click()
    row = page.locator("#t1r38")
    row.locator("summary").click()
    row.get_by_role("button", name="Не переносить").click()
    page.locator("#t1r38[data-kind=left]").wait_for()
    page.locator("#say-t1r38:focus").wait_for()
    for seen in (page.locator("thead summary").first, row.locator(".became")):
        expect(seen).to_be_in_viewport()
    page.get_by_role("button", name="Отменить поправку").click()
    page.locator("#t1r38[data-kind=event]").wait_for()
    page.locator("#say-t1r38:focus").wait_for()
