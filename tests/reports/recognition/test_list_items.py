"""What an item of a list is split into."""

import pytest

from events.plan.roles import ColumnRole
from reports.recognition.list_items import (
    Mark,
    cut,
    is_labelled,
    is_term_alone,
    mark_of,
    split_item,
)
from reports.sources.source_document import Run, SourceParagraph
from tests.reports.recognition.lists import events


def line(text, marker=""):
    return SourceParagraph((Run(text),), marker=marker)


@pytest.mark.parametrize(
    ("item", "row"),
    [
        ("Смотр. Срок: март. Ответственный: методист.", ("Смотр", "март", ["методист"])),
        ("Смотр (отв. Тактов Л. Л., срок: до 5 мая)", ("Смотр", "до 5 мая", ["Тактов Л. Л."])),
        ("Смотр – концертмейстеры", ("Смотр – концертмейстеры", "", [])),
        ("Смотр – учителя музыки", ("Смотр", "", ["учителя музыки"])),
        ("12 мая — Смотр «Лад»", ("Смотр «Лад»", "12 мая", [])),
        ("3–5 мая – Смотр", ("Смотр", "3–5 мая", [])),
        ("Смотр (12.05.2031)", ("Смотр", "12.05.2031", [])),
        ("Смотр (май, Тактов Л. Л.);", ("Смотр", "май", ["Тактов Л. Л."])),
        ("Смотр – 12 мая – Звонова Р. Р.", ("Смотр", "12 мая", ["Звонова Р. Р."])),
        ("Смотр, ответственная Звонова Р. Р.", ("Смотр", "", ["Звонова Р. Р."])),
        ("Смотр – Тактов Л. Л., Звонова Р. Р.", ("Смотр", "", ["Тактов Л. Л.", "Звонова Р. Р."])),
        ("Смотр (руководитель секции)", ("Смотр", "", ["руководитель секции"])),
    ],
)
def test_terms_and_people_at_the_edges_of_an_item(item, row):
    assert events("*Учёба", f"1. {item}", "2. Распевка", "3. Отчёт")[0] == row


@pytest.mark.parametrize(
    "item",
    [
        "Вечер «Осень – пора песен»",
        "Вечер (для детей)",
        "Вечер (Дом искусств)",
        "Вечер (учителя музыки)",
        "Вечер. Отв.: методист. Заказать зал и афиши",
        "Вечер. Срок: как условимся",
        "Вечер о марте и маршах",
        "Вечер, май, Тактов Л. Л.",
        "Срок: май.",
    ],
)
def test_what_is_not_certain_stays_in_the_event(item):
    assert events("*Учёба", f"1. {item}", "2. Распевка", "3. Отчёт")[0] == (item, "", [])


@pytest.mark.parametrize(
    ("paragraph", "mark"),
    [
        (line("1. Гала"), Mark("1.", "1.", 3)),
        (line("2) Гала"), Mark("1)", "2)", 3)),
        (line("1.2. Гала"), Mark("2.", "1.2.", 5)),
        (line("а) Гала"), Mark("letter")),
        (line("Гала", "3."), Mark("1.", "3.")),
        (line("Гала", "•"), Mark("bullet")),
        (line("Гала", "a)"), Mark("letter")),
        (line("15 мая – Гала"), Mark("date")),
        (line("15.09 Гала"), None),
        (line("Гала"), None),
    ],
)
def test_mark_of_an_item(paragraph, mark):
    assert mark_of(paragraph) == mark


def test_last_part_of_a_number():
    assert [Mark("", number).last for number in ("1.12.", "3)", "")] == [12, 3, 0]


def test_item_is_split_into_fields_and_labels():
    made = split_item([line("4. Гала. Срок: март."), line("Отв.: методист"), line("в двух частях")])
    assert made.number == "4."
    fields = {role: [one.text for one in lines] for role, lines in made.fields.items()}
    assert fields == {
        ColumnRole.TERM: ["март"],
        ColumnRole.RESPONSIBLE: ["методист"],
        ColumnRole.EVENT: ["Гала", "в двух частях"],
    }
    assert made.labels == [(ColumnRole.TERM, "Срок"), (ColumnRole.RESPONSIBLE, "Отв.")]


def test_cut_keeps_the_runs():
    whole = SourceParagraph((Run("1. "), Run("Гала", bold=True), Run(" в мае")), marker="•")
    assert cut(whole, 2, 11) == SourceParagraph((Run("Гала", bold=True), Run(" в м")))


def test_labels_and_terms():
    assert is_labelled("Срок: май")
    assert not is_labelled("Гала, срок: май")
    assert is_term_alone("до 5 мая")
    assert not is_term_alone("Гала в мае")
