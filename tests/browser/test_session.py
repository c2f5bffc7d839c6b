"""The session ends, or somebody else signs in, while a page is open: the same account goes on."""

from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.pages import faults_of, fill_door, sign_in, wait_for_empty_store
from tests.browser.story import cast_with_passwords, sign_in_by_form
from tests.plans import make_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TITLE = "Слёт юных краеведов области"


@pytest.fixture
def cast():
    return cast_with_passwords()


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=1)


def address_of(plan) -> str:
    section = plan.sections.filter(kind="table").order_by("order").first()
    return reverse("events:event_add", args=[plan.pk, section.uid])


def type_row(page: "Page", plan) -> None:
    page.goto(address_of(plan))
    page.get_by_label("Мероприятие", exact=True).fill(TITLE)


def leave_and_return(page: "Page") -> None:
    """The person looks at another tab and comes back."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def send(page: "Page") -> None:
    page.get_by_role("button", name="Добавить в план").click()


def end_sessions() -> None:
    Session.objects.all().delete()


def is_added(plan) -> bool:
    return plan.events.filter(title=TITLE).exists()


@pytest.fixture
def chair(page, cast) -> "Page":
    sign_in_by_form(page, cast, "chair")
    return page


def test_row_is_sent_after_the_sign_in_over_its_form(chair, cast, plan):
    page = chair
    type_row(page, plan)
    end_sessions()
    leave_and_return(page)
    send(page)
    door = page.get_by_role("dialog")
    door.get_by_role("heading", name="Войдите снова").wait_for()
    assert faults_of(page) == []
    fill_door(door, cast, "chair", "не тот пароль")
    door.get_by_text("Почта или пароль не подошли").wait_for()
    fill_door(door, cast, "chair")
    page.wait_for_url("**/plans/*/#at-*")
    assert is_added(plan)


def test_sign_in_may_be_put_off(chair, cast, plan):
    page = chair
    type_row(page, plan)
    end_sessions()
    leave_and_return(page)
    send(page)
    door = page.get_by_role("dialog")
    door.locator("[name=password]").wait_for()
    page.keyboard.press("Escape")
    door.wait_for(state="hidden")
    expect(page.get_by_label("Мероприятие", exact=True)).to_have_value(TITLE)
    send(page)
    fill_door(door, cast, "chair")
    page.wait_for_url("**/plans/*/#at-*")
    assert is_added(plan)


def test_another_account_gets_nothing_of_the_page(chair, cast, plan):
    page = chair
    type_row(page, plan)
    end_sessions()
    leave_and_return(page)
    send(page)
    fill_door(page.get_by_role("dialog"), cast, "secretary")
    page.get_by_role("heading", name="Мой стол").wait_for()
    assert not is_added(plan)
    sign_in_by_form(page, cast, "chair")
    page.goto(address_of(plan))
    page.get_by_role("status").filter(has_text=TITLE).wait_for()


def test_another_account_in_another_tab_gets_nothing_either(chair, live_server, cast, plan):
    page = chair
    type_row(page, plan)
    sign_in(page, live_server, cast, "secretary")
    leave_and_return(page)
    send(page)
    page.get_by_role("heading", name="Мой стол").wait_for()
    assert not is_added(plan)


def test_stale_token_renews_itself(chair, cast, plan):
    """Signed out and in again in another tab."""
    page = chair
    type_row(page, plan)
    other = page.context.new_page()
    sign_in_by_form(other, cast, "chair")
    other.close()
    send(page)
    page.wait_for_url("**/plans/*/#at-*")
    assert is_added(plan)


def test_form_that_is_sent_offline_stays(chair, plan):
    page = chair
    type_row(page, plan)
    page.context.set_offline(True)
    send(page)
    page.locator("#messages").get_by_text("Нет связи с порталом").wait_for()
    page.context.set_offline(False)
    expect(page.get_by_label("Мероприятие", exact=True)).to_have_value(TITLE)
    send(page)
    page.wait_for_url("**/plans/*/#at-*")
    assert is_added(plan)


def test_portal_that_does_not_answer_loses_nothing(unwatched_page, cast, plan):
    page = unwatched_page
    sign_in_by_form(page, cast, "chair")
    type_row(page, plan)
    leave_and_return(page)
    page.route("**/accounts/session/", lambda route: route.fulfill(status=502, body="proxy"))
    send(page)
    page.locator("#messages").get_by_text("Нет связи с порталом").wait_for()
    expect(page.get_by_label("Мероприятие", exact=True)).to_have_value(TITLE)


def test_action_on_the_sheet_asks_for_a_sign_in(chair, cast, plan):
    page, row = chair, plan.events.order_by("order").first()
    page.goto(plan.get_absolute_url())
    address = reverse("events:event_duplicate", args=[plan.pk, row.uid])
    page.evaluate(
        """address => {
          const button = document.createElement("button");
          button.setAttribute("hx-post", address);
          document.getElementById("sheet").append(button);
          htmx.process(button);
        }""",
        address,
    )
    count = plan.events.count()
    action = page.locator(f"[hx-post='{address}']").last
    end_sessions()
    action.click()
    door = page.get_by_role("dialog")
    fill_door(door, cast, "chair")
    page.locator("#messages").get_by_text("Вы снова вошли. Повторите действие.").wait_for()
    with page.expect_response(lambda one: address in one.url):
        action.click()
    assert plan.events.count() == count + 1


def test_signing_out_where_the_session_has_ended_leads_to_the_door(chair):
    page = chair
    page.goto("/")
    end_sessions()
    leave_and_return(page)
    page.get_by_role("button", name="Ваша учётная запись").click()
    page.get_by_role("button", name="Выйти").click()
    page.wait_for_url("**/accounts/login/?next=/")


def test_without_javascript_the_words_pass_through_the_sign_in(plain_page, cast, plan):
    page = plain_page
    sign_in_by_form(page, cast, "chair")
    type_row(page, plan)
    page.get_by_label("Кто").first.fill("Совет")
    end_sessions()
    send(page)
    expect(page.get_by_role("textbox", name="Набранное, поле 1")).to_have_value(TITLE)
    fill_door(page, cast, "chair")
    page.get_by_role("button", name="Отправить ещё раз").click()
    page.wait_for_url("**/plans/*/#at-*")
    row = plan.events.get(title=TITLE)
    assert [one.text for one in row.responsible.all()] == ["Совет"]


def test_without_javascript_a_stale_page_is_sent_again(plain_page, cast, plan):
    page = plain_page
    sign_in_by_form(page, cast, "chair")
    type_row(page, plan)
    other = page.context.new_page()
    sign_in_by_form(other, cast, "chair")
    other.close()
    send(page)
    page.get_by_role("heading", name="Набранное не пропало").wait_for()
    page.get_by_role("button", name="Отправить ещё раз").click()
    page.wait_for_url("**/plans/*/#at-*")
    assert is_added(plan)


@pytest.mark.parametrize("width", [1280, 360])
def test_words_that_slip_through_pass_through_the_sign_in(page, cast, plan, width):
    """A page that is a moment old sends its form without asking whose the session is."""
    page.set_viewport_size({"width": width, "height": 800})
    sign_in_by_form(page, cast, "chair")
    type_row(page, plan)
    end_sessions()
    send(page)
    page.get_by_role("heading", name="Набранное", exact=True).wait_for()
    assert faults_of(page) == []
    fill_door(page, cast, "chair")
    page.get_by_role("heading", name="Набранное не пропало").wait_for()
    assert faults_of(page) == []
    page.get_by_role("button", name="Отправить ещё раз").click()
    page.wait_for_url("**/plans/*/#at-*")
    assert is_added(plan)
    # What the browser kept of the form goes by the name that it was sent with first.
    wait_for_empty_store(page)
