"""Heads and columns of plans of odd shapes, and what is outside the plan."""

import pytest

from reports.recognition import recognise
from reports.sources.docx import read_word
from reports.sources.source_document import SourceError
from tests.reports.recognition.recognised import events, read, roles
from tests.reports.sources.word_samples import plan, raw, table, written


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            ["№", "Содержание работы", "Дата", "Исполнитель"],
            ["number", "event", "term", "responsible"],
        ),
        (["Срок проведения мероприятия", "Тема"], ["term", "event"]),
        (["Ответственный", "Название", "Когда"], ["responsible", "event", "term"]),
        (["Мероприятия", "Дата и место проведения"], ["event", "term"]),
        (["Мероприятия", "Место проведения", "Месяц"], ["event", "place", "term"]),
        (["Ожидаемый результат", "Мероприятие"], ["result", "event"]),
        (["Раздел", "Наименование работ", "Период"], ["direction", "event", "term"]),
        (["Мероприятие", "Форма проведения", "Участники"], ["event", "form", "audience"]),
        (["Мероприятие", "Сроки", "Отметка о выполнении"], ["event", "term", "note"]),
    ],
)
def test_role_of_a_column_by_its_heading(headings, expected):
    rows = [headings, ["1." if one == "№" else "слово" for one in headings]]
    assert roles(plan(rows)) == expected


def test_column_without_a_heading_is_recognised_by_its_contents():
    rows = [
        ["№", "Мероприятие", "", ""],
        ["1.", "Смотр кабинетов", "май 2031", "Полякова Р.Д."],
        ["2.", "Слёт наставников", "12.10.2031", "Грачёв С.С."],
    ]
    found = read(plan(rows))
    assert [c.role for c in found.columns] == ["number", "event", "term", "responsible"]
    assert [c.confidence for c in found.columns] == [1.0, 0.9, 0.6, 0.6]


def test_unknown_column_keeps_its_words_and_is_doubtful():
    rows = [["№", "Мероприятие", "Шифр"], ["1", "Смотр", "к-7"]]
    found = read(plan(rows))
    assert found.content.layout.columns[2].heading == "Шифр"
    assert found.columns[2].confidence < 0.5
    assert events(plan(rows))[0].note == "к-7"


def test_second_column_of_the_same_role_keeps_its_words():
    rows = [["Мероприятие", "Срок", "Срок по факту"], ["Смотр", "май", "июнь"]]
    (event,) = events(plan(rows))
    assert event.term == "май"
    assert "июнь" in (event.note, event.form, event.audience, event.result, event.place)


def test_file_whose_tables_are_no_plan_is_refused():
    data = written(lambda d: table(d, [["Имя", "Телефон"], ["Пётр", "12-34"]]))
    with pytest.raises(SourceError, match="нет таблицы плана"):
        recognise(read_word(data))


def test_footnote_is_unplaced():
    body = (
        "<w:p><w:r><w:t>План на 2031 год</w:t></w:r></w:p><w:tbl><w:tr>"
        "<w:tc><w:p><w:r><w:t>Мероприятие</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Срок</w:t></w:r></w:p></w:tc>"
        "</w:tr><w:tr><w:tc><w:p><w:r><w:t>Смотр</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    notes = (
        "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:footnote><w:p><w:r><w:t>по согласованию</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    found = recognise(read_word(raw(body, footnotes=notes)))
    assert [(one.text, one.place) for one in found.unplaced] == [("по согласованию", "сноска 1")]
