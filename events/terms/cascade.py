"""The engine of the grammar: rules that turn runs of tokens into fewer tokens, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from events.terms.lexer import Token
from events.terms.points import Piece, Point
from events.terms.tags import Tag, in_letters

Build = Callable[[list[Token]], list[Token] | None]
Rule = tuple[re.Pattern[str], Build]

# What patterns share: a numeral that says which one, one that says how many, and so on.
NUMERAL: Final = "[NUMBER ORDINAL ORDINAL_OR_DAY ROMAN]"
AMOUNT: Final = "[NUMBER CARDINAL ORDINAL ORDINAL_OR_DAY]"
DATE: Final = "[DAY_AND_MONTH FULL_DATE]"
JOINT: Final = "(?:, AND | [- , AND ; OR])"
NUMERALS: Final = f"{NUMERAL} (?:{JOINT} {NUMERAL})*"
YEAR: Final = "(?:,? IN YEAR | ,? [YEAR TWO_YEARS] | , ACADEMIC TWO_YEARS | ACADEMIC TWO_YEARS)?"
# Inside square brackets: any word, and anything that rules have made of words.
ANY_WORD: Final = "a-zA-Z"
RESULT: Final = "0-9"


class Rules(list[Rule]):
    """Rules in the order in which they are tried."""

    def rule(self, pattern: str) -> Callable[[Build], Build]:
        """Add a rule: a pattern over names of tags, and what to make of the tokens it matches."""

        def keep(build: Build) -> Build:
            self.append((re.compile(in_letters(pattern)), build))
            return build

        return keep


class Cascade:
    """The rules, tried in order; the first rule that matches a string of letters is remembered.

    Thousands of phrases share a few hundred such strings («NUMBER MONTH» and the like).
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._first_match = lru_cache(maxsize=20_000)(self._find)

    def _find(self, letters: str, start: int) -> int:
        for index in range(start, len(self.rules)):
            if self.rules[index][0].search(letters):
                return index
        return len(self.rules)

    def reduce(self, tokens: list[Token]) -> list[Token]:
        """Apply every rule once, from left to right; a rule that gives None changes nothing."""
        letters = letters_of(tokens)
        rule = self._first_match(letters, 0)
        while rule < len(self.rules):
            pattern, build = self.rules[rule]
            position = 0
            while match := pattern.search(letters, position):
                lo, hi = match.span()
                made = build(tokens[lo:hi])
                if made is None:
                    position = lo + 1
                    continue
                tokens[lo:hi] = made
                letters = letters_of(tokens)
                position = lo + len(made)
            rule = self._first_match(letters, rule + 1)
        return tokens


def letters_of(tokens: Iterable[Token]) -> str:
    """The letters of the tokens in one string, for the patterns."""
    return "".join([token.tag for token in tokens])


def single(tag: Tag, value: object, run: list[Token]) -> Token:
    """One token in the place of the whole run."""
    return Token(tag, value, run[0].lo, run[-1].hi)


def renamed(tag: Tag) -> Build:
    """A rule that makes one token of the run."""
    return lambda run: [single(tag, None, run)]


def dropped(_run: list[Token]) -> list[Token]:
    """A rule that removes the run."""
    return []


def value_of(run: list[Token], *tags: Tag) -> object:
    """The value of the first token with one of the tags; None where there is none."""
    for token in run:
        if token.tag in tags:
            return token.value
    return None


def number_of(token: Token) -> int:
    """A token's number; 0 where it has none."""
    return token.value if isinstance(token.value, int) else 0


def year_of_token(run: list[Token]) -> int | None:
    """The year written in the run."""
    value = value_of(run, Tag.YEAR)
    return value if isinstance(value, int) else None


def school_year_of(run: list[Token]) -> int | None:
    """The first year of the school year written in the run."""
    value = value_of(run, Tag.TWO_YEARS)
    return value[0] if isinstance(value, tuple) else None


def pick(run: list[Token], *tags: Tag) -> Token:
    """The first token with one of the tags; the pattern of the rule requires one."""
    return next(token for token in run if token.tag in tags)


def separated(pieces: list[Token], joint: Tag) -> list[Token]:
    """The pieces with a joint between them, so that later rules see a list."""
    made: list[Token] = []
    for piece in pieces:
        if made:
            made.append(Token(joint, None, piece.lo, piece.lo))
        made.append(piece)
    return made


def ranged(run: list[Token]) -> Token:
    """A piece from the first point to the last one."""
    lo, hi = run[0].value, run[-1].value
    if isinstance(lo, Point) and isinstance(hi, Point):
        return single(Tag.PIECE, Piece("in", lo, hi), run)
    return single(Tag.UNREAD, None, run)
