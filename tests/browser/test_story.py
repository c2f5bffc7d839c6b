"""The main job in a real browser, with JavaScript, without it, and by the keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Plan
from tests.browser.pages import sign_in
from tests.browser.story import cast_with_passwords, go_through, type_in_forms, type_in_sheet
from tests.plans import make_plan

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_plan_goes_from_the_first_click_to_the_official_paper(page):
    pk = go_through(page, cast_with_passwords(), type_in_sheet)
    assert Plan.objects.get(pk=pk).status == Plan.Status.APPROVED


def test_it_goes_all_the_same_without_javascript(plain_page):
    pk = go_through(plain_page, cast_with_passwords(), type_in_forms)
    assert Plan.objects.get(pk=pk).status == Plan.Status.APPROVED


def test_approved_plan_is_changed_and_repealed_without_javascript(plain_page, live_server, cast):
    page = plain_page
    plan = make_plan("moc-results", "approved", association=cast.association, rows=1)
    sign_in(page, live_server, cast, "chair")
    page.goto(plan.get_absolute_url())
    page.get_by_role("link", name="Внести изменения").click()
    page.get_by_role("button", name="Внести изменения").click()
    page.get_by_role("link", name="Изменить заголовок").click()
    page.get_by_label("Заголовок").fill("План с изменениями")
    page.get_by_role("button", name="Записать").click()
    page.get_by_role("link", name="Отправить на согласование").click()
    page.get_by_role("button", name="Отправить на согласование").click()
    sign_in(page, live_server, cast, "stranger")
    page.goto(plan.get_absolute_url())
    expect(page.locator("main")).not_to_contain_text("План с изменениями")
    sign_in(page, live_server, cast, "approver")
    page.goto("/")
    page.get_by_role("link", name="Рассмотреть").click()
    page.get_by_label("План прочитан до конца").check()
    page.get_by_role("button", name="Утвердить", exact=True).click()
    page.get_by_role("link", name="Отменить утверждение").click()
    page.get_by_label("Почему отменяете").fill("Ошибка в сроках")
    page.get_by_role("button", name="Отменить утверждение").click()
    expect(page.locator("#messages")).to_contain_text("Утверждение отменено")
    sign_in(page, live_server, cast, "chair")
    page.goto(plan.get_absolute_url())
    expect(page.locator("#remarks")).to_contain_text("Ошибка в сроках")


def test_row_is_moved_from_its_form_without_javascript(plain_page, live_server, cast):
    plan = make_plan("moc-results", association=cast.association, rows=3)
    uid = plan.events.get(order=1).uid
    sign_in(plain_page, live_server, cast, "chair")
    plain_page.goto(plan.get_absolute_url())
    plain_page.locator(f"#at-{uid}").get_by_role("link", name="Строка 1").click()
    plain_page.get_by_role("button", name="Строку ниже").click()
    assert plain_page.url.endswith(f"#at-{uid}")
    assert plan.events.get(uid=uid).order == 2


def test_row_is_added_in_its_form_by_the_keyboard_alone(page, live_server, cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    sign_in(page, live_server, cast, "chair")
    page.goto(reverse("events:event_add", args=[plan.pk, plan.sections.get().uid]))
    page.get_by_label("Мероприятие").focus()
    page.keyboard.type("Только клавишами")
    page.keyboard.press("Tab")
    page.keyboard.type("15 марта")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/plans/*/#at-*")
    assert plan.events.filter(title="Только клавишами", term="15 марта").exists()


def test_lines_are_added_moved_and_removed_without_a_round_trip(page, live_server, cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    event = plan.events.get()
    sign_in(page, live_server, cast, "chair")
    page.goto(f"/plans/{plan.pk}/rows/{event.uid}/")
    lines = page.locator("[data-lines=responsible] [data-line]")
    before = lines.count()
    page.get_by_role("button", name="Добавить ответственного").click()
    expect(lines).to_have_count(before + 1)
    page.keyboard.type("Последний")
    page.get_by_role("button", name=f"Ответственный {before + 1}: выше").click()
    page.get_by_role("button", name=f"Ответственный {before}: выше").click()
    page.get_by_role("button", name="Ответственный 1: убрать").click()
    page.get_by_role("button", name="Записать строку").click()
    page.wait_for_url("**/plans/*/#at-*")
    named = event.responsible.order_by("order").values_list("text", flat=True)
    assert list(named) == ["Последний", "совет объединения"]


def test_title_is_proposed_as_the_choices_change(page, live_server, cast):
    sign_in(page, live_server, cast, "chair")
    page.goto("/plans/add/")
    page.get_by_label("Период").select_option(label="2026/2027 учебный год")
    page.get_by_text("на 2026–2027 учебный год").wait_for()


def test_list_is_narrowed_as_one_types(page, live_server, cast):
    make_plan("moc-results", association=cast.association, rows=0, title="План о чтении")
    make_plan("rmc-directions", association=cast.association, rows=0, title="План о счёте")
    sign_in(page, live_server, cast, "chair")
    page.goto("/plans/")
    page.get_by_label("Слова").fill("чтении")
    page.get_by_text("Найдено: 1").wait_for()
    expect(page.get_by_role("link", name="План о счёте")).to_have_count(0)


def test_only_one_menu_is_open_and_escape_closes_it(page, live_server, cast):
    plan = make_plan("rmc-directions", association=cast.association, rows=2)
    sign_in(page, live_server, cast, "chair")
    page.goto(plan.get_absolute_url())
    menus = page.locator(".section-actions summary")
    menus.nth(0).click()
    menus.nth(1).press("Enter")
    expect(page.locator("details.more[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("details.more[open]")).to_have_count(0)
