"""Rows that a page cut in two, sums that are no rows, and months that stand alone."""

import pytest

from reports.recognition import recognise
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD, events, read, remarks, sections
from tests.reports.sources.word_samples import plan, say, table, written

JOINED = "Строка без номера присоединена к строке выше."
WIDE = ["№", "Мероприятие", "Срок", "Ответственные", "Результат"]


def parted(*tables):
    """A plan whose tables follow each other with nothing but empty lines between them."""

    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        for rows in tables:
            table(document, rows)
            say(document, "")

    return written(build)


@pytest.mark.parametrize("again", [True, False])
def test_row_cut_between_two_tables_is_joined(again):
    rest = [
        ["", "для новичков и их наставников", "", "вожатые", "выставки"],
        ["2.", "Слёт", "июнь", "ЦРО", "Отчёт"],
    ]
    first = [WIDE, ["1.", "Выставка работ", "май", "Музей,", "Каталог"]]
    data = parted(first, [WIDE, *rest] if again else rest)
    one, other = events(data)
    assert one.title == "Выставка работ\nдля новичков и их наставников"
    assert [who.text for who in one.responsible] == ["Музей", "вожатые"]
    assert one.result == "Каталог\nвыставки"
    assert (other.title, other.number) == ("Слёт", "")
    assert remarks(data) == [JOINED]
    assert len(sections(data)) == 1


@pytest.mark.parametrize("begun", ["май –", "в течение", "не позднее"])
def test_row_cut_with_its_term(begun):
    rest = [["", "и мастерских", "июнь", ""], ["2.", "Слёт", "июнь", "ЦРО"]]
    one, _ = events(parted([HEAD, ["1.", "Смотр кабинетов", begun, "ЦРО"]], [HEAD, *rest]))
    assert one.term == f"{begun}\nиюнь"


def test_row_cut_in_a_table_without_numbers():
    head = ["Мероприятие", "Срок", "Ответственные"]
    rest = [["и мастерских", "", ""], ["Слёт", "июнь", "ЦРО"]]
    data = parted([head, ["Смотр кабинетов", "май", "ЦРО"]], rest)
    assert [event.title for event in events(data)] == ["Смотр кабинетов\nи мастерских", "Слёт"]


def test_several_cells_with_capitals_are_a_row_of_their_own():
    rest = [["", "Сбор", "", "Завуч"], ["2.", "Слёт", "июнь", "ЦРО"]]
    found = events(parted([HEAD, ["1.", "Смотр", "май", "ЦРО"]], [HEAD, *rest]))
    assert [event.title for event in found] == ["Смотр", "Сбор", "Слёт"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["", "Итого за год:", "", "48"], "Итого за год: 48"),
        (["Итого", "3 дела", "", ""], "Итого 3 дела"),
        (["ВСЕГО участников", "", "", "1 200 чел."], "ВСЕГО участников 1 200 чел."),
        (["Всего по разделу – 12 дел", "<", "<", "<"], "Всего по разделу – 12 дел"),
        (["Общее количество часов: 72", "<", "<", "<"], "Общее количество часов: 72"),
        (["", "Количество встреч – 9", "", ""], "Количество встреч – 9"),
    ],
)
def test_sum_is_neither_a_row_nor_a_section(row, told):
    found = recognise(
        read_word(plan([HEAD, ["1.", "Смотр", "май", "ЦРО"], row, ["2.", "Слёт", "июнь", "ЦРО"]]))
    )
    (section,) = found.content.sections
    assert [event.title for event in section.events] == ["Смотр", "Слёт"]
    assert [(one.text, one.place) for one in found.unplaced] == [
        (told, "таблица 1, строка 3, итог")
    ]
    assert found.words.is_whole


@pytest.mark.parametrize(
    "title", ["Итоговый сбор", "Всего понемногу: вечер", "Общее собрание", "Итоги года"]
)
def test_event_that_only_sounds_like_a_sum(title):
    assert [e.title for e in events(plan([HEAD, ["1.", title, "май", "ЦРО"]]))] == [title]


def test_number_of_participants_is_a_note_of_its_own():
    rows = [
        [*HEAD, "Участники", "Охват, чел."],
        ["1.", "Смотр", "май", "ЦРО", "дети 5–6 лет", "40"],
    ]
    (event,) = events(plan(rows))
    assert (event.audience, event.note) == ("дети 5–6 лет", "40")
    assert read(plan(rows)).content.layout.columns[-1].heading == "Охват, чел."
