"""Spelling of terms: what is forgiven and what is another word."""

import pytest

from events.terms import read
from tests.events.terms.readings import YEAR


@pytest.mark.parametrize(
    ("misprinted", "right"),
    [
        ("янврь", "январь"),
        ("фервраль", "февраль"),
        ("октябрб", "октябрь"),
        ("сен- тябрь", "сентябрь"),
        ("ок тябрь", "октябрь"),
        ("Maй", "май"),
        ("c 7 пo 9 мая", "с 7 по 9 мая"),
        ("07;.05.26г", "07.05.2026"),
        ("втечение года", "в течение года"),
        ("1 раз в квар- тал", "1 раз в квартал"),
        ("1 раз вмесяц", "1 раз в месяц"),
        ("до7.05", "до 7 мая"),
        ("7мая2026", "7 мая 2026"),
        ("ll квартал", "II квартал"),
        ("ІІІ квартал", "3 квартал"),
        ("Ⅳ квартал", "4 квартал"),
        ("постояно", "постоянно"),
        ("7\xa0–\u20099\u202fмая", "7-9 мая"),
        ("апре\xadль", "апрель"),
    ],
)
def test_misprints_are_forgiven(misprinted: str, right: str) -> None:
    assert read(misprinted, YEAR) == read(right, YEAR)
    assert read(right, YEAR).kind != "unknown"


@pytest.mark.parametrize("words", ["карта", "лечение в мастерской", "парта", "маяк", "юность"])
def test_other_words_are_not_taken_for_misprints(words: str) -> None:
    assert read(words, YEAR).kind == "unknown"
