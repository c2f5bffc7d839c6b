"""Rows of a table that are headings, and their levels."""

import pytest

from reports.recognition.bands import (
    BandRow,
    band_of,
    find_unmarked_headings,
    is_under,
    level_of,
    with_full_stop,
)
from reports.recognition.table_head import TableHints, find_head
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD, sections
from tests.reports.sources.word_samples import plan, say, table, written

EVENT = ["1.", "Смотр", "май", "ЦРО"]


def band(row, bare=frozenset()):
    """The heading in the row under the head of a small plan."""
    (made,) = read_word(plan([HEAD, row, EVENT])).tables
    head = find_head(made, 1, TableHints(170))
    assert band_of(made, head, 2, bare) is None
    return band_of(made, head, 1, bare)


def test_cell_over_the_whole_row_is_certain():
    assert band("Досуг") == BandRow("Досуг")


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (["", "Досуг", "<", ""], "Досуг"),
        (["", "*Досуг*", "", ""], "Досуг"),
        (["Досуг", "", "", ""], "Досуг"),
        (["", "", "Май", ""], None),
        (["", "Досуг", "", ""], None),
        (["", "*досуг*", "", ""], None),
        (["", "до 5 мая", "<", ""], None),
    ],
)
def test_row_with_one_cell(row, text):
    found = band(row)
    assert (found and found.text) == text
    assert found is None or found.sure < 1


def test_row_that_is_known_to_be_a_heading_keeps_its_number():
    found = band(["2", "Досуг", "", ""], frozenset({1}))
    assert (found.text, found.number) == ("2. Досуг", "2")


@pytest.mark.parametrize(("number", "expected"), [("2", "2."), ("2.", "2."), ("2)", "2)")])
def test_number_ends_with_a_stop(number, expected):
    assert with_full_stop(number) == expected


@pytest.mark.parametrize(
    ("number", "words", "level"),
    [
        ("II", "Досуг", "roman"),
        ("", "Раздел 2. Досуг", "roman"),
        ("1.", "Досуг", "1"),
        ("1.2", "Досуг", "2"),
        ("1.2.3.4.5", "Досуг", "4"),
        ("", "Досуг", "none"),
    ],
)
def test_level_of_a_heading(number, words, level):
    assert level_of(number, words) == level


def test_deeper_levels_are_under_higher_ones():
    assert is_under("1", "roman")
    assert is_under("none", "4")
    assert not is_under("2", "2")
    assert not is_under("roman", "1")


def test_months_as_bands():
    rows = [HEAD, "СЕНТЯБРЬ", ["1", "Смотр", "до 10", ""], "ОКТЯБРЬ", ["2", "Слёт", "до 20", ""]]
    assert [section.heading for section in sections(plan(rows))] == ["СЕНТЯБРЬ", "ОКТЯБРЬ"]


def test_band_with_its_number_in_the_number_cell():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        made = table(document, [HEAD, ["2", "Досуг", "", ""], ["2.1", "Слёт", "июнь", "ЦРО"]])
        made.cell(1, 1).merge(made.cell(1, 3))

    (section,) = sections(written(build))
    assert (section.heading, section.number) == ("Досуг", "2")
    assert [event.number for event in section.events] == ["2.1"]


def test_bold_row_with_one_cell_is_a_band():
    rows = [HEAD, ["", "*Учёба*", "", ""], ["1.", "Смотр", "май", "ЦРО"]]
    (section,) = sections(plan(rows))
    assert (section.heading, len(section.events)) == ("Учёба", 1)


def test_section_named_by_its_word_is_above_its_numbered_parts():
    rows = [
        HEAD,
        "Раздел 1. Учёба",
        ["1", "Смотр", "май", "ЦРО"],
        "Раздел 2. Досуг",
        "2.1. Слёты",
        ["2", "Слёт", "июнь", "ЦРО"],
    ]
    found = sections(plan(rows))
    assert [section.heading for section in found] == ["Раздел 1. Учёба", "Раздел 2. Досуг"]
    assert [section.heading for section in found[1].sections] == ["Слёты"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["Октябрь", "", "", ""], ["НОЯБРЬ 2031 г.", "", "", ""]),
        (["Октябрь", "<", "", ""], ["Ноябрь – декабрь", "<", "", ""]),
        (["III квартал", "", "", ""], ["Второе полугодие", "", "", ""]),
    ],
)
def test_month_alone_in_the_column_of_terms_heads_its_rows(one, other):
    head = ["Дата", "Мероприятие", "Участники", "Ответственные"]
    rows = [
        head,
        one,
        ["05.10", "Смотр", "школы", "ЦРО"],
        ["12.10", "Слёт", "школы", "ЦРО"],
        other,
        ["в течение месяца", "Сбор", "школы", "ЦРО"],
    ]
    made = sections(plan(rows))
    assert [section.heading for section in made] == [one[0], other[0]]
    assert [len(section.events) for section in made] == [2, 1]


def headings(*rows):
    (found,) = read_word(written(lambda document: table(document, [HEAD, *rows]))).tables
    return sorted(find_unmarked_headings(found, find_head(found, 1, TableHints(page=180))))


@pytest.mark.parametrize(
    ("number", "below", "expected"),
    [("2", "2.1", [1]), ("II", "1", [1]), ("2", "3", []), ("", "1", [1])],
)
def test_number_of_a_heading(number, below, expected):
    assert headings([number, "Досуг", "", ""], [below, "Слёт", "май", "ЦРО"]) == expected


def test_end_of_the_row_above_is_no_heading():
    rows = [["1", "Смотр кабинетов и", "май", "ЦРО"], ["", "Мастерских", "", ""]]
    assert headings(*rows, ["2", "Слёт", "июнь", "ЦРО"]) == []
