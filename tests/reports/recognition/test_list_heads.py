"""Which lines head lists, meetings and prose."""

import pytest

from reports.recognition.list_heads import (
    DocumentLines,
    is_empty,
    is_meeting_heading,
    is_month,
    is_signature,
)
from reports.sources.source_document import Run, SourceParagraph
from tests.reports.recognition.lists import TITLE, read, rows_of, texts


def line(text, *, bold=False):
    return SourceParagraph((Run(text, bold),))


def test_numbered_lines_above_items_are_headings():
    found = read(
        *TITLE,
        "I. Учёба",
        "1. Голос",
        "1.1. Распевка. Отв.: Звонова Р. Р.",
        "1.2. Дыхание",
        "2. Слух",
        "2.1. Диктант",
        "II. Смотры",
        "1. Весна",
        "1.1. Гала",
    )
    assert [row[:2] for row in rows_of(found)] == [
        ("Голос", "Распевка"),
        ("Голос", "Дыхание"),
        ("Слух", "Диктант"),
        ("Весна", "Гала"),
    ]
    assert [one.heading for one in found.content.sections] == ["Учёба", "Смотры"]


def test_plain_numbered_lines_above_bullets_are_headings():
    found = read(*TITLE, "1. Учёба", "- Распевка (май);", "- Диктант.", "2. Смотры", "- Гала.")
    assert [row[0] for row in rows_of(found)] == ["Учёба", "Учёба", "Смотры"]


def test_aims_before_the_lists_stay_prose():
    found = read(
        *TITLE,
        "*Цель:",
        "Сохранить певческие традиции.",
        "*Задачи:",
        "1. Учить дышать.",
        "2. Учить слушать.",
        "3. Учить молчать.",
        "*Май",
        "1. Гала",
        "2. Бал",
        "3. Смотр",
    )
    assert [row[1] for row in rows_of(found)] == ["Гала", "Бал", "Смотр"]
    assert texts(found) == [
        ("Цель:", "Сохранить певческие традиции."),
        ("Задачи:", "Учить дышать.", "Учить слушать.", "Учить молчать."),
    ]


def test_aims_under_a_sentence_stay_prose():
    found = read(
        *TITLE, "Мы решаем такие задачи:", "- петь;", "- слушать.", "*Май", "- Гала;", "- Бал;",
        "- Смотр.",
    )  # fmt: skip
    assert [row[1].rstrip(".") for row in rows_of(found)] == ["Гала", "Бал", "Смотр"]
    assert texts(found) == [("", "Мы решаем такие задачи:", "- петь;", "- слушать.")]


def headings(*lines):
    found = DocumentLines(
        [line(text.removeprefix("*"), bold=text.startswith("*")) for text in lines]
    )
    return [lines[at] for at in range(len(lines)) if found.is_heading(at)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Май", "Гала"], ["Май"]),
        (["*Учёба", "- Гала", "*Смотры", "- Бал"], ["*Учёба", "*Смотры"]),
        (["II. Учёба", "Гала"], ["II. Учёба"]),
        (["Учёба", "1. Гала", "2. Бал"], ["Учёба"]),
        (["Учёба.", "1. Гала", "2. Бал"], []),
        (["Учёба", "Гала", "Бал"], []),
        (["*1. Гала", "*2. Бал"], []),
    ],
)
def test_headings_of_lists(lines, expected):
    assert headings(*lines) == expected


def test_aims_head_prose():
    found = DocumentLines(
        [line("Задачи:"), line("1. Петь."), line("2. Слушать."), line("Задача ясна")]
    )
    assert [found.heads_prose(at) for at in range(4)] == [True, False, False, False]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (line("Заседание № 1 (сентябрь)"), True),
        (line("Первое заседание", bold=True), True),
        (line("Первое заседание"), False),
        (line("Заседание № 1;"), False),
    ],
)
def test_heading_of_a_meeting(paragraph, expected):
    assert is_meeting_heading(paragraph) is expected


def test_periods_empty_lines_and_signatures():
    assert is_month(line("СЕНТЯБРЬ"))
    assert not is_month(line("Сентябрь – месяц песен"))
    assert is_empty(line(" \t"))
    assert is_signature("Председатель объединения\tЗвонова Р. Р.")
    assert not is_signature("Вечер памяти Звоновой Р. Р. и друзей")
