import pytest

from reports.recognition.phrases import (
    fold_blanks,
    inline_items,
    is_name,
    is_term,
    same_number,
    split_number,
)


def test_blanks_are_folded_and_empty_lines_removed():
    assert fold_blanks("  Смотр \t кабинетов\n\n  май ") == "Смотр кабинетов\nмай"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Учёба", ("1.", "Учёба")),
        ("2) учёба", ("2)", "учёба")),
        ("IV. Учёба", ("IV.", "Учёба")),
        ("1.2 Учёба", ("1.2", "Учёба")),
        ("15.00.00 Лес", ("", "15.00.00 Лес")),
        ("12.01.26 Слёт", ("", "12.01.26 Слёт")),
        ("Учёба", ("", "Учёба")),
    ],
)
def test_number_before_a_heading(text, expected):
    assert split_number(text) == expected


def test_list_inside_a_line():
    assert inline_items("Заседание 2. 1. Отчёт. 2) План") == ("Заседание 2.", ["Отчёт.", "План"])
    assert inline_items("Заседание № 1. Отчёт") == ("Заседание № 1. Отчёт", [])


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("1.1", "1.1.", True), ("07", "7)", True), ("1", "11", False), ("10", "1", False)],
)
def test_same_printed_number(left, right, expected):
    assert same_number(left, right) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Полякова Р. Д.", True),
        ("Р.Д. ПОЛЯКОВА", True),
        ("Полякова Роза Даниловна", True),
        ("И.О. ДИРЕКТОРА", False),
        ("Полякова Р. Д., методист", False),
    ],
)
def test_name_of_a_person(text, expected):
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("до 5 мая", True), ("в течение года", True), ("12.05", True), ("Мастерская", False)],
)
def test_words_of_a_term(text, expected):
    assert is_term(text) is expected
