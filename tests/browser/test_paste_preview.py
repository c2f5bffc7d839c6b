"""The preview of a pasted table in a strip between the rows of the sheet."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reports.models import ImportSession
from tests.browser.pages import faults_of, sign_in
from tests.plans import make_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TABLE = (
    "№\tМероприятие\tСрок\tОтветственный\tРезультат\n"
    "7\tСлёт чтецов «Речь и чтение: работа с неуспевающими учениками»\t15 мая\tМетодист\tОтчёт\n"
    "1.2.1\tСбор\tиюнь\tСекретарь\tПамятка\n"
    "Итого\t2\t\t\t"
)
# As a script of the sheet does it: asks for the fragment, and puts it into a strip of the table.
ASK = """async ([address, text, uid]) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const words = { text, markup: "", after: uid };
  const headers = { "HX-Request": "true", "X-CSRFToken": token };
  const answer = await fetch(address, { method: "POST", headers, body: new URLSearchParams(words) });
  const row = document.getElementById(`at-${uid}`).closest("tr");
  const strip = document.createElement("tr");
  const cell = strip.insertCell();
  cell.colSpan = row.cells.length + 2;
  cell.innerHTML = await answer.text();
  row.after(strip);
  cell.querySelector("[autofocus]").focus();
}"""


@pytest.fixture
def plan(cast):
    return make_plan("moc-results", association=cast.association, rows=2)


def ask(page: "Page", live_server, cast, plan, text=TABLE) -> None:
    sign_in(page, live_server, cast, "chair")
    page.goto(plan.get_absolute_url())
    page.add_style_tag(url="/static/reports/imports/paste.css")
    section, row = plan.sections.get(), plan.events.order_by("order").first()
    address = reverse("reports:rows_paste", args=[plan.pk, section.uid])
    page.evaluate(ASK, [address, text, row.uid])


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_preview_stands_between_rows_and_enter_inserts(page, live_server, cast, plan, width):
    page.set_viewport_size({"width": width, "height": 900})
    first, second = plan.events.order_by("order")
    ask(page, live_server, cast, plan)
    lines = page.locator("#paste-preview li[data-kind]")
    expect(lines).to_have_count(4)
    expect(lines.nth(0)).to_contain_text("Шапка, не вставляется")
    expect(lines.nth(1)).to_contain_text("был 7")
    expect(lines.nth(3)).to_contain_text("Нет места, в замечания")
    assert faults_of(page) == []
    expect(page.get_by_role("button", name="Вставить 2 строки")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_text("Вставлены строки из таблицы: 2").wait_for()
    titles = list(plan.events.order_by("order").values_list("title", flat=True))
    assert titles[0] == first.title
    assert titles[2:] == ["Сбор", second.title]
    assert plan.events.get(title="Сбор").number == "1.2.1"
    expect(page.locator("#remarks")).to_contain_text("Итого")
    page.locator("#messages, #sheet-toasts").get_by_role("button", name="Отменить").click()
    page.get_by_text("Отменено. Вставлены строки").wait_for()
    assert plan.events.count() == 2


def test_refusal_stands_in_place_and_is_read_out(unwatched_page, live_server, cast, plan):
    """Apart from the others: a browser writes a refusal to its console, which `page` forbids."""
    page = unwatched_page
    ask(page, live_server, cast, plan, "просто слова")
    expect(page.get_by_role("alert")).to_contain_text("нет ни одной таблицы")
    expect(page.get_by_role("button", name="Закрыть")).to_be_focused()
    assert faults_of(page) == []
    assert not ImportSession.objects.exists()


def test_what_is_corrected_on_the_page_of_the_table_is_what_will_be_inserted(
    page, live_server, cast, plan
):
    ask(page, live_server, cast, plan)
    page.get_by_role("link", name="Поправить, что прочитано").click()
    page.get_by_text("Строк: 2, они встанут").wait_for()
    page.locator("#say-t1r3").click()
    page.locator("#t1r3").get_by_role("button", name="Не переносить").click()
    page.get_by_text("Строк: 1, они встанут").wait_for()
    assert faults_of(page) == []
    page.get_by_role("button", name="Вставить строки").click()
    page.get_by_text("Вставлены строки из таблицы: 1").wait_for()
    assert plan.events.count() == 3
