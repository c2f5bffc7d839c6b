"""What the check found, tried in a real browser: the mark at a row, one click, and back again."""

import pytest
from playwright.sync_api import expect

from events.checks import Finding
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.rules.importing import import_content
from events.models import Plan
from tests.browser.pages import faults_of, sign_in
from tests.browser.sheets import stand_at
from tests.cast import Cast, make_cast
from tests.drafts import REPORT, plan, row, section

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

SLIP = "Сбор  книг для школьных библиотек"
MENDED = "Сбор книг для школьных библиотек"


def make_checked_plan(cast: Cast) -> Plan:
    """Make a draft with slips to repair, more warnings than fit, and something that blocks."""
    empty = [row(f"Семинар о чтении № {n}", "", responsible=()) for n in range(4)]
    content = plan(section(row(SLIP), row("Слёт", place="____"), *empty, REPORT))
    return import_content(association=cast.association, content=content, by=cast.actor("chair"))


def make_doubtful_plan(cast: Cast) -> Plan:
    """Make a draft with a term of two meanings, and without the meeting that it must have."""
    content = plan(section(row("Слёт", "март или апрель"), row("Выставка"), REPORT))
    return import_content(association=cast.association, content=content, by=cast.actor("chair"))


def row_of_panel(panel, words: str):
    return panel.get_by_role("listitem").filter(has_text=words)


def slip_of(plan: Plan) -> Finding:
    return next(one for one in findings_of_plan(plan) if one.code == "double_space")


@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_repaired_at_the_row_and_taken_back(page, live_server, width):
    cast = make_cast()
    draft = make_checked_plan(cast)
    event = draft.events.get(title=SLIP)
    sign_in(page, live_server, cast, "chair")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(draft.get_absolute_url())
    mark = page.locator(f"#at-{event.uid} .finding-mark")
    mark.locator("summary").click()
    mark.get_by_role("button", name="Убрать лишние пробелы").wait_for()
    assert faults_of(page) == []
    mark.get_by_role("button", name="Убрать лишние пробелы").click()
    page.get_by_text("Исправлено по проверке").wait_for()
    event.refresh_from_db()
    assert event.title == MENDED
    assert faults_of(page) == []
    page.locator("#messages").get_by_role("button", name="Отменить").click()
    page.get_by_text("Отменено. Исправлено по проверке").wait_for()
    event.refresh_from_db()
    assert event.title == SLIP


def test_folded_warnings_lead_to_their_rows(page, live_server):
    cast = make_cast()
    draft = make_checked_plan(cast)
    event = draft.events.get(title="Семинар о чтении № 2")
    sign_in(page, live_server, cast, "curator")
    page.goto(draft.get_absolute_url())
    panel = page.locator("#findings")
    link = panel.get_by_role("link", name="Строка 5: не указан срок.")
    expect(link).to_be_hidden()
    panel.locator("summary").get_by_text("Не заполнено").click()
    assert faults_of(page) == []
    link.click()
    assert page.url.endswith(f"#at-{event.uid}")
    expect(panel.get_by_role("button")).to_have_count(0)


def test_moving_a_row_renews_what_is_found(page, live_server):
    cast = make_cast()
    draft = make_checked_plan(cast)
    event = draft.events.get(title=SLIP)
    sign_in(page, live_server, cast, "chair")
    page.goto(draft.get_absolute_url())
    stand_at(page, event, "term")
    page.keyboard.press("Alt+ArrowDown")
    page.locator("#sheet-said").get_by_text("Строка теперь 2-я").wait_for()
    # The panel comes after it: it names the new place and repairs what stands now.
    page.locator("#findings summary").get_by_text("Опечатки").click()
    page.locator("#findings").get_by_role("link", name="Строка 2: лишние пробелы").wait_for()
    page.locator("#findings").get_by_role("button", name="Убрать лишние пробелы").click()
    page.get_by_text("Исправлено по проверке").wait_for()
    event.refresh_from_db()
    assert event.title == MENDED


def test_it_works_without_javascript(plain_page, live_server):
    cast = make_cast()
    draft = make_checked_plan(cast)
    page = plain_page
    sign_in(page, live_server, cast, "chair")
    page.goto(draft.get_absolute_url())
    mark = page.locator(f"#at-{draft.events.get(title=SLIP).uid} .finding-mark")
    mark.locator("summary").click()
    mark.get_by_role("button", name="Убрать лишние пробелы").click()
    page.locator("#messages").get_by_role("button", name="Отменить").click()
    page.get_by_text("Отменено. Исправлено по проверке").wait_for()
    assert slip_of(draft).text.startswith("Строка 1: лишние пробелы")


def test_what_blocks_is_listed_before_sending(page, live_server):
    cast = make_cast()
    draft = make_checked_plan(cast)
    sign_in(page, live_server, cast, "chair")
    page.goto(f"{draft.get_absolute_url()}send/")
    assert faults_of(page) == []
    expect(page.get_by_role("button", name="Отправить на согласование")).to_be_disabled()
    page.get_by_role("link", name="не заполнено место из образца").click()
    event = draft.events.get(place="____")
    assert page.url.endswith(f"{draft.get_absolute_url()}#at-{event.uid}")


@pytest.mark.parametrize("width", [1280, 360])
def test_finding_is_set_aside_in_its_place_and_taken_back(page, live_server, width):
    cast = make_cast()
    draft = make_doubtful_plan(cast)
    sign_in(page, live_server, cast, "chair")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(draft.get_absolute_url())
    panel = page.locator("#findings")
    row_of_panel(panel, "март или апрель").get_by_role("link", name="Так и надо").click()
    reason = panel.get_by_label("Почему так и надо")
    reason.wait_for()
    assert reason.evaluate("field => field === document.activeElement")
    assert faults_of(page) == []
    panel.get_by_role("link", name="Отмена").click()
    panel.get_by_role("button", name="1 апреля – 30 апреля 2026").wait_for()
    row_of_panel(panel, "март или апрель").get_by_role("link", name="Так и надо").click()
    reason.fill("Решит министерство")
    reason.press("Enter")
    page.get_by_text("Замечание отложено").wait_for()
    panel.get_by_text("Отложено: 1").click()
    panel.get_by_text("Так и надо: Решит министерство").wait_for()
    assert faults_of(page) == []
    panel.get_by_role("button", name="Вернуть в список").click()
    page.get_by_text("Замечание снова в списке").wait_for()
    panel.get_by_role("link", name="Строка 1: срок «март или апрель»").wait_for()
    assert not draft.dismissed_findings.exists()


def test_finding_is_set_aside_without_javascript(plain_page, live_server):
    cast = make_cast()
    draft = make_doubtful_plan(cast)
    page = plain_page
    sign_in(page, live_server, cast, "chair")
    page.goto(draft.get_absolute_url())
    mark = page.locator(f"#at-{draft.events.get(title='Слёт').uid} .finding-mark")
    mark.locator("summary").click()
    mark.get_by_role("link", name="Так и надо").click()
    page.get_by_label("Почему так и надо").fill("Решит министерство")
    page.get_by_role("button", name="Отложить").click()
    page.get_by_text("Отложено: 1").click()
    page.get_by_role("button", name="Вернуть в список").click()
    page.get_by_text("Замечание снова в списке").wait_for()


def test_meaning_is_chosen_and_a_row_is_added_by_one_click_each(page, live_server):
    cast = make_cast()
    draft = make_doubtful_plan(cast)
    sign_in(page, live_server, cast, "chair")
    page.goto(draft.get_absolute_url())
    panel = page.locator("#findings")
    panel.get_by_role("button", name="1 апреля – 30 апреля 2026").click()
    page.get_by_text("Исправлено по проверке: 1 апреля – 30 апреля 2026").wait_for()
    panel.get_by_role("button", name="Добавить строку").click()
    page.get_by_text("Добавлена строка «Заседание» по проверке.").wait_for()
    added = draft.events.get(title="Заседание")
    assert page.url.endswith(f"#at-{added.uid}")
    page.locator("#messages").get_by_role("button", name="Отменить").click()
    page.get_by_text("Отменено. Добавлена строка").wait_for()
    assert not draft.events.filter(title="Заседание").exists()
