"""Which typed numbers the portal takes off, because it prints them itself."""

import pytest

from events.plan.typed_numbers import (
    own_number,
    questions_in,
    split_typed_number,
    without_typed_numbers,
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. Об итогах", ("1.", "Об итогах")),
        ("1.Об итогах", ("1.", "Об итогах")),
        ("1. 5 лет объединению", ("1.", "5 лет объединению")),
        ("12) «Речь и чтение»", ("12)", "«Речь и чтение»")),
        ("  III. Повышение квалификации", ("III.", "Повышение квалификации")),
        ("III.Повышение квалификации", ("III.", "Повышение квалификации")),
        ("XLIV. Итоги", ("XLIV.", "Итоги")),
        ("IХ. Итоги", ("IХ.", "Итоги")),
        ("2. Первая строка\nвторая", ("2.", "Первая строка\nвторая")),
    ],
)
def test_number_of_one_level_is_taken_off(line, expected):
    assert split_typed_number(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Об итогах",
        "1.2.1 Об итогах",
        "1.2. Об итогах",
        "15. 01. 2027 Совет",
        "10.30 Регистрация",
        "15.01.2027 Совет",
        "2027. Итоги",
        "1.",
        "5 докладов",
        "И. И. Светлова выступает",
        "С. П. Светлов",
        "IV квартал",
        "№ 1. Отчёт",
        "",
    ],
)
def test_other_words_stay_as_they_are(line):
    assert split_typed_number(line) == ("", line)


def test_lines_and_the_numbers_that_were_before_them():
    found = without_typed_numbers(["1. Первое", "Второе", "3) Третье", "1.1 Своё"])
    assert found.lines == ("Первое", "Второе", "Третье", "1.1 Своё")
    assert found.taken == ("1.", "3)")
    assert without_typed_numbers([]).taken == ()


def test_each_line_is_a_question():
    assert questions_in("Итоги\n\n План \r\nРазное") == ("Итоги", "План", "Разное")
    assert questions_in(" \n ") == ()


def test_line_without_a_number_goes_on_with_the_numbered_question():
    assert questions_in("1. Итоги\nпервого полугодия\n2. Разное") == (
        "1. Итоги\nпервого полугодия",
        "2. Разное",
    )


@pytest.mark.parametrize(
    ("typed", "automatic", "expected"),
    [
        ("7", "3.", ""),
        ("7.", "3.", ""),
        ("7)", "2.3", ""),
        ("1.2", "2.3", ""),
        ("IV", "4.", ""),
        ("1.2", "3.", "1.2"),
        ("1.2.1", "2.3", "1.2.1"),
        ("5а", "5.", "5а"),
        ("7.", "", "7."),
        ("", "3.", ""),
    ],
)
def test_number_of_a_row_stays_where_the_plan_gives_no_such_number(typed, automatic, expected):
    assert own_number(typed, automatic) == expected
