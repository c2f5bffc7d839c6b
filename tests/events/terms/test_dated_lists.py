"""Dated items in one cell: which lists are such, and how their words are kept."""

import time

import pytest

from events.terms.dated_lists import DatedPart, dated_list, days_named


def test_items_on_lines_of_their_own_are_told_apart():
    found = dated_list("Сборы:\n- «Первый» (3 марта);\n– «Второй» (7.05.2026).")
    assert found is not None
    assert found.head == "Сборы:"
    assert found.parts == (DatedPart("«Первый»", "3 марта"), DatedPart("«Второй»", "7.05.2026"))


def test_items_of_one_line_are_told_apart_by_their_semicolons():
    found = dated_list("Сборы: «Первый; о главном» (3 марта); второй (с ночёвкой) (май);")
    assert found is not None
    assert found.parts == (
        DatedPart("«Первый; о главном»", "3 марта"),
        DatedPart("второй (с ночёвкой)", "май"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Сбор (3 марта)",
        "Сборы: первый (3 марта)",
        "Сборы:\nпервый (3 марта)\nвторой",
        "Сборы:\nпервый (3 марта)\nвторой (в музее)",
        "Первый (3 марта)\nвторой (4 марта)",
        "Конкурс «Имена: Пушкин (июнь); Гоголь (март)»",
        "Сборы: первый (приказ от 30.12.2021 № 5); второй (приказ от 30.12.2022 № 6)",
    ],
)
def test_what_is_not_wholly_dated_is_no_list(text):
    assert dated_list(text) is None


def test_numbers_of_items_are_kept_as_words():
    found = dated_list("Сборы:\n1) первый (3 марта)\n2) второй (4 марта)")
    assert found is not None
    assert [part.title for part in found.parts] == ["1) первый", "2) второй"]


def test_days_in_brackets_are_counted_once_each():
    assert (
        days_named("«Чтение» (3 марта), «Письмо» (5.04.2026), ещё раз (3 марта), (10 человек)") == 2
    )


def test_blanks_of_a_books_length_before_brackets_are_read_at_once():
    begun = time.process_time()
    assert dated_list(f"Сборы:\nпервый{chr(0xA0) * 50_000}и всё\nвторой (3 марта)") is None
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("text", "head", "parts"),
    [
        (
            "Клуб чтецов:\n- «Проза» – октябрь;\n- «Стихи» – ноябрь.",
            "Клуб чтецов:",
            [("«Проза»", "октябрь"), ("«Стихи»", "ноябрь")],
        ),
        (
            "Выезды\n– в музей, 3 марта 2026 г.;\n– в лес, до 7 мая",
            "Выезды",
            [("в музей", "3 марта 2026 г."), ("в лес", "до 7 мая")],
        ),
        (
            "Турниры:\nмарт – апрель – шашки\n12–14 мая: шахматы (блиц)",
            "Турниры:",
            [("шашки", "март – апрель"), ("шахматы (блиц)", "12–14 мая")],
        ),
        (
            "- 05.10.2026 «Старт»\n- 7.12.2026 г. «Финиш»",
            "",
            [("«Старт»", "05.10.2026"), ("«Финиш»", "7.12.2026 г.")],
        ),
        (
            "1. Сбор работ – март.\n2. Выставка работ,\nитоговая – май.",
            "",
            [("1. Сбор работ", "март"), ("2. Выставка работ, итоговая", "май")],
        ),
        (
            "Уроки: «Смола; янтарь» – октябрь; «Глина» – март",
            "Уроки:",
            [("«Смола; янтарь»", "октябрь"), ("«Глина»", "март")],
        ),
    ],
)
def test_terms_without_brackets_are_found(text, head, parts):
    found = dated_list(text)
    assert found is not None
    assert (found.head, [(part.title, part.term) for part in found.parts]) == (head, parts)


@pytest.mark.parametrize(
    "text",
    [
        "Клуб:\n- «Проза» – октябрь;\n- «Стихи» – позже.",
        "Клуб:\n- проза, 5 класс;\n- стихи, 7 класс",
        "Клуб:\n- проза – 12 человек;\n- стихи – 2026 строк",
        "Клуб:\n- март",
        "Клуб:\n- март\n- апрель",
        "Клуб:\n- майские стихи\n- мартовские стихи",
    ],
)
def test_words_that_are_no_terms_make_no_list(text):
    assert dated_list(text) is None
