"""No-break spaces of Russian typography: a proof-reader's list, and words that never change."""

import random

import pytest

from plans_portal.lib.typography import NBSP, loosened, set_heading, set_type, within_quotes

SIGNS = str.maketrans("", "", "\u200b\u2060")


@pytest.mark.parametrize(
    "joined",
    [
        "с·1·июня в·школе",
        "А·и·Б",
        "36·часов, 200·человек",
        "приказ №·1",
        "до·15·января·2027·г.",
        "До·15·января·2027·г.",
        "на·2027·год",
        "за·2024·год",
        "с·1·по·28·февраля",
        "с·27·по·30·апреля",
        "с·28·февраля по·3·марта",
        "не позднее·20·мая",
        "(18·сентября·2023)",
        "апрель·- май·2024",
        "март·– апрель·2024",
        "сентябрь·2023",
        "на·2025-2026·учебный·год",
        "в·2025/2026·учебном·году",
        "участников·100·человек",
        "О.·Н.·Ветлугина",
        "Ветлугина·О.·Н.",
        "Ветлугина·О.Н.",
        "«Ветлугина·О.·Н.»",
        "Светлова·А.·П., совет",
        "учитель О.·Н.·Ветлугина",
        "колледж имени·О.Н.·Ветлугиной",
        "колледж имени·О.·Н.·Ветлугиной",
        "им.·О.·Н.·Ветлугиной",
        "чтение·— это труд",
        "г.·Заозёрск",
        "ул.·Садовая, д.·5, каб.·12",
        "и·т.·д.",
        "II·квартал",
        "1·квартал",
        "5·«А» класс",
        "10·000·руб.",
        "15·%",
        "к·«Роднику» и·в·школу",
        "«____»·____________·2026·г.",
        "в·2026·г. Зимой",
        "просто слова без знаков",
    ],
)
def test_what_must_not_break_is_joined_on_all_sides(joined):
    assert set_type(joined.replace("·", " ")) == joined.replace("·", NBSP)


def test_sentence_after_a_year_may_begin_a_line():
    assert set_type("до 1 мая 2026 г. В школе").endswith("г. В\u00a0школе")


def test_what_is_set_stays_as_it_is():
    once = set_type("до 15 января 2027 г. в школе № 1")
    assert set_type(once) == once


PIECES = (
    *("до", "с", "по", "1", "28", "15", "февраля", "мая", "2027", "г.", "№", "В.", "К.", "имени"),
    *(
        "Ветлугина",
        "—",
        "-",
        "«Родник»",
        "(18",
        "2023)",
        "I",
        "II",
        "квартал",
        "п/п",
        "и",
        "т.",
        "д.",
    ),
    *("учебный", "год", "ул.", "100", "человек", "10", "000", "%", "____", "«____»", "\n", "школа"),
    *("слово" * 30, "2025–2026", "г.", "Заречный"),
)


def test_words_never_change():
    dice = random.Random(20260301)
    for _ in range(3000):
        text = " ".join(dice.choices(PIECES, k=dice.randint(1, 14)))
        for done in (
            set_type(text),
            set_heading(text),
            loosened(set_type(text), lambda one: len(one) < 12),
        ):
            assert done.translate(SIGNS).replace(NBSP, " ") == text


@pytest.mark.parametrize(
    ("width", "parts"),
    [
        (40, ["до·15·января·2027·г."]),
        (13, ["до·15·января", "2027·г."]),
        (10, ["до", "15·января", "2027·г."]),
    ],
)
def test_narrow_column_parts_a_date_where_it_is_weakest(width, parts):
    room = loosened(set_type("до 15 января 2027 г."), lambda one: len(one) <= width)
    assert room.split(" ") == [part.replace("·", NBSP) for part in parts]


def test_heading_does_not_end_in_a_line_of_one_word():
    title = "областного методического объединения учителей-логопедов Светлоярской области"
    assert set_heading(f"План работы\n{title}") == f"План работы\n{title[:-8]}{NBSP}области"


def test_quotes_inside_quotes_are_of_another_kind():
    assert within_quotes("Конкурс\n«Учитель года»") == "Конкурс „Учитель года“"


def test_bracket_after_a_quote_may_begin_a_line():
    assert set_type("«Один урок» (28.11.2025)") == "«Один урок» \u200b(28.11.2025)"
