"""Columns of Word tables as a reader sees them."""

from tests.reports.sources.docx.reading import only_table, spans, texts
from tests.reports.sources.word_samples import raw
from tests.reports.sources.word_xml import cell, row, span, tbl


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


def test_deleted_column_is_taken_out_and_deleted_cell_emptied():
    gone = "<w:cellDel/>"
    column = tbl(
        row(cell("а"), cell("нет", gone), cell("б")), row(cell("в"), cell("нет", gone), cell("г"))
    )
    assert texts(only_table(raw(column))) == [["а", "б"], ["в", "г"]]
    one = tbl(row(cell("а"), cell("нет", gone)), row(cell("в"), cell("г")))
    assert texts(only_table(raw(one))) == [["а", ""], ["в", "г"]]
