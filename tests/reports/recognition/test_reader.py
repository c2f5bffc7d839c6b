"""A whole document read as a plan."""

import pytest

from reports.recognition import recognise
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD, read, sections
from tests.reports.sources.word_samples import plan, say, table, written


def test_table_cut_by_a_page_goes_on_without_a_head():
    def rest(document):
        table(document, [["2.", "Слёт", "июнь", "ЦРО"], ["3.", "Сбор", "июль", "ЦРО"]])

    data = plan([HEAD, ["1.", "Смотр", "май", "ЦРО"]], after=rest)
    (section,) = sections(data)
    assert [event.title for event in section.events] == ["Смотр", "Слёт", "Сбор"]
    assert [event.number for event in section.events] == ["", "", ""]


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


def test_text_section_after_the_last_table():
    def after(document):
        say(document, "Ожидаемые итоги", bold=True)
        say(document, "1. Лад.")
        say(document, "2. Мир.")
        say(document, "Председатель совета\tР.Д. Полякова")

    found = read(plan([HEAD, ["1.", "Смотр", "май", "ЦРО"]], after=after)).content
    assert [(s.heading, s.paragraphs) for s in found.sections][1:] == [
        ("Ожидаемые итоги", ("Лад.", "Мир."))
    ]
    assert [step.name for step in found.steps] == ["Р.Д. Полякова"]


def test_facts_about_the_plan_with_their_confidence():
    found = read(plan([HEAD, ["1.", "Смотр", "май", "ЦРО"]], title=["План РУМО на 2031 год"]))
    facts = {fact.what: (fact.value, fact.confidence) for fact in found.facts}
    assert facts == {
        "table": ("Таблица 1", 0.95),
        "period": ("2031-01-01 – 2031-12-31", 0.95),
        "association": ("РУМО", 0.9),
    }


@pytest.mark.parametrize(
    ("cell", "expected"), [("ЦРО\nшколы", "lines"), ("ЦРО, школы", "commas"), ("ЦРО", "lines")]
)
def test_how_several_responsible_are_separated(cell, expected):
    found = read(plan([HEAD, ["1.", "Смотр", "май", cell]])).content
    assert found.layout.responsible_as == expected
