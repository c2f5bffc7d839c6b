"""Directions and months for several rows, rows divided by a page, terms of the lines of a row."""

import pytest

from reports.recognition.rows_above import column_of_months, has_merged_directions
from reports.recognition.table_head import TableHints, find_head
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD, events, read, remarks, sections
from tests.reports.sources.word_samples import plan, say, table, written

JOINED = "Строка без номера присоединена к строке выше."
WIDE = ["№", "Мероприятие", "Срок", "Ответственные", "Результат"]


def test_direction_merged_over_its_rows_is_a_section():
    rows = [
        ["Направление", "Мероприятие", "Срок"],
        ["Учёба", "Смотр", "май"],
        ["^", "Слёт", "июнь"],
        ["Досуг", "Сбор", "июль"],
    ]
    found = read(plan(rows)).content
    assert found.layout.sections_as == "merged"
    assert [(s.heading, len(s.events)) for s in found.sections] == [("Учёба", 2), ("Досуг", 1)]


def test_direction_of_each_row_stays_in_its_row():
    rows = [
        ["№", "Направление", "Мероприятие", "Срок"],
        ["1", "Учёба", "Смотр", "май"],
        ["2", "Досуг", "Сбор", "июль"],
    ]
    (section,) = sections(plan(rows))
    assert [event.direction for event in section.events] == ["Учёба", "Досуг"]


def headed(rows):
    (made,) = read_word(plan(rows)).tables
    return made, find_head(made, 1, TableHints(170))


@pytest.mark.parametrize(
    ("directions", "expected"),
    [
        (["Учёба", "^", "Досуг"], True),
        (["Учёба", "", "Досуг", ""], True),
        (["Учёба", "Досуг", "Связи"], False),
        (["Учёба", ""], False),
        (["", "Учёба", "Досуг"], False),
    ],
)
def test_directions_for_several_rows(directions, expected):
    rows = [[name, f"Слёт {n}", "май"] for n, name in enumerate(directions)]
    assert (
        has_merged_directions(*headed([["Направление", "Мероприятие", "Срок"], *rows])) is expected
    )


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (["Май", "", "Июнь", ""], 0),
        (["Май", "", "5 июня", ""], None),
        (["Май", "Июнь", "Июль"], None),
    ],
)
def test_months_for_several_rows(terms, expected):
    rows = [[term, f"Слёт {n}", "ЦРО"] for n, term in enumerate(terms)]
    assert column_of_months(*headed([["Срок", "Мероприятие", "Ответственные"], *rows])) == expected


def test_months_after_the_events_are_not_inherited():
    rows = [["Слёт", "Май"], ["Сбор", ""], ["Смотр", "Июнь"], ["Бал", ""]]
    assert column_of_months(*headed([["Мероприятие", "Срок"], *rows])) is None


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


def test_terms_beside_the_items_of_a_list_are_theirs():
    cell = "1. Осмотр залов\nи лестниц.\n2. Замер шума."
    data = plan([HEAD, ["1.", cell, "май\nиюнь", "ЦРО"]])
    (event,) = events(data)
    assert (event.title, event.term) == ("", "")
    assert [(part.title, part.term) for part in event.events] == [
        ("Осмотр залов\nи лестниц", "май"),
        ("Замер шума", "июнь"),
    ]
    assert remarks(data) == []


def test_terms_that_may_belong_to_lines_are_noted():
    data = plan([HEAD, ["1.", "Осмотр залов\nЗамер шума", "май\nиюнь", "ЦРО"]])
    assert events(data)[0].term == "май\nиюнь"
    assert remarks(data) == [
        "Сроков столько же, сколько строк: проверьте, не разные ли это мероприятия."
    ]


def test_number_of_participants_is_a_note_of_its_own():
    rows = [
        [*HEAD, "Участники", "Охват, чел."],
        ["1.", "Смотр", "май", "ЦРО", "дети 5–6 лет", "40"],
    ]
    (event,) = events(plan(rows))
    assert (event.audience, event.note) == ("дети 5–6 лет", "40")
    assert read(plan(rows)).content.layout.columns[-1].heading == "Охват, чел."
