"""The whole grammar: what the tokens of a term become."""

import pytest

from events.terms.grammar import reduced
from events.terms.lexer import tokens_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("до 15 января", "DEADLINE"),
        ("до конца мая", "DEADLINE"),
        ("с 1 марта", "SINCE"),
        ("март-май", "PIECE"),
        ("март, май", "PIECE COMMA PIECE"),
        ("март-май-июль", "UNREAD"),
        ("за март", "UNREAD PIECE"),
        ("в течение года", "ALL_PERIOD"),
        ("в течение месяца", "SECTION_MONTH"),
        ("в течение недели", "TOO_LITTLE"),
        ("по плану центра", "ON_DEMAND"),
        ("ежемесячно, 2026", "RECURRENCE COMMA OF_YEAR"),
    ],
)
def test_tokens_are_joined(text: str, names: str) -> None:
    assert " ".join(token.tag.name for token in reduced(tokens_of(text))) == names
