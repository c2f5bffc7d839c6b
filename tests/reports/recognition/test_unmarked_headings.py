"""Rows that are headings of sections without merged or bold cells."""

import pytest

from reports.recognition.table_head import TableHints, find_head
from reports.recognition.unmarked_headings import find_unmarked_headings
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD, sections
from tests.reports.sources.word_samples import plan, table, written


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
