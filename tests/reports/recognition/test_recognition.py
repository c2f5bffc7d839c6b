"""Heads and columns of plans of odd shapes, and what stands round a plan."""

import pytest

from reports.recognition import recognise
from reports.sources.docx import read_word
from reports.sources.source_document import SourceError
from tests.reports.recognition.recognised import HEAD, events, read, remarks, roles, sections
from tests.reports.sources.word_samples import plan, raw, say, table, written


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


def test_column_without_a_heading_is_told_by_its_contents():
    rows = [
        ["№", "Мероприятие", "", ""],
        ["1.", "Смотр кабинетов", "май 2031", "Полякова Р.Д."],
        ["2.", "Слёт наставников", "12.10.2031", "Грачёв С.С."],
    ]
    found = read(plan(rows))
    assert [c.role for c in found.columns] == ["number", "event", "term", "responsible"]
    assert [c.confidence for c in found.columns] == [1.0, 0.9, 0.6, 0.6]


def test_column_that_nothing_tells_keeps_its_words_and_is_doubtful():
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


def test_head_under_a_line_about_the_table():
    rows = [
        ["Таблица мероприятий", "", ""],
        ["Мероприятие", "Срок", "Исполнитель"],
        ["Смотр", "май", "ЦРО"],
    ]
    found = recognise(read_word(plan(rows)))
    assert [c.role for c in found.content.layout.columns] == ["event", "term", "responsible"]
    assert [one.text for one in found.unplaced] == ["Таблица мероприятий"]


def test_head_of_two_levels():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        made = table(
            document,
            [
                ["№", "Мероприятие", "Сроки", "", "Ответственные"],
                ["^", "^", "начало", "конец", "^"],
                ["1.", "Смотр", "май", "июнь", "ЦРО"],
            ],
        )
        made.cell(0, 2).merge(made.cell(0, 3))

    found = read(written(build))
    assert [c.heading for c in found.content.layout.columns] == [
        "№",
        "Мероприятие",
        "Сроки начало – конец",
        "Ответственные",
    ]
    assert [(event.title, event.term) for event in events(written(build))] == [
        ("Смотр", "май – июнь")
    ]


def test_repeated_head_is_left_out_and_told():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], HEAD, ["2.", "Слёт", "июнь", "ЦРО"]]
    assert [event.title for event in events(plan(rows))] == ["Смотр", "Слёт"]
    (remark,) = remarks(plan(rows))
    assert remark == f"Повторённая шапка таблицы опущена: {', '.join(HEAD)}."


def test_table_cut_by_a_page_goes_on_without_a_head():
    def rest(document):
        table(document, [["2.", "Слёт", "июнь", "ЦРО"], ["3.", "Сбор", "июль", "ЦРО"]])

    data = plan([HEAD, ["1.", "Смотр", "май", "ЦРО"]], after=rest)
    (section,) = sections(data)
    assert [event.title for event in section.events] == ["Смотр", "Слёт", "Сбор"]
    assert [event.number for event in section.events] == ["", "", ""]


def test_file_whose_tables_are_no_plan_is_refused():
    data = written(lambda d: table(d, [["Имя", "Телефон"], ["Пётр", "12-34"]]))
    with pytest.raises(SourceError, match="нет таблицы плана"):
        recognise(read_word(data))


def test_footnote_finds_no_place_and_is_told():
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


def test_words_after_the_table_that_are_no_signature_find_no_place():
    data = plan(
        [HEAD, ["1.", "Смотр", "май", "ЦРО"]], after=lambda d: say(d, "Печатать на обороте")
    )
    found = recognise(read_word(data))
    assert [one.text for one in found.unplaced] == ["Печатать на обороте"]


def test_stamp_table_between_two_plans_is_read():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])
        table(document, [["СОГЛАСОВАНО\nДиректор школы\nР.Д. Полякова", ""]])
        table(document, [HEAD, ["2.", "Слёт", "июнь", "ЦРО"]])

    found = read(written(build)).content
    assert [step.name for step in found.steps] == ["Р.Д. Полякова"]
