"""Tables of a sheet, and the lines around them."""

import pytest

from reports.sources.docx.rows import MAX_ROWS
from reports.sources.sheet_blocks import GridCell, sheet_blocks
from reports.sources.source_document import SourceError, SourceParagraph, SourceTable


def cells(*texts: str, **more) -> list[GridCell]:
    return [GridCell(at, text, **more) for at, text in enumerate(texts) if text]


def shown(grid) -> list[str | list[list[str]]]:
    return [
        one.text
        if isinstance(one, SourceParagraph)
        else [[cell.text for cell in row] for row in one.rows]
        for one in sheet_blocks(grid)
    ]


HEAD, ROW = cells("№", "Дело", "Срок"), cells("1", "Слёт", "май")
BODY = [["№", "Дело", "Срок"], ["1", "Слёт", "май"]]


def test_lines_above_and_below_a_table_are_no_rows():
    title = [GridCell(0, "План", colspan=3)]
    assert shown([title, [], HEAD, ROW, [], cells("Председатель", "Орлов")]) == [
        "План",
        BODY,
        "Председатель\tОрлов",
    ]


def test_wide_line_is_centred_and_a_line_on_the_right_is_right():
    title, stamp = [GridCell(0, "План", colspan=3)], [GridCell(2, "Утверждаю")]
    lines = [
        one for one in sheet_blocks([stamp, title, HEAD, ROW]) if isinstance(one, SourceParagraph)
    ]
    assert [(one.text, one.align) for one in lines] == [("Утверждаю", "right"), ("План", "center")]


def test_stamps_side_by_side_are_a_table_of_their_own():
    stamps = [GridCell(0, "Согласовано"), GridCell(2, "Утверждаю")]
    first, second = sheet_blocks([stamps, HEAD, ROW])
    assert isinstance(first, SourceTable)
    assert [cell.text for cell in first.rows[0]] == ["Согласовано", "", "Утверждаю"]
    assert isinstance(second, SourceTable)


def test_empty_columns_are_left_out_with_their_widths():
    grid = [[GridCell(0, "Дело"), GridCell(2, "Срок")], [GridCell(0, "Слёт"), GridCell(2, "май")]]
    (table,) = sheet_blocks(grid, (10, 20, 30))
    assert isinstance(table, SourceTable)
    assert (table.columns, table.widths) == (2, (10, 30))


def test_framed_tables_are_parted_by_a_line_without_a_frame():
    rows = [cells("Дело", "Срок", framed=True), cells("Слёт", "май", framed=True)]
    again = [cells("Дело", "Срок", framed=True), cells("Сбор", "июнь", framed=True)]
    assert shown([*rows, cells("Осень"), *again]) == [
        [["Дело", "Срок"], ["Слёт", "май"]],
        "Осень",
        [["Дело", "Срок"], ["Сбор", "июнь"]],
    ]


def test_sheet_without_text_has_no_blocks():
    assert sheet_blocks([[], []]) == ()


def test_endless_sheet_is_refused():
    with pytest.raises(SourceError, match="слишком много строк"):
        sheet_blocks([[]] * (MAX_ROWS + 1))
