"""Directions and months that are written once for several rows."""

import pytest

from reports.recognition.inherited_cells import column_of_months, has_merged_directions
from reports.recognition.table_head import TableHints, find_head
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import read, sections
from tests.reports.sources.word_samples import plan


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
