"""Tables that stand on their side: cards of meetings, and months beside or over kinds of work."""

import pytest

from reports.recognition import Correction, recognise
from reports.recognition.turned_tables import CARDS, MONTHS
from reports.sources.docx import read_word
from tests.reports.sources.word_samples import plan, say, table, written

TITLE = "План работы на 2031 год"
CARD = [
    ["Тема:", "Цифровая карта края"],
    ["Форма проведения", "Семинар"],
    ["Дата", "15 марта"],
    ["Вопросы", "1. Обзор карт.\n2. Опыт школ."],
    ["Ответственные", "Рябчикова О. Т."],
]
OTHER = [["Тема:", "Итоги лета"], ["Дата", "20 сентября"], ["Ответственные", "Секретарь"]]


def read(data, *corrections):
    found = recognise(read_word(data), corrections=corrections)
    assert found.words.is_whole
    assert found.unplaced == ()
    return found


def made_of(rows):
    def build(document):
        say(document, TITLE, "center", bold=True)
        table(document, rows)

    return written(build)


def told(found):
    """(section, direction, title, term) of each event."""
    return [
        (section.heading, event.direction, event.title, event.term)
        for section in found.content.all_sections()
        for event in section.events
    ]


def remarks(found):
    return [one.text for one in found.findings]


# --- Cards ----------------------------------------------------------------------------------


def test_card_of_a_meeting_is_a_row():
    found = read(made_of(CARD))
    (event,) = found.content.all_events()
    assert (event.title, event.form, event.term) == ("Цифровая карта края", "Семинар", "15 марта")
    assert [item.text for item in event.agenda] == ["Обзор карт.", "Опыт школ."]
    assert [one.text for one in event.responsible] == ["Рябчикова О. Т."]
    headings = {column.heading for column in found.content.layout.columns}
    assert headings == {"Тема, вопросы", "Форма проведения", "Дата", "Ответственные"}
    assert CARDS in remarks(found)


def test_cards_one_under_another_are_rows_of_one_table():
    found = read(made_of([*CARD, *OTHER]))
    assert [row[2:] for row in told(found)] == [
        ("Цифровая карта края", "15 марта"),
        ("Итоги лета", "20 сентября"),
    ]
    assert list(found.content.all_events())[1].agenda == ()


def test_line_over_a_card_heads_it():
    found = read(made_of([["Весна", "<"], *CARD, ["Осень", "<"], *OTHER]))
    assert [(row[0], row[2]) for row in told(found)] == [
        ("Весна", "Цифровая карта края"),
        ("Осень", "Итоги лета"),
    ]


def test_field_of_a_card_that_a_page_cut_goes_on():
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
    assert [row[2] for row in told(found)] == [row[0] for row in rows[1:]]
    assert CARDS not in remarks(found)


# --- Months -----------------------------------------------------------------------------------


def test_months_over_kinds_of_work_are_terms():
    rows = [
        ["Направление", "Январь", "Февраль", "Март"],
        ["Учёба", "Школа вожатого", "", "Семинар у костра"],
        ["Связи", "", "Письма в районы", ""],
    ]
    found = read(made_of(rows))
    assert [row[2:] for row in told(found)] == [
        ("Школа вожатого", "Январь"),
        ("Семинар у костра", "Март"),
        ("Письма в районы", "Февраль"),
    ]
    assert [section.heading for section in found.content.sections] == ["Учёба", "Связи"]
    assert MONTHS in remarks(found)


def test_what_stands_beside_months_is_of_every_deed():
    rows = [
        ["№", "Вид работы", "Май", "Июнь", "Кто отвечает"],
        ["1", "Учёба", "Школа вожатого", "Семинар у костра", "Вожатый"],
        ["2", "Связи", "", "Письма в районы", "Секретарь"],
    ]
    found = read(made_of(rows))
    assert [(e.title, e.term, e.responsible[0].text) for e in found.content.all_events()] == [
        ("Школа вожатого", "Май", "Вожатый"),
        ("Семинар у костра", "Июнь", "Вожатый"),
        ("Письма в районы", "Июнь", "Секретарь"),
    ]


def test_deed_over_several_months_lasts_through_them():
    rows = [
        ["Направление", "Сроки", "<", "<"],
        ["^", "I квартал", "II квартал", "III квартал"],
        ["Учёба", "Школа вожатого", "<", "Семинар у костра"],
        ["Связи", "Письма в районы", "", ""],
    ]
    found = read(made_of(rows))
    assert [row[3] for row in told(found)] == ["I квартал – II квартал", "III квартал", "I квартал"]
    assert "Сроки" in [column.heading for column in found.content.layout.columns]


def test_deeds_under_months_tell_more_of_the_event_beside_them():
    rows = [
        ["Мероприятие", "Май", "Июнь"],
        ["Олимпиада", "отборочный круг", "решающий круг"],
        ["Слёт", "", "выезд на три дня"],
    ]
    found = read(made_of(rows))
    assert [(e.title, e.description, e.term) for e in found.content.all_events()] == [
        ("Олимпиада", "отборочный круг", "Май"),
        ("Олимпиада", "решающий круг", "Июнь"),
        ("Слёт", "выезд на три дня", "Июнь"),
    ]


def test_months_beside_kinds_of_work_are_terms():
    rows = [
        ["Месяц", "Организационная работа", "Работа с вожатыми", "Контроль"],
        ["Май", "Сбор заявок", "Школа вожатого", ""],
        ["Летние дела", "<", "<", "<"],
        ["Июнь", "", "Семинар у костра", ""],
    ]
    found = read(made_of(rows))
    assert told(found) == [
        ("", "Организационная работа", "Сбор заявок", "Май"),
        ("", "Работа с вожатыми", "Школа вожатого", "Май"),
        ("Летние дела", "Работа с вожатыми", "Семинар у костра", "Июнь"),
    ]
    assert "Графы, в которых ничего не стоит, опущены: Контроль." in remarks(found)


@pytest.mark.parametrize(
    "rows",
    [
        # Days under months, and the head says what is planned.
        [["Мероприятие", "Май", "Июнь"], ["Слёт", "5, 12", "9"], ["Сбор", "7", "14"]],
        # Months beside columns of an ordinary plan.
        [["Месяц", "Тема", "Содержание работы"], ["Май", "Костёр", "Как его сложить"],
         ["Июнь", "Лодка", "Как её найти"]],
        # A table with terms of its own.
        [["Направление работы", "Срок", "Май", "Июнь"], ["Слёт вожатых", "5 мая", "сбор заявок", "сам слёт"],
         ["Сбор вожатых", "7 июня", "сбор заявок", "сам сбор"]],
    ],
)  # fmt: skip
def test_other_tables_with_months_are_not_turned(rows):
    assert MONTHS not in remarks(recognise(read_word(made_of(rows)), corrections=[
        Correction("table", 1, to="plan")]))  # fmt: skip


def test_turned_table_may_be_put_right_by_hand():
    rows = [["Направление", "Май", "Июнь"], ["Учёба", "Школа вожатого", "Семинар у костра"],
            ["Связи", "Письма в районы", ""]]  # fmt: skip
    found = read(made_of(rows), Correction("column", 1, 0, "audience"))
    assert [e.audience for e in found.content.all_events()] == ["Учёба", "Учёба", "Связи"]


def test_plan_that_lies_flat_is_left_as_it_is():
    rows = [["Мероприятие", "Срок"], ["Слёт", "май"]]
    assert recognise(read_word(plan(rows))).findings == ()
