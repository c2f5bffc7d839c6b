"""Slips of typing: spaces, letters, quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.checks import repair
from events.checks.wording import with_angle_quotes, with_russian_letters, without_double_spaces
from tests.drafts import codes, only, plan_of, row


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("double_space", "Выставка  пособий и   книг", "Выставка пособий и книг"),
        ("double_space", "с\u00a0 15 по 20", "с\u00a015 по 20"),
        ("latin_letters", "Cеминар для нaставников", "Семинар для наставников"),
        ("latin_letters", "МOУ и ЦДO", "МОУ и ЦДО"),
        ("quotes", 'Выставка «Истоки"', "Выставка «Истоки»"),
        ("quotes", 'Клуб "Истоки», встреча', "Клуб «Истоки», встреча"),
    ],
)
def test_slip_is_found_and_mended(code, wrong, right):
    content = plan_of(row(wrong))
    found = only(content, code)
    assert (found.uid, found.field) == ("e1", "title")
    mended = repair(content, found)
    assert mended.sections[0].events[0].title == right
    assert code not in codes(mended)


@pytest.mark.parametrize(
    "words",
    [
        "Отчёт «О работе» за год»",
        "Отчёт «О работе за год",
        'Отчёт "О работе за год',
        "«Первая» и «вторая, третья",
    ],
)
def test_quote_without_a_pair_is_found_but_not_guessed(words):
    assert only(plan_of(row(words)), "quotes").repair is None


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Отчёт «О работе» за прошлый учебный год» в мае", "прошлый учебный год» в мае"),
        ("Большая выставка «Истоки и берега реки", "Большая выставка «Истоки и"),
        ('Слово"', 'Слово"'),
    ],
)
def test_quote_without_a_pair_is_shown_among_its_words(words, shown):
    assert only(plan_of(row(words)), "quotes").text == f"Строка 1: у кавычки нет пары — {shown}."


@pytest.mark.parametrize(
    "words",
    [
        "Клуб «Школа «Истоки» открыт",
        'Клуб "Истоки"',
        "„Истоки“ и «Начало»",
        "IT-куб, Zoom-встреча, Wi-Fi в школе",
        "Zoomом и ITшка",
        "ХVII век, XXI век, III квартал",
        "Первая строка\n  вторая строка",
        "Встречи с ветеранами...",
        "Подготовка списков (с ФИО участников)",
        "Что? Где? Когда?",
        "Работа с детьми 5–7 лет – игры",
    ],
)
def test_usual_writing_is_no_slip(words):
    assert codes(plan_of(row(words))) == []


WORDS = st.text(alphabet='абвАcoxРH «»"()-\u00a0\n.1', max_size=60)


@given(WORDS)
def test_mending_twice_is_mending_once_and_keeps_the_letters(words):
    for mend in (with_russian_letters, without_double_spaces):
        once = mend(words)
        assert mend(once) == once
    assert [*with_angle_quotes(words)] == [
        after if before == '"' else before
        for before, after in zip(words, with_angle_quotes(words), strict=True)
    ]
    assert without_double_spaces(words).split() == words.split()
    assert len(with_russian_letters(words)) == len(words)
