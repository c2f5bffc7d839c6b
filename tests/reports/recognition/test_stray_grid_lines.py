from reports.recognition.stray_grid_lines import without_stray_columns
from reports.sources.source_document import (
    Run,
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceTable,
)


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
