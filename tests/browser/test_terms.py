"""Terms and the calendar in a real browser: reading while typing, choosing, filling, also without JS."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from events.drafting.queries.row_values import EventValues
from events.drafting.rules.rows import add_event
from events.models import Plan
from events.plan.period import Period
from tests.browser.pages import faults_of, faults_on, sign_in
from tests.cast import Cast
from tests.plans import author_of, make_plan

# serialized_rollback: brings back the built-in layouts, which a flush after each test takes away.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

BEFORE = "month 2026-08-01/2026-08-31"


@pytest.fixture
def plan(cast) -> Plan:
    """Give a plan of the academic year 2026/2027, in which August may mean two months."""
    period = Period.of_academic_year(2026)
    return make_plan("omo-directions", association=cast.association, period=period, rows=0)


def add_url(plan: Plan) -> str:
    section = plan.sections.filter(kind="table").order_by("order").first()
    return reverse("events:event_add", args=[plan.pk, section.uid])


def row(plan: Plan, term: str, title: str) -> None:
    section = plan.sections.order_by("order").first()
    values = EventValues(title=title, term=term)
    add_event(section=section, values=values, by=author_of(plan.association))


def opened(page, live_server, cast: Cast, address: str, who: str = "chair"):
    sign_in(page, live_server, cast, who)
    page.goto(address)
    return page


def test_reading_follows_the_typing_and_the_choice_is_kept(page, live_server, cast, plan):
    opened(page, live_server, cast, add_url(plan))
    page.get_by_label("Мероприятие").fill("Августовское совещание")
    page.get_by_label("Срок", exact=True).press_sequentially("апрель - май")
    page.get_by_text("Понято: 1 апреля – 31 мая 2027").wait_for()
    page.get_by_label("Срок", exact=True).fill("как получится")
    page.get_by_text("не разобрано — на бумаге останется как есть").wait_for()
    page.get_by_label("Срок", exact=True).fill("август")
    page.get_by_text("Пока считается: 1 августа – 31 августа 2027").wait_for()
    assert faults_of(page) == []
    page.get_by_label("1 августа – 31 августа 2026").check()
    page.get_by_text("Понято: 1 августа – 31 августа 2026").wait_for()
    page.get_by_role("button", name="Добавить в план", exact=True).click()
    page.get_by_text("Строка добавлена.").wait_for()
    assert plan.events.get(term="август").term_choice == BEFORE


def test_other_words_take_the_choice_away(page, live_server, cast, plan):
    opened(page, live_server, cast, add_url(plan))
    page.get_by_label("Срок", exact=True).fill("август")
    page.get_by_label("1 августа – 31 августа 2026").check()
    page.get_by_text("Понято: 1 августа").wait_for()
    page.get_by_label("Срок", exact=True).fill("15 марта")
    page.get_by_text("Понято: 15 марта 2027").wait_for()
    expect(page.locator("[name=term_choice]")).to_have_count(0)


def test_chooser_fills_the_field_by_keyboard_alone(page, live_server, cast, plan):
    opened(page, live_server, cast, add_url(plan))
    page.get_by_label("Мероприятие").fill("Не пропади")
    page.get_by_text("Подобрать срок").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    # From «День» to «С … по …» and on to «Месяцы».
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Месяцы", exact=True)).to_be_checked()
    assert faults_of(page) == []
    page.get_by_label("апрель 2027").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("Понято: 1 апреля – 31 мая 2027").wait_for()
    term = page.get_by_label("Срок", exact=True)
    expect(term).to_have_value("апрель – май")
    page.wait_for_function("() => document.activeElement.id === 'id_term'")
    expect(page.get_by_label("Мероприятие")).to_have_value("Не пропади")
    # What was put in place of the field goes on reading.
    term.fill("15 марта")
    page.get_by_text("Понято: 15 марта 2027").wait_for()


def test_chooser_says_what_is_missing_and_takes_the_focus_there(page, live_server, cast, plan):
    opened(page, live_server, cast, add_url(plan))
    page.get_by_text("Подобрать срок").click()
    page.get_by_role("button", name="Вставить срок").click()
    page.get_by_text("Укажите день.").wait_for()
    page.wait_for_function("() => document.activeElement.name === 'pick-day'")
    assert faults_of(page) == []


def test_chooser_and_reading_work_without_javascript(plain_page, live_server, cast, plan):
    page = opened(plain_page, live_server, cast, add_url(plan))
    page.get_by_label("Мероприятие").fill("Не пропади")
    page.get_by_label("Срок", exact=True).fill("август")
    page.get_by_role("button", name="Проверить срок").click()
    page.get_by_label("1 августа – 31 августа 2026").check()
    page.get_by_text("Подобрать срок").click()
    page.get_by_label("До дня").check()
    expect(page.get_by_label("С какого дня")).to_be_hidden()
    page.get_by_label("До какого дня").fill("2027-03-15")
    page.get_by_role("button", name="Вставить срок").click()
    expect(page.get_by_label("Срок", exact=True)).to_have_value("до 15 марта")
    expect(page.get_by_label("Мероприятие")).to_have_value("Не пропади")
    page.get_by_role("button", name="Добавить в план", exact=True).click()
    event = plan.events.get(title="Не пропади")
    assert (event.term, event.term_kind, event.term_choice) == ("до 15 марта", "deadline", "")


def test_month_is_a_grid_on_a_desk_and_a_list_on_a_phone(page, live_server, cast, plan):
    row(plan, "15 марта", "Семинар")
    row(plan, "с 18 по 23 марта", "Неделя чтения")
    row(plan, "в течение года", "Консультации")
    opened(page, live_server, cast, f"{reverse('events:calendar')}?month=2027-03")
    days = page.locator(".day:not(.outside)")
    assert days.nth(0).bounding_box()["y"] == days.nth(6).bounding_box()["y"]
    expect(page.get_by_role("link", name="Неделя чтения")).to_have_count(2)
    week = page.locator(".bars .entry").first.bounding_box()["width"]
    assert 3.5 < week / days.first.bounding_box()["width"] < 4.5
    expect(page.locator(".apart").get_by_role("link", name="Консультации")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(days.first).to_be_hidden()
    expect(page.get_by_text("15 марта, понедельник")).to_be_visible()
    visible = [one.is_visible() for one in page.get_by_role("link", name="Неделя чтения").all()]
    assert visible in ([True], [True, False])


def test_month_goes_on_and_a_filter_keeps_it(page, live_server, cast, plan):
    row(plan, "15 марта", "Семинар")
    opened(page, live_server, cast, f"{reverse('events:calendar')}?month=2027-02")
    page.get_by_role("link", name="Март 2027").click()
    page.get_by_role("link", name="Семинар").wait_for()
    page.get_by_label("Что показать").select_option("meetings")
    page.get_by_text("Уберите часть условий").wait_for()
    assert "month=2027-03" in page.url
    page.get_by_label("Что показать").select_option("")
    page.get_by_role("link", name="Семинар").click()
    page.wait_for_url("**/plans/*/#at-*")


def test_printed_month_shows_the_month_alone(page, live_server, cast, plan):
    row(plan, "15 марта", "Семинар")
    opened(page, live_server, cast, f"{reverse('events:calendar')}?month=2027-03")
    expect(page.get_by_role("button", name="Печать")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Семинар")).to_be_visible()
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Разделы портала")).to_be_hidden()


def test_pages_of_the_calendar_break_no_rule_of_accessibility(page, live_server, cast, plan):
    today = timezone.localdate()
    soon = f"{today + dt.timedelta(days=2):%d.%m.%Y}"
    for term in (soon, f"с {today:%d.%m.%Y} по {soon}", "март", "ежеквартально", "по запросу"):
        row(plan, term, f"Мероприятие: {term}")
    month, near = reverse("events:calendar"), reverse("events:upcoming")
    pages = [month, f"{month}?month=2027-03", f"{month}?month=2030-01", near, f"{near}?ahead=92"]
    by_date = f"{plan.get_absolute_url()}?order=date"
    pages += [by_date, f"{by_date}&from=2027-03-01&to=2027-03-31", f"{by_date}&from=2030-01-01"]
    assert faults_on(page, live_server, cast, [("chair", one) for one in pages]) == []
    assert faults_on(page, live_server, cast, [("foreigner", month), ("foreigner", near)]) == []
