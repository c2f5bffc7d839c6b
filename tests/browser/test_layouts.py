"""Layouts in a real browser: made by the keyboard alone, seen as they are typed, taken by a chair."""

import re

import pytest
from playwright.sync_api import expect

from events.layouts.queries.values import layout_values
from events.models import Layout, Plan
from tests.browser.pages import faults_of, sign_in
from tests.layouts import own_layout, plan_on
from tests.plans import LAYOUTS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def press(page, name: str | re.Pattern[str], role: str = "button") -> None:
    """Reach a button or a link without a pointer, and press Enter."""
    page.get_by_role(role, name=name, exact=True).focus()
    page.keyboard.press("Enter")


def wait_for_focus(page, on: str) -> None:
    page.wait_for_function("id => document.activeElement.id === id", arg=on)


def sheet_heads(page) -> list[str]:
    return page.locator("#preview thead th").all_inner_texts()


def test_methodist_makes_a_form_with_the_keyboard_alone(page, live_server, cast):
    sign_in(page, live_server, cast, "methodist")
    page.goto(cast.institution.get_absolute_url())
    press(page, "Формы планов", "link")
    page.wait_for_url("**/layouts/")
    press(page, re.compile("Скопировать.*МОЦ"))
    page.wait_for_url("**/layouts/*/edit/")
    page.get_by_label("Название формы").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Форма отдела")

    # A column is moved, one added, one removed; the sheet beside the form follows.
    assert sheet_heads(page)[:2] == ["№", "Наименование мероприятия"]
    press(page, "Графа 5: выше")
    page.locator("#preview thead th").nth(3).get_by_text("Результат").wait_for()
    wait_for_focus(page, "columns-up-3")
    press(page, "Добавить графу")
    page.locator("#id_columns-5-role").wait_for()
    wait_for_focus(page, "id_columns-5-role")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.type("Отметка")
    page.keyboard.press("Tab")
    page.keyboard.type("20")
    page.locator("#preview thead th", has_text="Отметка").wait_for()
    page.get_by_text("Ширины вместе: 200 из 180 мм, лишних 20 мм").wait_for()
    press(page, "Графа 6: убрать")
    page.get_by_text("Ширины вместе: 180 из 180 мм").wait_for()
    wait_for_focus(page, "columns-remove-4")
    expect(page.get_by_label("Название формы")).to_have_value("Форма отдела")

    page.get_by_label("Название формы").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Форма записана.").wait_for()
    press(page, "Ввести в действие", "link")
    page.get_by_text("Проверка ничего не нашла.").wait_for()
    press(page, "Ввести в действие")
    page.get_by_text("новые планы составляют по ней").wait_for()
    layout = Layout.objects.get(name="Форма отдела")
    assert [one.role for one in layout_values(layout).columns][3] == "result"
    assert layout.state == "active"


def test_next_version_is_made_and_a_chair_takes_it(page, live_server, cast):
    layout = own_layout(cast)
    plan = plan_on(cast, layout)
    sign_in(page, live_server, cast, "methodist")
    page.goto(f"/layouts/{layout.pk}/edit/")
    press(page, "Графа 5: убрать")
    page.get_by_text("Ширины вместе: 136 из 180 мм").wait_for()
    press(page, "Записать как новую версию")
    page.get_by_text("Записано как версия 2").wait_for()
    press(page, "Ввести в действие", "link")
    page.get_by_role("cell", name="Результат", exact=False).first.wait_for()
    press(page, "Ввести в действие")
    page.get_by_text("новые планы составляют по ней").wait_for()

    sign_in(page, live_server, cast, "chair")
    page.goto(plan.get_absolute_url())
    press(page, "Посмотреть, что изменится", "link")
    page.get_by_text("Результат напечатается в графе").wait_for()
    press(page, "Перейти на новую версию")
    page.get_by_text("План печатается по форме").wait_for()
    expect(page.locator("#sheet")).to_contain_text("Результат: Методические рекомендации")
    assert Plan.objects.get(pk=plan.pk).layout.version == 2


def test_form_that_nobody_touched_says_the_same_again(page, live_server, cast):
    layouts = [own_layout(cast, code) for code in LAYOUTS]
    said = [layout_values(layout) for layout in layouts]
    sign_in(page, live_server, cast, "methodist")
    for layout in layouts:
        page.goto(f"/layouts/{layout.pk}/edit/")
        page.get_by_role("button", name="Записать форму").click()
        page.get_by_text("Форма записана.").wait_for()
    assert [layout_values(Layout.objects.get(pk=one.pk)) for one in layouts] == said


def test_lines_and_the_specimen_work_without_javascript(plain_page, live_server, cast):
    layout = own_layout(cast)
    sign_in(plain_page, live_server, cast, "methodist")
    plain_page.goto(f"/layouts/{layout.pk}/edit/")
    plain_page.get_by_role("button", name="Графа 5: убрать").click()
    assert "Результат" not in sheet_heads(plain_page)
    plain_page.get_by_label("Заголовок на бумаге").nth(2).fill("Когда")
    plain_page.get_by_role("button", name="Показать", exact=True).click()
    assert "Когда" in sheet_heads(plain_page)
    plain_page.get_by_role("button", name="Записать форму").click()
    expect(plain_page.locator("#messages")).to_contain_text("Форма записана")
    assert [one.heading for one in layout_values(layout).columns][2:] == ["Когда", "Исполнитель"]


def test_section_is_given_columns_of_its_own(page, live_server, cast):
    layout = own_layout(cast, "rumo-directions")
    sign_in(page, live_server, cast, "methodist")
    page.goto(f"/layouts/{layout.pk}/edit/")
    page.locator(".own-columns summary").nth(3).click()
    page.locator("#sections-3-columns-add").click()
    page.locator("#id_sections-3-columns-3-role").wait_for()
    page.locator("#sections-3-columns-remove-1").click()
    page.locator("#id_sections-3-columns-3-role").wait_for(state="detached")
    page.locator("#id_sections-3-columns-1-heading").fill("К какому дню")
    page.locator("#preview thead th", has_text="К какому дню").wait_for()
    page.get_by_role("button", name="Записать форму").click()
    page.get_by_text("Форма записана.").wait_for()
    own = layout_values(layout).sections[3].columns
    assert [(one.role, one.heading) for one in own] == [
        ("number", "№ п/п"),
        ("term", "К какому дню"),
        ("event", "Мероприятие"),
    ]


def test_wrong_form_breaks_no_rule_and_takes_the_focus(page, live_server, cast):
    layout = own_layout(cast)
    sign_in(page, live_server, cast, "methodist")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"/layouts/{layout.pk}/edit/")
        page.get_by_label("Образец заголовка").fill("План {кого}")
        page.get_by_role("button", name="Записать форму").click()
        page.get_by_text("Не сохранено").wait_for()
        assert faults_of(page) == []
        wait_for_focus(page, "id_title_pattern")
