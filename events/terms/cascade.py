"""The engine of the grammar: rules that turn runs of tokens into fewer tokens, in order.

It knows how a rule is found and applied, and what rules share; it refuses to know any rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from events.terms.lexer import Token
from events.terms.points import Piece, Point

Build = Callable[[list[Token]], list[Token] | None]
Rule = tuple[re.Pattern[str], Build]

NUMBER: Final = "[noar]"
JOINT: Final = "(?:,&|[-,&;I])"
NUMBERS: Final = f"{NUMBER}(?:{JOINT}{NUMBER})*"
YEAR: Final = "(?:,?Vy|,?[yY]|,uY|uY)?"


class Rules(list[Rule]):
    """Rules in the order in which they are tried."""

    def rule(self, pattern: str) -> Callable[[Build], Build]:
        """Puts a rule at the end: a pattern over letters, and what to make of such a run."""

        def keep(build: Build) -> Build:
            self.append((re.compile(pattern), build))
            return build

        return keep


class Cascade:
    """Finished rules, and which of them can match which letters.

    Thousands of phrases share a few hundred strings of letters («n m», «d - d»), so the first
    rule to match a string is remembered.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._first_match = lru_cache(maxsize=20_000)(self._find)

    def _find(self, letters: str, start: int) -> int:
        for at in range(start, len(self.rules)):
            if self.rules[at][0].search(letters):
                return at
        return len(self.rules)

    def reduce(self, tokens: list[Token]) -> list[Token]:
        """The tokens after every rule was tried from left to right, once each.

        A rule that answers None leaves the run to the rules after it.
        """
        letters = letters_of(tokens)
        rule = self._first_match(letters, 0)
        while rule < len(self.rules):
            pattern, build = self.rules[rule]
            at = 0
            while match := pattern.search(letters, at):
                lo, hi = match.span()
                made = build(tokens[lo:hi])
                if made is None:
                    at = lo + 1
                    continue
                tokens[lo:hi] = made
                letters = letters_of(tokens)
                at = lo + len(made)
            rule = self._first_match(letters, rule + 1)
        return tokens


def letters_of(tokens: Iterable[Token]) -> str:
    """The letters of tokens, in one string for the patterns."""
    return "".join([token.letter for token in tokens])


def single(letter: str, value: object, run: list[Token]) -> Token:
    """A token over the whole run."""
    return Token(letter, value, run[0].lo, run[-1].hi)


def renamed(letter: str) -> Build:
    """A rule that gives the run one new letter."""
    return lambda run: [single(letter, None, run)]


def dropped(_run: list[Token]) -> list[Token]:
    """A rule that throws the run away."""
    return []


def value_of(run: list[Token], letters: str) -> object:
    """The value of the first token with one of the letters."""
    return next((token.value for token in run if token.letter in letters), None)


def number_of(token: Token) -> int:
    """A token's number; 0 where it has none."""
    return token.value if isinstance(token.value, int) else 0


def year_of(run: list[Token]) -> int | None:
    """The year written in the run."""
    value = value_of(run, "y")
    return value if isinstance(value, int) else None


def school_year_of(run: list[Token]) -> int | None:
    """The first year of the school year written in the run."""
    value = value_of(run, "Y")
    return value[0] if isinstance(value, tuple) else None


def pick(run: list[Token], letters: str) -> Token:
    """The first token with one of the letters; the pattern promised that there is one."""
    return next(token for token in run if token.letter in letters)


def separated(pieces: list[Token], joint: str = ",") -> list[Token]:
    """The pieces with commas put between them, so that each is seen as one of a list."""
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
        return single("1", Piece("in", lo, hi), run)
    return single("?", None, run)
