"""The engine of the grammar, with rules of its own."""

from events.terms.cascade import Cascade, Rules, dropped, letters_of, renamed, separated, single
from events.terms.lexer import Token, tokens_of
from events.terms.tags import Tag


def reduced(rules: Rules, text: str) -> list[Token]:
    return Cascade(rules).reduce(tokens_of(text))


def test_rules_are_tried_in_order_from_left_to_right() -> None:
    rules = Rules()
    rules.rule("NUMBER MONTH")(renamed(Tag.POINT))
    rules.rule("NUMBER")(dropped)
    rules.rule("POINT ,? POINT")(renamed(Tag.PIECE))
    (token,) = reduced(rules, "3 7 мая, 9 мая")
    assert (token.tag, token.lo, token.hi) == (Tag.PIECE, 2, 14)


def test_rule_that_gives_none_changes_nothing() -> None:
    rules = Rules()
    rules.rule("NUMBER")(lambda run: [single(Tag.POINT, None, run)] if run[0].value == 2 else None)
    assert letters_of(reduced(rules, "1 2 3")) == "npn"


def test_pieces_are_separated() -> None:
    pieces = tokens_of("март май")
    assert [token.tag for token in separated(pieces, Tag.OR)] == [Tag.MONTH, Tag.OR, Tag.MONTH]
