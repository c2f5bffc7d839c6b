"""Tables and papers that are told for what they are: people across, charts, programmes."""

import pytest

from reports.recognition import recognise
from reports.recognition.other_shapes import CHART, objection_to_shape
from reports.sources.docx import read_word
from reports.sources.source_document import SourceError
from tests.reports.sources.word_samples import plan, say, table, written

PEOPLE = [["Дата", "Лодкина С.", "Вёслов Т."], ["5.12.2031", "Причал", "Вёрстка"]]
PLAN = [["№", "Мероприятие", "Срок"], ["1", "Слёт", "май"]]


def objection(rows):
    return objection_to_shape(read_word(plan(rows)))


@pytest.mark.parametrize(
    "rows",
    [
        PEOPLE,
        [["Неделя", "Лодкина Света", "Вёслов Тимур"], ["1", "Причал", "Вёрстка"]],
        [["", "Лодкина С.В.", "Вёслов Т.П."], ["1 неделя", "Причал", ""]],
        [["", "Лодкина", "Вёслов"], ["1 неделя", "Причал", "Вёрстка"]],
    ],
)
def test_person_for_each_column(rows):
    assert "Лодкина" in objection(rows)
    with pytest.raises(SourceError, match="у каждого человека"):
        recognise(read_word(plan(rows)))


def chart(days, cells):
    return [["Задача", "Кто", *days], ["Причал", "Лодкина С.", *cells]]


@pytest.mark.parametrize(
    ("days", "cell"),
    [
        (list(map(str, range(1, 11))), ""),
        ([f"{day:02}.03" for day in range(1, 11)], "x"),
        ([f"{day:02}.03.2031" for day in range(1, 11)], ""),
        ([f"{week} нед" for week in range(1, 11)], ""),
    ],
)
def test_days_without_words_are_a_chart(days, cell):
    assert objection(chart(days, [cell] * 10)) == CHART


def test_chart_whose_days_are_apart_from_its_head():
    head, *rows = chart(list(map(str, range(1, 11))), [""] * 10)
    word = read_word(
        written(lambda made: (table(made, [head[:2]]), table(made, [["", "", *head[2:]], *rows])))
    )
    assert objection_to_shape(word) == CHART


@pytest.mark.parametrize(
    "rows",
    [
        PLAN,
        [["№", "Фамилия", "Заместитель"], ["1", "Лодкина С.В.", "Вёслов Т.П."]],
        chart([f"{week} неделя" for week in range(1, 11)], ["+"] * 10),
        [["Задача", "Срок", *map(str, range(1, 11))], ["Причал", "май", *[""] * 10]],
    ],
)
def test_other_tables_are_no_such_shape(rows):
    assert objection(rows) == ""


def test_plan_beside_such_a_table_is_read():
    word = read_word(written(lambda made: (table(made, PEOPLE), table(made, PLAN))))
    assert objection_to_shape(word) == ""


@pytest.mark.parametrize(("words", "refused"), [(200, False), (26_000, True)])
def test_whole_programme_is_no_plan(words, refused):
    def build(document):
        say(document, "Основная образовательная программа", "center", bold=True)
        say(document, "и план работы на 2031 год", "center", bold=True)
        say(document, "река " * words)
        table(document, PLAN)

    sentence = objection_to_shape(read_word(written(build)))
    assert ("образовательная программа" in sentence) is refused
