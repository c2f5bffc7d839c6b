"""Dates of a text carried over to another year: what moves, what stays, what is doubtful."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.plan.period import Period
from events.terms.shifting import (
    BARE,
    FAR,
    NO_SUCH_DAY,
    OF_ACT,
    QUOTED,
    Shifted,
    same_day,
    shift_years,
)

IN_2026 = Period.of_calendar_year(2026)
SCHOOL = Period.of_academic_year(2025)

MOVED = [
    ("на 2026 год", "на 2027 год"),
    ("План работы на 2026 календарный год", "План работы на 2027 календарный год"),
    ("Отчёт за 2025 год", "Отчёт за 2026 год"),
    ("Отчёт за 2025 и 2026 годы", "Отчёт за 2026 и 2027 годы"),
    ("Итоги первого полугодия 2026 года", "Итоги первого полугодия 2027 года"),
    ("Сверка в 2026 г. и план на 2027 г.", "Сверка в 2027 г. и план на 2028 г."),
    ("Справка до 15 января 2027 г.", "Справка до 15 января 2028 г."),
    ("Первое (26.03.2026); второе (27.04.2026)", "Первое (26.03.2027); второе (27.04.2027)"),
    ("Съезд (май, 2026)", "Съезд (май, 2027)"),
    ("на 2026–2027 учебный год", "на 2027–2028 учебный год"),
    ("на 2026/27 уч. г.", "на 2027/28 уч. г."),
    ("Выпуск 03.2026", "Выпуск 03.2027"),
]
STAYS = [
    "Приказ от 12.03.2019 № 17",
    "Приказ от 12.03.2026 № 17",
    "Исполнение приказа от 12 марта 2026 года",
    "Приказ № 01-21/2040 от 30.12.2026",
    "Федеральный закон от 29.12.2012 № 273-ФЗ",
    "Федеральный закон от 29 декабря 2012 г. № 273-ФЗ",
    "Программа развития на 2024–2030 годы",
    "Переход на стандарты 2021 года",
    "Вторая среда месяца",
    "Кабинет № 2026-а-5, 15 человек",
    "Десять заседаний",
    "Невозможный день 31.02.2026",
]
DOUBTFUL = [
    ("Конкурс «Учитель года – 2026»", "«Учитель года – 2027»", QUOTED),
    ("Форум-2026", "Форум-2027", BARE),
    ("Работает с 2026 года", "с 2027 года", BARE),
    ("Рассылка письма о плане на 2026 год", "на 2027 год", OF_ACT),
    ("Съёмка 12.11.2027", "Съёмка 12.11.2028", FAR),
]
TERMS = [
    ("22.09.2026", "22.09.2027"),
    ("02.09.26г", "02.09.27г"),
    ("2026-09-21", "2027-09-21"),
    ("Январь 2026г.", "Январь 2027г."),
    ("январь, 2026 г. онлайн", "январь, 2027 г. онлайн"),
    ("август (2026- 2027 уч.г.)", "август (2027- 2028 уч.г.)"),
    ("2026", "2027"),
    ("до 15.08.2026", "до 15.08.2027"),
    ("с 10.08.2026 по 14.08.2026", "с 10.08.2027 по 14.08.2027"),
    ("вторая среда месяца", "вторая среда месяца"),
    ("ежемесячно, 9.05", "ежемесячно, 9.05"),
]
DAYS = [
    ("22.08.2026 – нет", None),
    ("20 марта", ("20 марта", "19 марта", "суббота")),
    ("20 марта 2026 г.", ("20 марта", "19 марта", "суббота")),
    ("05.03", None),
    ("06.11.2026", ("06.11.2027", "08.11.2027", "суббота")),
    ("11 июня и 14 июня", None),
    ("3 мая", None),
    ("7 марта", None),
    ("20–21 марта", None),
    ("до 20 марта", None),
    ("понедельник, 24.08.2026", ("24.08.2027", "23.08.2027", "понедельник")),
]


@pytest.mark.parametrize(("words", "moved"), MOVED)
def test_year_of_the_plan_moves_on(words, moved):
    shifted = shift_years(words, IN_2026, 1)
    assert (shifted.text, shifted.doubts) == (moved, ())
    assert shifted.count > 0


@pytest.mark.parametrize("words", STAYS)
def test_what_is_no_year_of_the_plan_stays_without_a_word(words):
    assert shift_years(words, IN_2026, 1) == Shifted(words)


@pytest.mark.parametrize(("words", "proposed", "why"), DOUBTFUL)
def test_what_is_not_sure_stays_and_is_told(words, proposed, why):
    shifted = shift_years(words, IN_2026, 1)
    (doubt,) = shifted.doubts
    assert (shifted.text, doubt.why) == (words, why)
    assert doubt.words in words
    assert doubt.words != doubt.proposed
    assert words.replace(doubt.words, doubt.proposed).endswith(proposed)


@pytest.mark.parametrize(("words", "moved"), TERMS)
def test_every_year_of_a_term_moves_on(words, moved):
    shifted = shift_years(words, IN_2026, 1, is_term=True)
    assert (shifted.text, shifted.doubts) == (moved, ())


@pytest.mark.parametrize(("words", "doubt"), DAYS)
def test_day_that_comes_to_be_off_is_told_with_the_nearest_working_one(words, doubt):
    doubts = shift_years(words, IN_2026, 1, is_term=True).doubts
    if doubt is None:
        assert doubts == ()
        return
    (found,) = doubts
    now, proposed, why = doubt
    assert found.words.endswith(now)
    assert found.proposed.endswith(proposed)
    assert why in found.why


@pytest.mark.parametrize(
    ("words", "period", "proposed"),
    [
        ("29.02.2028", Period.of_calendar_year(2028), "28.02.2029"),
        ("29 февраля", Period.of_calendar_year(2028), "28 февраля"),
        ("29.02.2028 г.", Period.of_academic_year(2027), "28.02.2029 г."),
    ],
)
def test_29_february_is_not_carried_into_a_year_without_it(words, period, proposed):
    shifted = shift_years(words, period, 1, is_term=True)
    assert shifted.text == words
    assert [(one.proposed, one.why) for one in shifted.doubts] == [(proposed, NO_SUCH_DAY)]


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("22 сентября 2025, 16.02.2026", "22 сентября 2026, 16.02.2027"),
        ("2025/2026 учебный год", "2026/2027 учебный год"),
        ("2025-2026", "2026-2027"),
        ("август 2025", "август 2026"),
    ],
)
def test_academic_year_moves_with_both_its_years(words, moved):
    assert shift_years(words, SCHOOL, 1, is_term=True).text == moved


def test_several_years_are_moved_by_the_difference_of_the_periods():
    assert shift_years("на 2026 год", IN_2026, 3).text == "на 2029 год"


def test_doubts_of_one_text_do_not_overlap_and_can_be_settled_one_after_another():
    shifted = shift_years("Форум-2026 и Съезд-2026; слёт «Лето 2026»", IN_2026, 1)
    text = shifted.text
    for doubt in shifted.doubts:
        assert text.count(doubt.words) == 1
        text = text.replace(doubt.words, doubt.proposed)
    assert text == "Форум-2027 и Съезд-2027; слёт «Лето 2027»"


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2027, 12, 31), date(2028, 12, 31)),
        (date(2027, 2, 28), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2028, 2, 28), date(2029, 2, 28)),
    ],
)
def test_last_day_of_february_stays_the_last(day, later):
    assert same_day(day, 1) == later


PIECES = ["отчёт", "на 2026 год", "за 2025 г.", "май 2026", "«Чтение»", "12.05.2026", "№ 5", ";"]
PIECES += ["приказ от 12.03.2019 № 17", "2026/2027 учебный год", "15 апреля", "до", "\n", "Форум"]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.booleans())
def test_shifted_there_and_back_gives_the_words(pieces, is_term):
    words = " ".join(pieces)
    there = shift_years(words, IN_2026, 1, is_term=is_term)
    back = shift_years(there.text, Period.of_calendar_year(2027), -1, is_term=is_term)
    assert back.text == words
    assert len(there.text) == len(words)


@given(st.text(max_size=60), st.booleans())
def test_any_text_is_read_and_keeps_all_but_its_figures(words, is_term):
    shifted = shift_years(words, IN_2026, 1, is_term=is_term)
    assert len(shifted.text) == len(words)
    for doubt in shifted.doubts:
        assert doubt.words in shifted.text


@pytest.mark.parametrize(
    "words",
    [
        "Форум-2026 " * 9_000,
        "2026" * 25_000,
        "от 12.03.2026 приказ " * 4_000,
        "«" * 100_000 + "1",
        "ж" * 100_000 + " 2026",
    ],
)
def test_text_as_long_as_a_book_is_read_in_time(words):
    started = perf_counter()
    shift_years(words, IN_2026, 1)
    assert perf_counter() - started < 5
