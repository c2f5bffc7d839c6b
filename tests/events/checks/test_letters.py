"""Signs that the paper has no glyph for, and marks of direction, are told before sending."""

import re

import pytest

from events.checks import letters as rule
from events.checks import repair
from reports.paper.typeface import printed
from tests.drafts import codes, only, plan_of, row


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Сбор 👍", "«👍» (U+1F44D)"),
        ("Встреча العربية", "«ا» (U+0627)"),
        ("Слово 中文", "«中» (U+4E2D)"),
    ],
)
def test_a_sign_that_the_typeface_lacks_is_named_with_its_row(words, named):
    found = only(plan_of(row(words)), "letter_lacking")
    assert (found.uid, found.field) == ("e1", "title")
    assert found.text.startswith("Строка 1")
    assert named in found.text
    assert not found.blocks


@pytest.mark.parametrize(
    "words",
    ["Әдәбият, ҡала", "שלום", "✓ сделано ❤️", "ﬁрма № 5 ½", "молоко\u0301", "а\u00adб\u200b"],
)
def test_what_the_paper_shows_is_no_finding(words):
    assert not {"letter_lacking", "direction_sign"} & set(codes(plan_of(row(words))))


def test_a_mark_of_direction_is_told_and_taken_away():
    content = plan_of(row("Сбор \u202eкниг"))
    found = only(content, "direction_sign")
    assert "U+202E" in found.text
    mended = repair(content, found)
    assert mended.sections[0].events[0].title == "Сбор книг"
    assert "direction_sign" not in codes(mended)


def test_the_list_of_signs_is_that_of_the_typeface():
    wrong = [
        code
        for code in range(0x110000)
        if not 0xD800 <= code <= 0xDFFF
        and bool(rule._LACKING.match(chr(code))) != bool(re.match(r"\[U\+", printed(chr(code))))
    ]
    assert wrong == []
