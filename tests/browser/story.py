"""What the browser stories share: signing in by the form, and a cast whose people have passwords."""

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.cast import Cast, make_cast
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def cast_with_passwords() -> Cast:
    """Make the cast; everybody may sign in with the same made-up password."""
    cast = make_cast()
    for user in cast.users.values():
        if user:
            user.set_password(PASSWORD)
            user.save()
    return cast


def sign_in_by_form(page: "Page", cast: Cast, who: str) -> None:
    """Sign in by the form, whoever was signed in before."""
    user = cast.users[who]
    assert user
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url("**/")


def type_in_sheet(page: "Page") -> None:
    """Type a row and a meeting with two questions into the sheet."""
    page.get_by_role("link", name="Строка в раздел Мероприятия и заседания").click()
    page.keyboard.type("Мастерская учителей чтения")
    page.keyboard.press("F2")
    page.get_by_text("Раздел: Мероприятия и заседания").click()
    page.get_by_role("link", name="Добавить заседание").first.click()
    page.keyboard.type("Заседание № 1")
    page.keyboard.press("F2")
    page.keyboard.press("Shift+F10")
    page.get_by_role("button", name="Повестка", exact=True).click()
    page.keyboard.type("Итоги полугодия\nРазное")
    page.keyboard.press("F2")


def type_in_forms(page: "Page") -> None:
    """Add a row and a meeting with two questions by their forms."""
    page.get_by_role("link", name="Строка в раздел Мероприятия и заседания").click()
    page.get_by_label("Мероприятие").fill("Мастерская учителей чтения")
    page.get_by_label("Срок").fill("15 марта")
    page.get_by_label("Кто").first.fill("совет объединения")
    page.get_by_role("button", name="Добавить в план").click()
    page.get_by_text("Раздел: Мероприятия и заседания").click()
    page.get_by_role("link", name="Добавить заседание").first.click()
    page.get_by_label("Мероприятие").fill("Заседание № 1")
    page.get_by_role("textbox", name="Вопрос").first.fill("Итоги полугодия")
    page.get_by_role("button", name="Добавить вопрос").click()
    page.get_by_role("textbox", name="Вопрос").nth(1).fill("Разное")
    page.get_by_role("button", name="Добавить в план").click()
    page.wait_for_url("**/plans/*/#at-*")


def go_through(page: "Page", cast: Cast, type_rows: "Callable[[Page], None]") -> int:
    """From a new plan to its official PDF, by pages and buttons only; gives the plan's id."""
    sign_in_by_form(page, cast, "chair")
    page.get_by_role("link", name="Новый план").click()
    page.get_by_label("Форма плана").select_option(
        label="РУМО: титульный лист, текстовые разделы и таблицы"
    )
    page.get_by_role("button", name="Создать черновик").click()
    page.wait_for_url("**/plans/*/")
    pk = int(page.url.rstrip("/").rsplit("/", 1)[-1])

    type_rows(page)
    sheet = page.locator("#sheet")
    expect(sheet).to_contain_text("Итоги полугодия")
    expect(sheet).to_contain_text("Разное")

    page.get_by_role("link", name="Отправить", exact=True).click()
    page.wait_for_url("**/send/")
    page.get_by_role("button", name="Отправить на согласование").click()
    expect(page.locator("#messages")).to_contain_text("План отправлен")

    sign_in_by_form(page, cast, "curator")
    page.get_by_role("link", name="Рассмотреть").click()
    page.get_by_label("План прочитан до конца").check()
    page.get_by_role("button", name="Согласовать", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Решение записано")

    sign_in_by_form(page, cast, "approver")
    page.get_by_role("link", name="Рассмотреть").click()
    page.get_by_label("План прочитан до конца").check()
    page.get_by_role("button", name="Утвердить", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("План утверждён")

    sign_in_by_form(page, cast, "methodist")
    page.goto(f"/plans/{pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Скачать утверждённый план").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    return pk
