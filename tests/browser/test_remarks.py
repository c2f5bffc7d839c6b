"""A remark is written at its place, answered, and never lost on the way."""

from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from events.remarks.rules.common import keep_common_remark
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.sending import recall_plan
from tests.browser.pages import faults_of, faults_on, fill_door, sign_in, wait_for_store
from tests.browser.story import cast_with_passwords, sign_in_by_form
from tests.events.remarks.places import first_row, remark_on_row, sent_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TEXT = "Уточните срок: он раньше начала года."


@pytest.fixture
def cast():
    return cast_with_passwords()


@pytest.fixture
def plan(cast):
    return sent_plan(cast)


def decide(plan) -> str:
    return reverse("events:plan_decide", args=[plan.pk, pending_steps(plan)[0].uid])


def row_form(plan) -> str:
    return f"{reverse('events:remark_add', args=[plan.pk])}?place=row&uid={first_row(plan).uid}"


def write(page: "Page", text: str = TEXT) -> None:
    page.get_by_label("Замечание", exact=True).fill(text)
    page.get_by_role("button", name="Записать замечание").click()
    page.get_by_text("Замечание записано.").wait_for()


def test_remark_is_written_by_clicking_its_cell(page, live_server, cast, plan):
    sign_in(page, live_server, cast, "approver")
    page.goto(f"{live_server.url}{decide(plan)}")
    page.get_by_label("Замечание автору плана").fill("Сроки у строк.")
    wait_for_store(page, "Сроки у строк.")
    row = first_row(plan)
    page.locator(f"#at-{row.uid} [data-cell=term]").click()
    page.get_by_text("Строка 1, срок").wait_for()
    write(page)
    expect(page).to_have_url(f"{live_server.url}{decide(plan)}#at-{row.uid}")
    page.locator(f"#at-{row.uid} .remark-mark summary").click()
    expect(page.locator(f"#at-{row.uid} .finding-box")).to_contain_text(TEXT)
    # What was typed about the whole plan is offered again.
    page.get_by_role("status").filter(has_text="Сроки у строк.").wait_for()
    page.get_by_role("button", name="Вставить").click()
    expect(page.get_by_label("Замечание автору плана")).to_have_value("Сроки у строк.")


def test_remark_is_written_with_the_keyboard(page, live_server, cast, plan):
    sign_in(page, live_server, cast, "approver")
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    row = first_row(plan)
    page.get_by_role("link", name="Замечание к строке 1", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="срок", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Строка 1, срок").wait_for()
    page.get_by_label("Замечание", exact=True).fill(TEXT)
    page.get_by_label("Замечание", exact=True).press("Tab")
    page.get_by_role("button", name="Записать замечание").press("Enter")
    page.get_by_text("Замечание записано.").wait_for()
    remark = plan.remarks.get()
    assert (remark.uid, remark.field, remark.text) == (row.uid, "term", TEXT)


def test_remark_survives_the_end_of_the_session(page, cast, plan):
    """Typed, the cookie gone, signed in again: the text is there."""
    sign_in_by_form(page, cast, "approver")
    page.goto(row_form(plan))
    page.get_by_label("Замечание", exact=True).fill(TEXT)
    Session.objects.all().delete()
    page.get_by_role("button", name="Записать замечание").click()
    page.get_by_role("heading", name="Набранное", exact=True).wait_for()
    fill_door(page, cast, "approver")
    page.get_by_role("button", name="Отправить ещё раз").click()
    page.get_by_text("Замечание записано.").wait_for()
    assert plan.remarks.get().text == TEXT


def test_remark_survives_a_closed_page(page, live_server, cast, plan):
    sign_in(page, live_server, cast, "approver")
    page.goto(f"{live_server.url}{row_form(plan)}")
    page.get_by_label("Замечание", exact=True).fill(TEXT)
    wait_for_store(page, TEXT)
    page.context.clear_cookies()
    other = page.context.new_page()
    sign_in(other, live_server, cast, "approver")
    other.goto(f"{live_server.url}{row_form(plan)}")
    other.get_by_role("status").filter(has_text=TEXT).wait_for()
    other.get_by_role("button", name="Вставить", exact=True).first.click()
    expect(other.get_by_label("Замечание", exact=True)).to_have_value(TEXT)
    write(other)
    assert plan.remarks.get().text == TEXT


def test_remark_is_written_without_javascript(plain_page, cast, plan):
    page = plain_page
    keep_common_remark(text="Нет результата.", for_all=True, by=cast.actor("methodist"))
    sign_in_by_form(page, cast, "approver")
    page.goto(plan.get_absolute_url())
    page.get_by_role("link", name="Замечание к строке 1", exact=True).first.click()
    page.get_by_label("Замечание", exact=True).fill(TEXT)
    page.get_by_label("Типовое замечание").select_option("Нет результата.")
    page.get_by_role("button", name="Вставить").click()
    expect(page.get_by_label("Замечание", exact=True)).to_have_value(f"{TEXT}\nНет результата.")
    page.get_by_role("button", name="срок", exact=True).click()
    page.get_by_label("Как написать в этой ячейке").fill("20 мая")
    page.get_by_role("button", name="Записать замечание").click()
    page.get_by_text("Замечание записано.").wait_for()
    assert plan.remarks.get().suggestion == "20 мая"


def test_common_remark_goes_into_the_text(page, live_server, cast, plan):
    keep_common_remark(text="Нет результата.", for_all=True, by=cast.actor("methodist"))
    sign_in(page, live_server, cast, "approver")
    page.goto(f"{live_server.url}{row_form(plan)}")
    page.get_by_label("Замечание", exact=True).fill(TEXT)
    page.get_by_label("Типовое замечание").select_option("Нет результата.")
    expect(page.get_by_label("Замечание", exact=True)).to_have_value(f"{TEXT}\nНет результата.")


def test_author_accepts_a_suggestion_from_the_margin(page, live_server, cast, plan):
    remark = remark_on_row(cast, plan, field="term", suggestion="20 мая")
    recall_plan(plan=plan, by=cast.actor("chair"))
    sign_in(page, live_server, cast, "chair")
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    page.locator(f"#at-{remark.uid} .remark-mark summary").click()
    assert faults_of(page) == []
    page.locator(f"#at-{remark.uid}").get_by_role("button", name="Принять правку").click()
    page.get_by_text("Предложенный текст записан в план.").wait_for()
    expect(page.locator(f"#at-{remark.uid} [data-cell=term]")).to_have_text("20 мая")
    expect(page.locator(f"#at-{remark.uid} .remark-mark")).to_have_count(0)
    assert first_row(plan).term == "20 мая"


def test_marks_stay_while_the_author_types(page, live_server, cast, plan):
    remark = remark_on_row(cast, plan, field="term")
    recall_plan(plan=plan, by=cast.actor("chair"))
    sign_in(page, live_server, cast, "chair")
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    cell = page.locator(f"#at-{remark.uid} [data-cell=event]")
    cell.dblclick(position={"x": 20, "y": 10})
    page.locator("[data-editing]").first.fill("Слёт краеведов")
    page.keyboard.press("Escape")
    page.locator("#plan-bar[data-save-state=saved]").wait_for()
    expect(cell.locator(".remark-mark")).to_have_count(1)


def test_pages_of_remarks_have_no_faults(page, live_server, cast, plan):
    remark = remark_on_row(cast, plan, field="term", suggestion="20 мая")
    keep_common_remark(text="Нет результата.", for_all=True, by=cast.actor("methodist"))
    pages = [
        ("approver", plan.get_absolute_url()),
        ("approver", decide(plan)),
        ("approver", row_form(plan)),
        ("approver", f"{row_form(plan)}&field=term"),
        ("approver", remark.get_absolute_url()),
        ("chair", remark.get_absolute_url()),
        ("chair", "/remarks/"),
        ("chair", f"/remarks/?plan={plan.pk}"),
        ("methodist", "/remarks/common/"),
    ]
    assert faults_on(page, live_server, cast, pages) == []
