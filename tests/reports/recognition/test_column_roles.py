"""What a column is where its heading alone doesn't tell: marks of quarters, lonely directions."""

import pytest

from reports.recognition import Correction, recognise
from reports.sources.docx import read_word
from tests.reports.sources.word_samples import plan, say, table, written

QUARTERS = ["№", "Мероприятие", "I кв.", "II кв.", "III кв.", "IV кв.", "Ответственный"]


def read(rows, *corrections):
    found = recognise(read_word(plan(rows)), corrections=corrections)
    assert found.words.is_whole
    return found


def terms(found):
    return [event.term for event in found.content.all_events()]


@pytest.mark.parametrize("mark", ["+", "х", "V", "✓", "*"])
def test_marks_under_quarters_are_the_term(mark):
    rows = [["1", "Слёт", mark, "", mark, "", "Все"], ["2", "Сбор", "", "", "", mark, "Все"]]
    found = read([QUARTERS, *rows])
    assert terms(found) == ["I кв., III кв.", "IV кв."]
    assert [one.heading for one in found.content.layout.columns] == [
        "№",
        "Мероприятие",
        "Срок",
        "Ответственный",
    ]
    assert all(one.confidence < 0.85 for one in found.columns if one.role == "mark")
    assert found.unplaced == ()


def test_marks_under_a_head_of_two_levels_are_named_by_its_lower_one():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        made = table(
            document,
            [
                ["№", "Мероприятие", "Сроки", "", "Ответственный"],
                ["^", "^", "октябрь", "ноябрь", "^"],
                ["1", "Слёт", "", "+", "Все"],
            ],
        )
        made.cell(0, 2).merge(made.cell(0, 3))

    found = recognise(read_word(written(build)))
    assert terms(found) == ["ноябрь"]
    assert found.content.layout.columns[2].heading == "Сроки"


def test_words_under_a_quarter_stay_words():
    hand = [Correction("column", 1, at, "mark") for at in (2, 3, 4, 5)]
    found = read([QUARTERS, ["1", "Слёт", "15 марта", "+", "", "", "Все"]], *hand)
    assert terms(found) == ["15 марта, II кв."]


def test_directions_are_events_where_nothing_else_could_be():
    head = ["№", "Ответственный", "Вид деятельности, тема", "Дата"]
    found = read([head, ["1", "Методист", "Семинар о чтении", "май"]])
    (event,) = found.content.all_events()
    assert (event.title, event.direction) == ("Семинар о чтении", "")
    assert found.columns[2].confidence < 0.85


def test_directions_stay_where_there_are_events():
    head = ["№", "Направление", "Мероприятие", "Дата"]
    found = read([head, ["1", "Кадры", "Семинар о чтении", "май"]])
    (event,) = found.content.all_events()
    assert (event.title, event.direction) == ("Семинар о чтении", "Кадры")
