"""What is above the first section: stamps, title, title page."""

import pytest

from reports.recognition import recognise
from reports.sources.docx import read_word
from tests.reports.sources.word_samples import plan, say, table, written

ROWS = [["№", "Мероприятие", "Срок"], ["1", "Смотр", "май"]]


def test_title_of_plain_lines():
    def build(document):
        for line in ("План работы", "областного методического объединения учителей", "на 2031 год"):
            say(document, line)
        say(document, "Мероприятия")
        table(document, ROWS)

    content = recognise(read_word(written(build))).content
    assert len(content.title) == 3
    assert [section.heading for section in content.sections] == ["Мероприятия"]


def test_title_page_with_city_and_year():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        say(document, "Заречинск, 2031", "center")
        document.add_page_break()
        say(document, "I. Дела", bold=True)
        table(document, ROWS)

    content = recognise(read_word(written(build))).content
    assert content.title == ("План работы на 2031 год",)
    assert (content.city, content.imprint, content.layout.title_page) == ("Заречинск", "", True)


def test_stamp_of_paragraphs_at_the_right_edge():
    def before(document):
        for line in ("УТВЕРЖДАЮ", "Директор ЦРО", "Р.Д. Полякова"):
            say(document, line, "right")

    found = recognise(read_word(plan(ROWS, before=before)))
    assert found.unplaced == ()
    assert [step.name for step in found.content.steps] == ["Р.Д. Полякова"]
    assert len(found.content.title) == 3


def test_stamps_in_a_table_row_by_row():
    def before(document):
        table(
            document,
            [
                ["СОГЛАСОВАНО", "УТВЕРЖДАЮ"],
                ["Ректор", "Директор ЦРО"],
                ["С.С. Грачёв", "Р.Д. Полякова"],
            ],
        )

    found = recognise(read_word(plan(ROWS, before=before)))
    assert found.unplaced == ()
    assert [(s.verb, s.position, s.name) for s in found.content.steps] == [
        ("agree", "Ректор", "С.С. Грачёв"),
        ("approve", "Директор ЦРО", "Р.Д. Полякова"),
    ]


def test_words_over_the_title_find_no_place():
    found = recognise(read_word(plan(ROWS, before=lambda d: say(d, "Приложение 3", "right"))))
    assert [(one.text, one.place) for one in found.unplaced] == [("Приложение 3", "абзац 1")]


def test_file_without_a_title_is_read():
    found = recognise(read_word(plan(ROWS, title=())))
    assert found.content.title == ()
    assert found.unplaced == ()
    assert [len(section.events) for section in found.content.sections] == [1]


def test_cover_with_the_leader_and_a_city_above_its_year():
    def build(document):
        say(document, "План работы РМО учителей на 2031 год", "center", bold=True)
        say(document, "")
        say(document, "Руководитель РМО: Полякова Р.Д.", "right")
        say(document, "")
        say(document, "г. Заречинск", "center")
        say(document, "2031 г.", "center")
        document.add_page_break()
        table(document, ROWS)

    found = recognise(read_word(written(build)))
    assert found.content.title == ("План работы РМО учителей на 2031 год",)
    assert (found.content.city, found.content.imprint) == ("Заречинск", "г. Заречинск, 2031 г.")
    assert [one.text for one in found.unplaced] == ["Руководитель РМО: Полякова Р.Д."]


def programme(document, lines):
    law = (
        "Программа и Календарный план лодочного лагеря составлены по закону от 28.12.2024 № 543-ФЗ"
    )
    say(document, f"{law} и другим бумагам о реках{', лодках и вёслах' * 10}.")
    for number in range(lines):
        say(document, f"Отряд номер {number} живёт по законам реки.")
    say(document, "КАЛЕНДАРНЫЙ ПЛАН РАБОТЫ", "center", bold=True)
    say(document, "лагеря «Лодка»", "center", bold=True)
    say(document, "на летний сезон 2031г.", "center", bold=True)
    table(document, ROWS)


@pytest.mark.parametrize("lines", [3, 40])
def test_title_is_what_stands_right_above_the_table(lines):
    found = recognise(read_word(written(lambda document: programme(document, lines))))
    assert found.content.title[0] == "КАЛЕНДАРНЫЙ ПЛАН РАБОТЫ"
    assert found.content.period.starts == "2031-06-01"
    assert len(found.unplaced) == lines + 1


def test_plan_after_a_whole_programme_takes_the_title_above_its_table():
    def build(document):
        say(document, "Программа работы клуба на 2029 год", "center", bold=True)
        for number in range(40):
            say(document, f"Отряд номер {number} живёт по законам реки.")
        say(document, "План работы клуба на 2031 год", "center", bold=True)
        table(document, ROWS)

    found = recognise(read_word(written(build)))
    assert found.content.title == ("План работы клуба на 2031 год",)
    assert any("из строк над таблицей" in one.text for one in found.findings)


def test_stamp_and_title_with_uneven_alignment():
    def build(document):
        for text, align in (
            ("УТВЕРЖДАЮ", "right"),
            ("Директор школы", "right"),
            ("________ Р.Д. Полякова", "left"),
            ("«12» мая 2031 г.", "right"),
        ):
            say(document, text, align)
        say(document, "План работы кружка", "center", bold=True)
        say(document, "села Верхние Лодки", "left")
        say(document, "на 2031 год", "left")
        table(document, ROWS)

    content = recognise(read_word(written(build))).content
    (step,) = content.steps
    assert (step.position, step.name, step.date_line) == (
        "Директор школы",
        "Р.Д. Полякова",
        "«12» мая 2031 г.",
    )
    assert content.title == ("План работы кружка", "села Верхние Лодки", "на 2031 год")


def test_months_under_a_whole_title_are_sections():
    def build(document):
        for text in ("ПЛАН РАБОТЫ", "школы", "на 2031/2032 учебный год"):
            say(document, text, "center")
        for month in ("СЕНТЯБРЬ", "ОКТЯБРЬ МЕСЯЦ"):
            say(document, "ПЛАН РАБОТЫ школы", "center")
            say(document, f"НА {month} 2031/2032 УЧЕБНЫЙ ГОД", "center")
            table(document, ROWS)

    content = recognise(read_word(written(build))).content
    assert len(content.title) == 3
    assert (content.period.starts, content.period.ends) == ("2031-09-01", "2032-08-31")
    assert [section.heading for section in content.sections] == [
        "НА СЕНТЯБРЬ 2031/2032 УЧЕБНЫЙ ГОД",
        "НА ОКТЯБРЬ МЕСЯЦ 2031/2032 УЧЕБНЫЙ ГОД",
    ]
