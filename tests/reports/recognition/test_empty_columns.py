"""Empty columns of pasted rows: kept where they say what the others are."""

import pytest

from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from reports.recognition import recognise
from reports.recognition.empty_columns import without_empty_columns
from reports.sources import read_pasted_rows

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
