"""What is above the first section: stamps, title, title page."""

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
