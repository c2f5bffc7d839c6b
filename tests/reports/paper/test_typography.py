"""No-break spaces of Russian typography."""

from dataclasses import replace

import pytest

from reports.paper.document import build_document
from reports.paper.typography import set_type
from tests.reports.paper.papers import plan_of


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("с 1 июня в школе", "с_1_июня в_школе"),
        ("А и Б", "А_и Б"),
        ("36 часов, 200 человек", "36_часов, 200_человек"),
    ],
)
def test_short_words_and_numbers_hold_on_to_the_next(text, joined):
    (block,) = build_document(plan_of(text), status="draft").blocks
    assert block.lines[1].cells[2].lines[0].text == joined.replace("_", "\u00a0")


def test_heading_does_not_end_in_a_line_of_one_word():
    title = "областного методического объединения учителей-логопедов Светлоярской области"
    content = replace(plan_of(), title=("План работы", title))
    document = build_document(content, status="draft")
    assert document.title[1].endswith("Светлоярской\u00a0области")
    assert document.title[0] == "План работы"


def test_bracket_after_a_quote_may_begin_a_line():
    (block,) = build_document(plan_of("«Один урок» (28.11.2025)"), status="draft").blocks
    assert "» \u200b(" in block.lines[1].cells[2].lines[0].text


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("приказ № 1", "приказ №_1"),
        ("до 15 января 2027 г.", "до 15_января 2027_г."),
        ("на 2027 год", "на 2027_год"),
        ("О. Н. Ветлугина", "О._Н._Ветлугина"),
        ("Ветлугина О. Н.", "Ветлугина_О._Н."),
        ("Светлова А. П., совет", "Светлова_А._П., совет"),
        ("колледж имени О.Н. Ветлугиной", "колледж имени О.Н._Ветлугиной"),
        ("чтение — это труд", "чтение_— это труд"),
        ("г. Заозёрск", "г._Заозёрск"),
        ("просто слова без знаков", "просто слова без знаков"),
    ],
)
def test_blanks_that_must_not_break_are_joined(text, joined):
    assert set_type(text) == joined.replace("_", "\u00a0")
