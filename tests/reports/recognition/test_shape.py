"""Numbers of sections and rows, and the layout that a plan gets."""

from dataclasses import replace

from events.plan.outline import rows_of
from reports.recognition import recognise
from reports.recognition.shape import OWN_NAME
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD, events, read, remarks, sections
from tests.reports.sources.word_samples import plan, say, table, written


def test_rows_that_restart_in_each_band():
    rows = [HEAD, "Учёба", ["1", "Смотр", "май", ""], "Досуг", ["1", "Слёт", "июнь", ""]]
    found = read(plan(rows)).content
    assert (found.layout.section_numbers, found.layout.numbering) == ("none", "restart")
    assert [event.number for event in events(plan(rows))] == ["", ""]


def test_number_of_a_section_that_differs_is_kept_and_noted():
    rows = [HEAD, "1. Учёба", ["1.1", "Смотр", "май", ""], "3. Досуг", ["3.1", "Слёт", "июнь", ""]]
    first, second = sections(plan(rows))
    assert [first.number, second.number] == ["", "3"]
    assert second.events[0].number == "3.1"
    assert "Раздел напечатан под номером 3., а по порядку 2." in remarks(plan(rows))


def test_table_without_numbers_beside_one_that_has_them():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        say(document, "Смотры", bold=True)
        table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])
        say(document, "Встречи", bold=True)
        table(document, [["Мероприятие", "Срок"], ["Чай", "июнь"]])

    found = read(written(build))
    assert [section.numbering for section in found.content.sections] == ["", "none"]
    assert found.findings == ()


def test_numbers_after_the_number_of_the_band_are_noted_once():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        say(document, "Дела", bold=True)
        rows = [HEAD, "1. Учёба", ["1.1", "Смотр", "май", ""], ["1.2", "Слёт", "май", ""]]
        table(document, [*rows, "2. Досуг", ["2.1", "Чай", "июнь", ""]])

    found = read(written(build))
    assert [row.number for row in rows_of(found.content)] == ["1.1", "1.2", "2.1"]
    (told,) = found.findings
    assert "начинаются с номера раздела" in told.text


def test_numbers_from_zero_are_kept():
    rows = [HEAD, ["0.", "Смотр", "май", ""], ["1.", "Слёт", "июнь", ""]]
    assert [event.number for event in events(plan(rows))] == ["0.", "1."]


def test_unusual_numbers_are_kept_as_printed():
    numbers = ["1а", "2-3", "№ 4", "5.1.2"]
    rows = [HEAD, *([number, "Смотр", "май", ""] for number in numbers)]
    assert [event.number for event in events(plan(rows))] == numbers


def test_table_without_numbers():
    rows = [["Мероприятие", "Срок"], ["Смотр", "май"]]
    assert read(plan(rows)).content.layout.numbering == "none"


def test_many_unusual_numbers_are_noted_once():
    rows = [HEAD, *([f"{n}.", f"Слёт {n}", "май", "ЦРО"] for n in range(11, 30))]
    (told,) = [text for text in remarks(plan(rows)) if "номер" in text]
    assert told.startswith("Строк со своими номерами, не по порядку: 19. Первая напечатана под")
    assert events(plan(rows))[0].number == "11."


def test_known_layout_of_the_same_shape_gives_its_name_and_widths():
    data = plan([HEAD, ["1.", "Смотр", "май", "ЦРО"]])
    own = read(data).content.layout
    assert own.name == OWN_NAME
    widths = tuple(replace(column, width=7, heading="другой") for column in own.columns)
    known = replace(own, code="usual", name="Обычная", columns=widths)
    layout = recognise(read_word(data), (known,)).content.layout
    assert (layout.code, layout.name) == ("usual", "Обычная")
    assert [column.width for column in layout.columns] == [7] * 4
    assert [column.heading for column in layout.columns] == HEAD
