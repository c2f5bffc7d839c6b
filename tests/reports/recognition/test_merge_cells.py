"""Columns that share a use become one cell of a row."""

from reports.recognition.merge_cells import cells_by_use
from reports.recognition.table_head import TableHints, find_head
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import events, read
from tests.reports.sources.word_samples import plan, table, written


def test_beginning_and_end_of_a_term_are_one():
    rows = [
        ["Мероприятие", "Срок начала", "Срок окончания"],
        ["Смотр", "май", "июнь"],
        ["Слёт", "июль", "июль"],
        ["Сбор", "", "август"],
    ]
    assert [event.term for event in events(plan(rows))] == ["май – июнь", "июль", "август"]
    assert [c.heading for c in read(plan(rows)).content.layout.columns] == [
        "Мероприятие",
        "Срок начала – окончания",
    ]


def test_marks_under_months_are_the_term():
    head = ["№", "Мероприятие", "Май", "Июнь", "Июль", "Август", "Ответственные"]
    rows = [head, ["1", "Смотр", "+", "+", "", "", "ЦРО"], ["2", "Слёт", "", "+", "", "", "ЦРО"]]
    data = plan(rows)
    assert [event.term for event in events(data)] == ["Май, Июнь", "Июнь"]
    assert read(data).words.is_whole


def test_cells_of_a_row_by_use():
    rows = [["Мероприятие", "Срок начала", "Срок окончания"], ["Слёт", "июль", "июль"]]
    (found,) = read_word(written(lambda document: table(document, rows))).tables
    left_off: list[str] = []
    own = cells_by_use(found, find_head(found, 1, TableHints(page=180)), 1, left_off)
    assert {use: cell.text for use, cell in own.items()} == {"event": "Слёт", "term": "июль"}
    assert left_off == ["июль"]
