"""Tokens: figures, words, marks and what was cut or glued."""

import pytest

from events.terms.lexer import Numeric, tokens_of, visible_words


def tags(text: str) -> str:
    return " ".join(token.tag.name for token in tokens_of(visible_words(text)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("до 15 января", "UNTIL NUMBER MONTH"),
        ("7.03", "DAY_AND_MONTH"),
        ("2026-03-07", "FULL_DATE"),
        ("03.2026", "MONTH_AND_YEAR"),
        ("2025/2026 уч. г.", "TWO_YEARS ACADEMIC DOT YEAR_WORD DOT"),
        ("2024–2027", "MANY_YEARS"),
        ("в 14:30", "IN CLOCK"),
        ("1-го, 3-я", "ORDINAL_OR_DAY COMMA ORDINAL"),
        ("III декада", "ROMAN TEN_DAYS"),
        ("№ 5", "NUMBERED NUMBER"),
        ("домая", "UNTIL MONTH"),
        ("квар- тал", "QUARTER"),
        ("45.03", "UNREAD"),
        ("музей", "WORD"),
    ],
)
def test_words_are_cut_into_tokens(text: str, names: str) -> None:
    assert tags(text) == names


def test_tokens_have_values_and_places() -> None:
    (first, _, second) = tokens_of("07.03.26 и май")
    assert first.value == Numeric(7, 3, 2026)
    assert (second.value, second.lo, second.hi) == (5, 11, 14)


def test_invisible_characters_and_runs_of_blanks_go() -> None:
    assert visible_words("апре\xadль \u00a0 \n Ⅳ") == "апрель IV"
