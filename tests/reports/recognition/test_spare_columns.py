"""Columns that hold nothing: of misplaced borders, and of pasted rows."""

import pytest

from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from reports.recognition import recognise
from reports.recognition.spare_columns import without_empty_columns, without_stray_columns
from reports.sources import read_pasted_rows
from reports.sources.source_document import (
    Run,
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceTable,
)

USUAL = tuple(
    ColumnContent(role, role.label, 20)
    for role in (
        ColumnRole.NUMBER,
        ColumnRole.EVENT,
        ColumnRole.TERM,
        ColumnRole.RESPONSIBLE,
        ColumnRole.RESULT,
    )
)


def rows_of(text):
    found = recognise(read_pasted_rows("", text), usual=USUAL)
    assert found.words.is_whole
    return [event for section in found.content.all_sections() for event in section.events]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1\tСлёт\tмай\t\tОтчёт", ("Слёт", "май", "", "Отчёт")),
        ("\tСлёт\t\t\tОтчёт", ("Слёт", "", "", "Отчёт")),
        ("Слёт\tмай\t\tОтчёт", ("Слёт", "май", "", "Отчёт")),
        ("1\tСлёт\t\tмай\t\t\tМетодист", ("Слёт", "май", "Методист", "")),
    ],
)
def test_each_word_is_in_its_column(row, expected):
    for found in rows_of(f"{row}\n{row}"):
        people = ", ".join(one.text for one in found.responsible)
        assert (found.title, found.term, people, found.result) == expected


def test_cells_move_together_and_wide_ones_shrink():
    markup = (
        "<table><tr><td></td><td colspan=2>Осень</td></tr>"
        "<tr><td></td><td>Слёт</td><td>май</td></tr></table>"
    )
    source = read_pasted_rows(markup, "")
    (table,) = without_empty_columns(source, ()).tables
    assert table.columns == 2
    assert [(c.column, c.colspan, c.text) for row in table.rows for c in row] == [
        (0, 2, "Осень"),
        (0, 1, "Слёт"),
        (1, 1, "май"),
    ]
    assert without_empty_columns(source, USUAL[:3]) == source


def cell(row, column, text, colspan=1):
    return SourceCell(row, column, colspan=colspan, blocks=(SourceParagraph((Run(text),)),))


def document(*rows):
    columns = max(row[-1].column + row[-1].colspan for row in rows)
    return SourceDocument((SourceTable(rows, columns, widths=(10, 20, 30)[:columns]),))


def wide(row, event, term):
    return (cell(row, 0, event, 2), cell(row, 2, term))


def test_column_of_one_misplaced_border_is_removed():
    source = document(
        wide(0, "Мероприятие", "Срок"),
        (cell(1, 0, "Смотр"), cell(1, 1, "кабинетов"), cell(1, 2, "май")),
        *(wide(row, "Слёт", "июнь") for row in range(2, 6)),
    )
    (table,) = without_stray_columns(source).tables
    assert (table.columns, table.widths) == (2, (30, 30))
    assert [[one.text for one in row] for row in table.rows[:2]] == [
        ["Мероприятие", "Срок"],
        ["Смотр\nкабинетов", "май"],
    ]
    assert {one.colspan for row in table.rows for one in row} == {1}


def test_column_that_many_rows_have_stays():
    source = document(
        wide(0, "Мероприятие", "Срок"),
        *((cell(n, 0, "Смотр"), cell(n, 1, "зала"), cell(n, 2, "май")) for n in range(1, 5)),
    )
    assert without_stray_columns(source) is source
