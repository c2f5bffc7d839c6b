"""What the end of a line never divides on paper."""

import pytest

from reports.paper.document import build_document
from reports.paper.typography import is_whole, surnames, with_ranges
from tests.reports.paper.papers import plan_of


def test_words_of_a_plan_are_set():
    (block,) = build_document(plan_of("36 часов в школе"), status="draft").blocks
    assert block.lines[1].cells[2].lines[0].text == "36\u00a0часов в\u00a0школе"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Савельянова И. П., методист", {"Савельянова"}),
        ("И. П. Савельянова", {"Савельянова"}),
        ("методист И.П. Белозёрова-Ветлугина", {"Белозёрова", "Ветлугина"}),
        ("Савельянова Ирина Петровна", {"Савельянова", "Ирина", "Петровна"}),
        ("от Савельяновой Ирины Петровны", {"Савельяновой", "Ирины", "Петровны"}),
        ("Светлоярская область. Семинар", set()),
    ],
)
def test_names_are_found(text, names):
    assert surnames(text) == names


@pytest.mark.parametrize("word", ["КГБПОУСО", "сентября", "Октябрь", "portal", "ДЕКАБРЯ"])
def test_word_is_whole(word):
    assert is_whole(word)


@pytest.mark.parametrize("word", ["семинара", "Светлоярской", "сентябрьский", "августовские"])
def test_word_may_be_divided(word):
    assert not is_whole(word)


def test_line_does_not_break_in_a_range_and_tags_stay():
    assert with_ranges('<b title="1–2">3–4</b>') == '<b title="1–2">3–\u20604</b>'
