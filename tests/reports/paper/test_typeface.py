"""Characters that the typeface lacks, and widths of texts."""

import pytest

from reports.paper.typeface import printed, printed_html, width


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        # Characters that change a line's direction, and invisible ones, are removed.
        ("план \u202eтёчто\u202c конец", "план тёчто конец"),
        ("план \u2066abc\u2069 \u200f\u061cконец", "план abc конец"),
        ("пл\u200c\u200dан\ufeff", "план"),
        ("сердце \u2764\ufe0f", "сердце ♥"),
        # Spaces and line ends of other programs become spaces.
        ("до\u2028после", "до после"),
        ("до\x0bпосле\x1f\x85", "до после  "),
        # A character of the same meaning, if the typeface has one.
        ("✓ и ☐, ① ㎡", "√ и □, 1 m2"),
        ("\uf0b7 пункт Word", "• пункт Word"),
        ("\uf0d8\uf0fc\uf0e0\uf02d\uf076\uf078", "►√→-♦×"),
        # The paper hyphenates with U+2010, so an author's is replaced.
        ("по\u2010русски", "по-русски"),
        ("\ue000\ufffe", "•\ufffd"),
        ("и\u0306од", "йод"),
        # Any other is named by its code.
        ("итог 😀", "итог [U+1F600]"),
        ("漢", "[U+6F22]"),
        # What the typeface has is not changed.
        ("№ 1 — «ёлка» → ½ € Щукин’s", "№ 1 — «ёлка» → ½ € Щукин’s"),
        ("пере\u00adнос \u200b\u2060\u2009", "пере\u00adнос \u200b\u2060\u2009"),
    ],
)
def test_characters_that_the_typeface_lacks(typed, shown):
    assert printed(typed) == shown


def test_replacement_in_html_is_never_markup():
    assert printed_html("\uff1cb\uff1e\ufe60") == "&lt;b&gt;&amp;"


def test_width_is_the_sum_of_the_characters_and_bold_is_wider():
    assert width("Шёл") == width("Ш") + width("ё") + width("л") > 0
    assert width("Щука", bold=True) > width("Щука")
