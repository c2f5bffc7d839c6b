"""Words of a term that did not change its meaning."""

import pytest

from events.terms.grammar import reduced
from events.terms.leftover import basis_in, unused_words
from events.terms.lexer import tokens_of


@pytest.mark.parametrize(
    ("text", "place", "unused"),
    [
        ("7 марта 2026 г.", "", ""),
        ("7 марта, онлайн", "", ""),
        ("7 марта, СОШ № 5", "СОШ № 5", ""),
        ("7 марта, обязательно всем", "", "обязательно всем"),
        ("обязательно 7 марта, всем", "", "обязательно, всем"),
        ("К ПРИКАЗ 7 МАРТА", "К", "ПРИКАЗ"),
    ],
)
def test_unused_words_are_told(text: str, place: str, unused: str) -> None:
    assert unused_words(text, reduced(tokens_of(text)), [place]) == unused


def test_what_decides_the_days_is_kept() -> None:
    text = "2026 г. (согласно графику курсов)"
    tokens = reduced(tokens_of(text))
    assert basis_in(text, tokens) == "согласно графику курсов"
    assert unused_words(text, tokens, [basis_in(text, tokens)]) == ""
