"""Heads of tables, and the columns that the plan gets from them."""

import pytest

from reports.recognition import recognise
from reports.recognition.table_head import TableHints, find_bare_head, is_counted
from reports.sources.docx import read_word
from reports.sources.source_document import Run, SourceCell, SourceParagraph, SourceTable
from tests.reports.recognition.recognised import HEAD, events, read, remarks
from tests.reports.sources.word_samples import plan, say, table, written


def line(text):
    return SourceParagraph((Run(text),))


def test_head_under_a_line_about_the_table():
    rows = [
        ["Таблица мероприятий", "", ""],
        ["Мероприятие", "Срок", "Исполнитель"],
        ["Смотр", "май", "ЦРО"],
    ]
    found = recognise(read_word(plan(rows)))
    assert [c.role for c in found.content.layout.columns] == ["event", "term", "responsible"]
    assert [one.text for one in found.unplaced] == ["Таблица мероприятий"]


def test_head_of_two_levels():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        made = table(
            document,
            [
                ["№", "Мероприятие", "Сроки", "", "Ответственные"],
                ["^", "^", "начало", "конец", "^"],
                ["1.", "Смотр", "май", "июнь", "ЦРО"],
            ],
        )
        made.cell(0, 2).merge(made.cell(0, 3))

    found = read(written(build))
    assert [c.heading for c in found.content.layout.columns] == [
        "№",
        "Мероприятие",
        "Сроки начало – конец",
        "Ответственные",
    ]
    assert [(event.title, event.term) for event in events(written(build))] == [
        ("Смотр", "май – июнь")
    ]


def test_repeated_head_is_left_out_and_noted():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], HEAD, ["2.", "Слёт", "июнь", "ЦРО"]]
    assert [event.title for event in events(plan(rows))] == ["Смотр", "Слёт"]
    (remark,) = remarks(plan(rows))
    assert remark == f"Повторённая шапка таблицы опущена: {', '.join(HEAD)}."


@pytest.mark.parametrize(
    ("texts", "expected"),
    [(["1", "2", "3"], True), (["1", "2"], False), (["1", "3", "2"], False)],
)
def test_row_of_column_numbers(texts, expected):
    row = tuple(SourceCell(0, column, blocks=(line(text),)) for column, text in enumerate(texts))
    assert is_counted(SourceTable((row,), len(texts)), 0) is expected


def test_columns_of_a_table_without_a_head_by_their_contents():
    rows = [["Смотр учебных кабинетов школы", "май"], ["Слёт молодых наставников края", "июнь"]]
    (found,) = read_word(written(lambda document: table(document, rows))).tables
    head = find_bare_head(found, 1, TableHints(page=180))
    assert [column.role for column in head.columns] == ["event", "term"]
    assert (head.row, head.first_row) == (-1, 0)
    assert [column.width for column in head.columns] == [90, 90]
    (prices,) = read_word(written(lambda document: table(document, [["Мёд", "350"]] * 2))).tables
    assert find_bare_head(prices, 1, TableHints(page=180)) is None


def test_head_again_with_columns_of_its_own():
    rows = [
        ["Дела", "Классы", "Время проведения", "Ответственные"],
        ["Слёт", "5-6", "10 января", "Методист"],
        "Модуль «Кружки»",
        ["Название кружка", "Классы", "Количество часов в неделю", "Ответственные"],
        ["Хор", "5-6", "2", "Методист"],
    ]
    slet, choir = events(plan(rows))
    assert (slet.title, slet.term, slet.note) == ("Слёт", "10 января", "")
    assert (choir.title, choir.term, choir.note) == ("Хор", "", "2")


def test_row_of_heading_words_with_a_term_is_an_event():
    rows = [HEAD, ["", "Тематика заседаний", "в течение месяца", "Ответственные"]]
    assert [event.title for event in events(plan(rows))] == ["Тематика заседаний"]


def test_row_of_sentences_is_no_head():
    rows = [
        ["Встреча", "Где сидим", "Когда начнём"],
        ["1. Тема года и её содержание", "2. Место встречи у реки", "май"],
        ["Разбор вёсел", "Причал", "июнь"],
    ]
    found = recognise(read_word(plan(rows)))
    assert [column.heading for column in found.columns] == rows[0]


def test_headings_with_numbers_are_a_head():
    rows = [["1. Мероприятие", "2. Срок"], ["Слёт", "май"]]
    assert [(event.title, event.term) for event in events(plan(rows))] == [("Слёт", "май")]
