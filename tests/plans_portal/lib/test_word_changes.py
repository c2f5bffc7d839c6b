"""Two texts compared by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans_portal.lib.word_changes import MOST_LINES, MOST_TOKENS, Fate, word_changes

MARKS = {Fate.SAME: "{}", Fate.GONE: "[-{}-]", Fate.NEW: "[+{}+]"}
texts = st.text("аб ,.\n", max_size=60)


def marked(before: str, after: str) -> str:
    lines = word_changes(before, after)
    return "\n".join("".join(MARKS[one.fate].format(one.text) for one in line) for line in lines)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Слёт 15 марта", "Слёт 16 марта", "Слёт [-15-][+16+] марта"),
        ("Слёт", "Слёт юных", "Слёт [+юных+]"),
        ("Слёт, март", "Слёт март", "Слёт[-,-] март"),
        ("", "Слёт", "[+Слёт+]"),
        ("Слёт", "", "[-Слёт-]"),
        ("Слёт", "Слёт", "Слёт"),
        # Nothing in common: two sentences, not a mixture of both.
        ("Слёт юных", "Смотр и конкурс", "[-Слёт юных-]\n[+Смотр и конкурс+]"),
        # Lists: only the line that differs.
        ("Светлова\nПетров\nсовет", "Светлова\nсовет", "Светлова\n[-Петров-]\nсовет"),
        ("Светлова\nсовет школы", "Светлова\nсовет ОМО", "Светлова\nсовет [-школы-][+ОМО+]"),
    ],
)
def test_changed_words_are_marked_and_no_others(before, after, shown):
    assert marked(before, after) == shown


def letters(text: str) -> str:
    return "".join(text.split())


@given(texts, texts)
def test_no_word_is_lost(before, after):
    pieces = [piece for line in word_changes(before, after) for piece in line]
    old = "".join(one.text for one in pieces if one.fate != Fate.NEW)
    new = "".join(one.text for one in pieces if one.fate != Fate.GONE)
    assert (letters(old), letters(new)) == (letters(before), letters(after))


def test_one_word_of_a_long_text_is_found():
    words = [f"слово{n}" for n in range(20_000)]
    before, after = " ".join(words), " ".join([*words[:9_000], "иное", *words[9_001:]])
    [line] = word_changes(before, after)
    changed = [(one.fate, one.text) for one in line if one.fate != Fate.SAME]
    assert changed == [(Fate.GONE, "слово9000"), (Fate.NEW, "иное")]


def test_texts_too_long_to_compare_are_told_as_a_whole():
    before = "а " + "б в " * MOST_TOKENS + "я"
    after = "а " + "в б г " * MOST_TOKENS + "я"
    lines = word_changes(before, after)
    assert [one.fate for line in lines for one in line] == [Fate.GONE, Fate.NEW]


def test_very_many_lines_that_differ_are_told_as_a_whole():
    before, after = ("\n".join(map(str, range(n, n + MOST_LINES + 2))) for n in (0, 1_000))
    lines = word_changes(f"а\n{before}", f"а\n{after}")
    assert [(one.fate, one.text) for line in lines for one in line] == [
        (Fate.SAME, "а"),
        (Fate.GONE, before),
        (Fate.NEW, after),
    ]
