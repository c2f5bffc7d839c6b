"""Tables that only lay out a page."""

from reports.sources.docx import read_word
from reports.sources.source_document import SourceTable
from tests.reports.sources.docx.reading import only_table, texts
from tests.reports.sources.word_samples import raw
from tests.reports.sources.word_xml import cell, holding, para, row, span, tbl


def test_frame_round_a_plan_is_taken_off():
    inner = tbl(row(cell("№"), cell("Мероприятие"), cell("Срок")))
    body = tbl(
        row(holding(para("Утверждаю"))), row(holding(para("План") + inner + para("Подпись")))
    )
    blocks = read_word(raw(body)).blocks
    assert [one if isinstance(one, SourceTable) else one.text for one in blocks][:2] == [
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
