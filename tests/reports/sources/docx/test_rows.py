"""Tables of Word files: merges of every kind undone, on the columns that the eye sees."""

from reports.sources.docx import read_word
from reports.sources.source_document import Table
from tests.reports.sources.word_samples import fill, raw, written
from tests.reports.sources.word_xml import cell, holding, para, row, said, sdt, span, tbl


def only_table(data):
    return next(block for block in read_word(data).blocks if isinstance(block, Table))


def texts(found):
    return [[one.text for one in cells] for cells in found.rows]


def spans(found):
    return [[(one.column, one.rowspan, one.colspan) for one in cells] for cells in found.rows]


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


def test_row_of_one_cell_takes_the_whole_row():
    body = tbl(row(cell("а"), cell("б"), cell("в")), row(cell("Раздел 1")))
    assert spans(only_table(raw(body)))[1] == [(0, 1, 3)]


def test_row_of_one_cell_beside_a_merged_one_stays_as_it_is():
    body = tbl(
        row(cell("а", '<w:vMerge w:val="restart"/>'), cell("б"), cell("в")),
        row(cell("", "<w:vMerge/>"), cell("г")),
    )
    assert spans(only_table(raw(body)))[1] == [(1, 1, 1)]


def test_edges_that_a_hand_moved_are_put_back():
    body = tbl(
        row(cell("№"), cell("Дело"), cell("Срок", span(2)), cell("Кто")),
        row(cell("1"), cell("Слёт", span(2)), cell("май"), cell("Методист")),
        row(cell("2"), cell("Сбор"), cell("июнь", span(2)), cell("Секретарь")),
        widths=(600, 4000, 150, 1500, 2000),
    )
    found = only_table(raw(body))
    assert found.columns == 4
    assert spans(found) == [[(at, 1, 1) for at in range(4)]] * 3
    assert found.widths == (600, 4000, 1650, 2000)


def test_edges_that_stand_apart_on_paper_stay_apart():
    body = tbl(
        row(cell("№"), cell("Срок", span(2))),
        row(cell(""), cell("начало"), cell("конец")),
        row(cell("1"), cell("март"), cell("май")),
        widths=(600, 150, 150),
    )
    assert only_table(raw(body)).columns == 3


def test_deleted_rows_and_tables_are_left_out():
    gone = row(cell("нет"), look='<w:del w:id="1"/>')
    word = read_word(raw(tbl(gone) + tbl(row(cell("есть")), gone)))
    assert [texts(table) for table in word.tables] == [[["есть"]]]
    assert any("удалённое" in one for one in word.noticed)


def test_deleted_column_is_taken_out_and_deleted_cell_emptied():
    gone = "<w:cellDel/>"
    column = tbl(
        row(cell("а"), cell("нет", gone), cell("б")), row(cell("в"), cell("нет", gone), cell("г"))
    )
    assert texts(only_table(raw(column))) == [["а", "б"], ["в", "г"]]
    one = tbl(row(cell("а"), cell("нет", gone)), row(cell("в"), cell("г")))
    assert texts(only_table(raw(one))) == [["а", ""], ["в", "г"]]


def test_hidden_row_is_left_out_and_told():
    body = tbl(row(cell("есть")), row(cell("нет"), look="<w:hidden/>"))
    word = read_word(raw(body))
    assert texts(word.tables[0]) == [["есть"]]
    assert any("скрытый" in one for one in word.noticed)


def test_content_controls_of_rows_and_cells_are_read():
    inner = sdt(row(sdt(cell("в поле"), "<w:dropDownList/>"), cell("рядом")))
    assert texts(only_table(raw(tbl(inner)))) == [["в поле", "рядом"]]


def test_cell_that_only_asks_to_be_filled_in_is_empty():
    asks = sdt(cell("Выберите дату"), "<w:showingPlcHdr/>")
    word = read_word(raw(tbl(row(asks, cell("рядом")))))
    assert texts(word.tables[0]) == [["", "рядом"]]
    assert any("незаполненные" in one for one in word.noticed)


def test_frame_round_a_plan_is_taken_off():
    inner = tbl(row(cell("№"), cell("Мероприятие"), cell("Срок")))
    body = tbl(
        row(holding(para("Утверждаю"))), row(holding(para("План") + inner + para("Подпись")))
    )
    blocks = read_word(raw(body)).blocks
    assert [one if isinstance(one, Table) else one.text for one in blocks][:2] == [
        "Утверждаю",
        "План",
    ]
    assert texts(blocks[2]) == [["№", "Мероприятие", "Срок"]]
    assert blocks[3].text == "Подпись"


def test_what_stands_side_by_side_in_a_frame_stays_a_table():
    inner = tbl(row(cell("Мероприятие"), cell("Срок проведения")))
    body = tbl(row(cell("Согласовано"), cell("Утверждаю")), row(holding(inner, span(2))))
    first, second = read_word(raw(body)).blocks[:2]
    assert texts(first) == [["Согласовано", "Утверждаю"]]
    assert texts(second) == [["Мероприятие", "Срок проведения"]]


def test_small_table_inside_a_cell_stays_there():
    inner = tbl(row(cell("10:00"), cell("сбор")))
    body = tbl(
        row(cell("Мероприятие с длинным названием"), cell("Срок проведения мероприятия")),
        row(holding(inner + para("")), cell("май")),
    )
    assert texts(only_table(raw(body)))[1] == ["10:00\nсбор", "май"]


def test_table_in_a_text_box_is_read():
    box = f"<w:pict><w:txbxContent>{tbl(row(cell('в рамке')))}</w:txbxContent></w:pict>"
    assert texts(only_table(raw(para(f"<w:r>{box}</w:r>")))) == [["в рамке"]]


def test_wrappers_nobody_knows_hide_no_row():
    body = "<w:tbl><w:customXml>" + row(cell("есть")) + "</w:customXml></w:tbl>"
    wrapped = f'<v:other xmlns:v="urn:other">{body}</v:other>'
    assert texts(only_table(raw(wrapped))) == [["есть"]]


def test_parts_of_a_merged_cell_keep_what_was_bold():
    body = tbl(row(holding(para(said("Тема:", "<w:b/>"), " обзор"))))
    (paragraph,) = only_table(raw(body)).rows[0][0].paragraphs
    assert [(run.text, run.bold) for run in paragraph.runs] == [("Тема:", True), (" обзор", False)]
