"""Cards of meetings become rows."""

import pytest

from reports.recognition.unpivot_cards import CARDS
from tests.reports.recognition.unusual_tables import made_of, read, remarks, rows_of

CARD = [
    ["Тема:", "Цифровая карта края"],
    ["Форма проведения", "Семинар"],
    ["Дата", "15 марта"],
    ["Вопросы", "1. Обзор карт.\n2. Опыт школ."],
    ["Ответственные", "Рябчикова О. Т."],
]
OTHER = [["Тема:", "Итоги лета"], ["Дата", "20 сентября"], ["Ответственные", "Секретарь"]]


def test_card_of_a_meeting_is_a_row():
    found = read(made_of(CARD))
    (event,) = found.content.all_events()
    assert (event.title, event.form, event.term) == ("Цифровая карта края", "Семинар", "15 марта")
    assert [item.text for item in event.agenda] == ["Обзор карт.", "Опыт школ."]
    assert [one.text for one in event.responsible] == ["Рябчикова О. Т."]
    headings = {column.heading for column in found.content.layout.columns}
    assert headings == {"Тема, вопросы", "Форма проведения", "Дата", "Ответственные"}
    assert CARDS in remarks(found)


def test_cards_below_each_other_are_rows_of_one_table():
    found = read(made_of([*CARD, *OTHER]))
    assert [row[2:] for row in rows_of(found)] == [
        ("Цифровая карта края", "15 марта"),
        ("Итоги лета", "20 сентября"),
    ]
    assert list(found.content.all_events())[1].agenda == ()


def test_line_above_a_card_is_its_heading():
    found = read(made_of([["Весна", "<"], *CARD, ["Осень", "<"], *OTHER]))
    assert [(row[0], row[2]) for row in rows_of(found)] == [
        ("Весна", "Цифровая карта края"),
        ("Осень", "Итоги лета"),
    ]


def test_field_cut_by_a_page_is_joined():
    rows = [*CARD[:3], ["Вопросы", "1. Обзор карт."], ["", "2. Опыт школ."], CARD[4]]
    (event,) = read(made_of(rows)).content.all_events()
    assert [item.text for item in event.agenda] == ["Обзор карт.", "Опыт школ."]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Мероприятия", "Срок"],
            ["День памяти", "ноябрь"],
            ["Тема месяца", "май"],
            ["Исполнители", "март"],
        ],
        [
            ["Дело", "Когда"],
            ["Тематическая встреча по датам края и района", "май"],
            ["Срочный сбор", "июнь"],
        ],
    ],
)
def test_plan_of_two_columns_is_no_card(rows):
    found = read(made_of(rows))
    assert [row[2] for row in rows_of(found)] == [row[0] for row in rows[1:]]
    assert CARDS not in remarks(found)
