"""Rows and cells of plans of odd shapes: numbers, merges, agendas, lists."""

from reports.recognition import recognise
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD, events, remarks, sections
from tests.reports.sources.word_samples import plan, raw, say, table, written


def test_rows_under_one_number():
    rows = [
        HEAD,
        ["1.", "Смотр", "май", "ЦРО"],
        ["^", "Слёт", "июнь", "ЦРО"],
        ["2.", "Сбор", "июль", "ЦРО"],
    ]
    assert [event.same_number for event in events(plan(rows))] == [False, True, False]
    assert [event.number for event in events(plan(rows))] == ["", "", ""]


def test_row_cut_by_a_page_is_joined():
    rows = [
        HEAD,
        ["1.", "Смотр кабинетов", "май", "ЦРО"],
        ["", "и мастерских", "", ""],
        ["2.", "Слёт", "июнь", ""],
    ]
    assert [event.title for event in events(plan(rows))] == [
        "Смотр кабинетов\nи мастерских",
        "Слёт",
    ]


def test_term_of_several_rows_is_given_to_each():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], ["2.", "Слёт", "^", "^"]]
    assert [event.term for event in events(plan(rows))] == ["май", "май"]
    assert [event.responsible[0].text for event in events(plan(rows))] == ["ЦРО", "ЦРО"]
    assert "Общая ячейка графы «Срок» повторена в этой строке." in remarks(plan(rows))


def test_empty_rows_are_left_out():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], ["", "", "", ""]]
    assert len(events(plan(rows))) == 1


def test_words_in_the_number_cell_find_no_place():
    found = recognise(read_word(plan([HEAD, ["весь год", "Смотр", "май", "ЦРО"]])))
    assert [(one.text, one.place) for one in found.unplaced] == [
        ("весь год", "таблица 1, строка 2, графа 1")
    ]


def test_words_alone_in_a_number_cell_are_a_band():
    rows = [HEAD, ["Учёба", "", "", ""], ["1.", "Смотр", "май", "ЦРО"]]
    assert [section.heading for section in sections(plan(rows))] == ["Учёба"]


def test_numbers_that_word_makes_itself():
    body = (
        "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>План на 2031 год</w:t></w:r></w:p><w:tbl>"
        "<w:tr><w:tc><w:p><w:r><w:t>№</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Дело, мероприятие</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Срок</w:t></w:r></w:p></w:tc></w:tr>"
    )
    number = "<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p></w:tc>"
    for title in ("Смотр", "Слёт"):
        body += f"<w:tr>{number}<w:tc><w:p><w:r><w:t>{title}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>май</w:t></w:r></w:p></w:tc></w:tr>"
    numbering = (
        "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
        "<w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    )
    data = raw(body + "</w:tbl>", numbering=numbering)
    assert [event.title for event in events(data)] == ["Смотр", "Слёт"]
    assert [event.number for event in events(data)] == ["", ""]


def test_question_that_a_page_cut_goes_on():
    cell = "Заседание № 2\n1. Итоги смотра.\n2. Выборы совета"
    rows = [HEAD, ["1.", cell, "май", "ЦРО"], ["", "и его председателя", "", ""]]
    (event,) = events(plan(rows))
    assert [item.text for item in event.agenda] == [
        "Итоги смотра.",
        "Выборы совета\nи его председателя",
    ]


def test_row_without_an_event_is_kept_and_noted():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], ["2.", "", "июнь", "ЦРО"]]
    assert [event.title for event in events(plan(rows))] == ["Смотр", ""]
    assert remarks(plan(rows)) == ["В строке нет мероприятия."]


def test_nested_table_keeps_its_words():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        made = table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])
        inner = made.cell(1, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "физика", "химия"

    (event,) = events(written(build))
    assert event.title == "Смотр\nфизика\nхимия"
