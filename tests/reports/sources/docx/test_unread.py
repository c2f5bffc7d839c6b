"""Elements of a Word file that are not read, and wrappers that are."""

from reports.sources.docx import read_word
from tests.reports.sources.docx.reading import only_table, texts
from tests.reports.sources.word_samples import raw
from tests.reports.sources.word_xml import cell, row, sdt, tbl


def test_deleted_rows_and_tables_are_left_out():
    gone = row(cell("нет"), look='<w:del w:id="1"/>')
    word = read_word(raw(tbl(gone) + tbl(row(cell("есть")), gone)))
    assert [texts(table) for table in word.tables] == [[["есть"]]]
    assert any("удалённое" in one for one in word.noticed)


def test_hidden_row_is_left_out_and_told():
    body = tbl(row(cell("есть")), row(cell("нет"), look="<w:hidden/>"))
    word = read_word(raw(body))
    assert texts(word.tables[0]) == [["есть"]]
    assert any("скрытый" in one for one in word.noticed)


def test_cell_that_only_asks_to_be_filled_in_is_empty():
    asks = sdt(cell("Выберите дату"), "<w:showingPlcHdr/>")
    word = read_word(raw(tbl(row(asks, cell("рядом")))))
    assert texts(word.tables[0]) == [["", "рядом"]]
    assert any("незаполненные" in one for one in word.noticed)


def test_wrappers_nobody_knows_hide_no_row():
    body = "<w:tbl><w:customXml>" + row(cell("есть")) + "</w:customXml></w:tbl>"
    wrapped = f'<v:other xmlns:v="urn:other">{body}</v:other>'
    assert texts(only_table(raw(wrapped))) == [["есть"]]
