"""Tables of Word files: merges of every kind undone, on the columns that the eye sees."""

from tests.reports.sources.docx.reading import only_table, spans, texts
from tests.reports.sources.word_samples import fill, raw, written
from tests.reports.sources.word_xml import cell, holding, para, row, said, sdt, tbl


def test_merged_cells_stand_on_a_grid():
    def build(document):
        made = document.add_table(3, 3)
        fill(made.cell(0, 0).merge(made.cell(0, 2)), "полоса")
        fill(made.cell(1, 0).merge(made.cell(2, 0)), "номер")
        fill(made.cell(1, 1), "первое")
        fill(made.cell(2, 1), "второе")

    found = only_table(written(build))
    assert texts(found) == [["полоса"], ["номер", "первое", ""], ["второе", ""]]
    assert (found.rows[0][0].colspan, found.rows[1][0].rowspan) == (3, 2)
    assert found.at(2, 0) is found.rows[1][0]
    assert found.at(0, 2) is found.rows[0][0]
    assert found.at(9, 9) is None


def test_text_in_the_hidden_part_of_a_merged_cell_is_kept():
    body = (
        "<w:tbl>"
        + row(cell("верх", '<w:vMerge w:val="restart"/>'), cell("а"))
        + row(cell("низ", "<w:vMerge/>"), cell("б"))
        + "</w:tbl>"
    )
    assert texts(only_table(raw(body))) == [["верх\nниз", "а"], ["б"]]


def test_vertical_merge_of_another_width_begins_anew():
    body = (
        "<w:tbl>"
        + row(cell("а", '<w:vMerge w:val="restart"/>'), cell("б"))
        + row(cell("в", '<w:gridSpan w:val="2"/><w:vMerge/>'))
        + "</w:tbl>"
    )
    assert texts(only_table(raw(body))) == [["а", "б"], ["в"]]


def test_columns_skipped_before_a_row_are_counted():
    body = (
        "<w:tbl>"
        + row(cell("а"), cell("б"))
        + '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        + cell("в")
        + "</w:tr></w:tbl>"
    )
    found = only_table(raw(body))
    assert found.rows[1][0].column == 1
    assert found.columns == 2


def test_old_merges_beside_each_other_are_undone():
    body = tbl(
        row(
            cell("полоса", '<w:hMerge w:val="restart"/>'),
            cell("", "<w:hMerge/>"),
            cell("", '<w:hMerge w:val="continue"/>'),
        ),
        row(cell("а"), cell("б"), cell("в")),
    )
    found = only_table(raw(body))
    assert texts(found) == [["полоса"], ["а", "б", "в"]]
    assert found.rows[0][0].colspan == 3


def test_old_merge_both_ways_keeps_its_rows():
    body = tbl(
        row(
            cell("угол", '<w:hMerge w:val="restart"/><w:vMerge w:val="restart"/>'),
            cell("", "<w:hMerge/>"),
            cell("а"),
        ),
        row(cell("", '<w:gridSpan w:val="2"/><w:vMerge/>'), cell("б")),
    )
    assert spans(only_table(raw(body))) == [[(0, 2, 2), (2, 1, 1)], [(2, 1, 1)]]


def test_merge_that_nothing_began_begins_there():
    body = tbl(
        row(cell("а", "<w:vMerge/>"), cell("б")),
        row(cell("", "<w:vMerge/>"), cell("в")),
    )
    assert spans(only_table(raw(body))) == [[(0, 2, 1), (1, 1, 1)], [(1, 1, 1)]]


def test_columns_left_out_after_a_row_belong_to_the_table():
    body = tbl(
        row(cell("а"), cell("б"), look='<w:gridAfter w:val="2"/>'),
        row(cell("в"), cell("г"), look='<w:gridAfter w:val="2"/>'),
    )
    assert only_table(raw(body)).columns == 4


def test_content_controls_of_rows_and_cells_are_read():
    inner = sdt(row(sdt(cell("в поле"), "<w:dropDownList/>"), cell("рядом")))
    assert texts(only_table(raw(tbl(inner)))) == [["в поле", "рядом"]]


def test_table_in_a_text_box_is_read():
    box = f"<w:pict><w:txbxContent>{tbl(row(cell('в рамке')))}</w:txbxContent></w:pict>"
    assert texts(only_table(raw(para(f"<w:r>{box}</w:r>")))) == [["в рамке"]]


def test_parts_of_a_merged_cell_keep_what_was_bold():
    body = tbl(row(holding(para(said("Тема:", "<w:b/>"), " обзор"))))
    (paragraph,) = only_table(raw(body)).rows[0][0].paragraphs
    assert [(run.text, run.bold) for run in paragraph.runs] == [("Тема:", True), (" обзор", False)]
