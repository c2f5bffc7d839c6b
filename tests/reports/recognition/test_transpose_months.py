"""Tables where months cross kinds of work become rows with terms."""

import pytest

from reports.recognition import Correction, recognise
from reports.recognition.transpose_months import MONTHS
from reports.sources.docx import read_word
from tests.reports.recognition.unusual_tables import made_of, read, remarks, rows_of


def test_months_over_kinds_of_work_are_terms():
    rows = [
        ["Направление", "Январь", "Февраль", "Март"],
        ["Учёба", "Школа вожатого", "", "Семинар у костра"],
        ["Связи", "", "Письма в районы", ""],
    ]
    found = read(made_of(rows))
    assert [row[2:] for row in rows_of(found)] == [
        ("Школа вожатого", "Январь"),
        ("Семинар у костра", "Март"),
        ("Письма в районы", "Февраль"),
    ]
    assert [section.heading for section in found.content.sections] == ["Учёба", "Связи"]
    assert MONTHS in remarks(found)


def test_other_columns_belong_to_every_event_of_the_row():
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


def test_event_across_several_months_has_them_all_as_its_term():
    rows = [
        ["Направление", "Сроки", "<", "<"],
        ["^", "I квартал", "II квартал", "III квартал"],
        ["Учёба", "Школа вожатого", "<", "Семинар у костра"],
        ["Связи", "Письма в районы", "", ""],
    ]
    found = read(made_of(rows))
    assert [row[3] for row in rows_of(found)] == [
        "I квартал – II квартал",
        "III квартал",
        "I квартал",
    ]
    assert "Сроки" in [column.heading for column in found.content.layout.columns]


def test_words_under_months_describe_the_event_of_the_row():
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
    assert rows_of(found) == [
        ("", "Организационная работа", "Сбор заявок", "Май"),
        ("", "Работа с вожатыми", "Школа вожатого", "Май"),
        ("Летние дела", "Работа с вожатыми", "Семинар у костра", "Июнь"),
    ]
    assert "Графы, в которых ничего не стоит, опущены: Контроль." in remarks(found)


def test_months_beside_councils_are_terms():
    rows = [
        ["", "совет лодочников", "вёсельный сбор", "воспитательная работа"],
        ["ноябрь", "", "1.Отчёт о вёслах 2.Анализ", "Рейд по причалам"],
        ["декабрь", "1.Итоги года 2.Контроль по теме", "", "Встреча у костра"],
    ]
    assert rows_of(read(made_of(rows))) == [
        ("", "вёсельный сбор", "1.Отчёт о вёслах 2.Анализ", "ноябрь"),
        ("", "воспитательная работа", "Рейд по причалам", "ноябрь"),
        ("", "совет лодочников", "1.Итоги года 2.Контроль по теме", "декабрь"),
        ("", "воспитательная работа", "Встреча у костра", "декабрь"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        # Days under months, and a column of events.
        [["Мероприятие", "Май", "Июнь"], ["Слёт", "5, 12", "9"], ["Сбор", "7", "14"]],
        # An ordinary plan with a column of months.
        [["Месяц", "Тема", "Содержание работы"], ["Май", "Костёр", "Как его сложить"],
         ["Июнь", "Лодка", "Как её найти"]],
        # A table with terms of its own.
        [["Направление работы", "Срок", "Май", "Июнь"], ["Слёт вожатых", "5 мая", "сбор заявок", "сам слёт"],
         ["Сбор вожатых", "7 июня", "сбор заявок", "сам сбор"]],
    ],
)  # fmt: skip
def test_other_tables_with_months_are_unchanged(rows):
    assert MONTHS not in remarks(recognise(read_word(made_of(rows)), corrections=[
        Correction("table", 1, to="plan")]))  # fmt: skip


def test_transposed_table_can_be_corrected():
    rows = [["Направление", "Май", "Июнь"], ["Учёба", "Школа вожатого", "Семинар у костра"],
            ["Связи", "Письма в районы", ""]]  # fmt: skip
    found = read(made_of(rows), Correction("column", 1, 0, "audience"))
    assert [e.audience for e in found.content.all_events()] == ["Учёба", "Учёба", "Связи"]
