"""A plan typed from nothing by keyboard alone: its keys beyond the text and its loads are counted."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import sign_in
from tests.browser.sheets import saved
from tests.cast import make_cast
from tests.plans import make_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PEOPLE = ("Светлова А. П.", "Ветлугин О. Н.", "Совет центра", "Методист")
DATES = (
    "14 января, 11 февраля, 11 марта, 8 апреля, 13 мая, 9 сентября, 14 октября, 11 ноября,"
    " 9 декабря"
)
# By section: what is held, when, and how many answer for it.
PLAN = (
    (
        "Работа с начинающими учителями",
        (
            ("Школа молодого словесника", DATES, 2),
            ("Неделя открытых уроков", "с 9 по 13 марта", 3),
            ("Круглый стол «Первый класс»", "20 апреля", 1),
            ("Сбор наставников", "сентябрь", 4),
        ),
    ),
    (
        "Конкурсы",
        (
            ("Конкурс чтецов", "21 февраля", 2),
            ("Смотр кабинетов", "апрель", 1),
            ("Олимпиада учителей", "1 октября", 3),
            ("Слёт победителей", "2 декабря", 2),
        ),
    ),
    (
        "Издания",
        (
            ("Сборник разработок", "до 1 июня", 2),
            ("Памятка о диктантах", "до 1 марта", 1),
            ("Обзор учебников", "август", 1),
            ("Отчёт за год", "декабрь", 2),
        ),
    ),
)


class Typist:
    """Types with the keyboard, and counts the keys that are no text."""

    def __init__(self, page: "Page") -> None:
        self.page, self.keys = page, 0

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.insert_text(words)


def type_row(typist: Typist, title: str, term: str, people: int) -> None:
    typist.type(title)
    typist.press("Tab")
    typist.type(term)
    typist.press("Tab")
    for place, name in enumerate(PEOPLE[:people]):
        if place:
            typist.press("Enter")
        typist.type(name)


def test_twelve_rows_are_typed_without_a_load_and_with_the_keys_of_word(page, live_server):
    cast = make_cast()
    plan = make_plan("rmc-directions", association=cast.association, rows=0)
    sign_in(page, live_server, cast, "chair")
    page.goto(plan.get_absolute_url())
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    typist = Typist(page)
    for heading, rows in PLAN:
        typist.press("Control+Shift+Enter")
        typist.type(heading)
        typist.press("Enter")
        for place, (title, term, people) in enumerate(rows):
            keys = typist.keys
            if place:
                typist.press("Control+Enter")
            type_row(typist, title, term, people)
            assert typist.keys - keys <= 1.2 * (people + 2)
    typist.press("F2")
    saved(page)
    assert loads == []
    for heading, rows in PLAN:
        section = plan.sections.get(heading=heading)
        typed = [
            (row.title, row.term, [one.text for one in row.responsible.order_by("order")])
            for row in section.events.order_by("order")
        ]
        assert typed == [(title, term, list(PEOPLE[:people])) for title, term, people in rows]


def test_merged_direction_is_typed_in_its_cell(page, live_server):
    cast = make_cast()
    plan = make_plan("omo-directions", association=cast.association, rows=2)
    section = plan.sections.filter(kind="table").order_by("order")[0]
    sign_in(page, live_server, cast, "chair")
    page.goto(plan.get_absolute_url())
    direction = page.locator(f'[data-section="{section.uid}"][data-cell=direction]')
    direction.click()
    page.locator("textarea[data-editing]").fill("Чтение и письмо")
    page.keyboard.press("F2")
    saved(page)
    section.refresh_from_db()
    assert section.heading == "Чтение и письмо"
    assert direction.inner_text().strip().endswith("Чтение и письмо")
