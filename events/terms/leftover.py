"""Words of a term that did not change its meaning: they may have been meant to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from events.terms.lexer import Token
from events.terms.places import EDGES, FORM
from events.terms.tags import Tag

WORDS: Final = frozenset(
    (
        *(Tag.WORD, Tag.NUMBERED, Tag.COUNTED, Tag.DAY_WORD, Tag.ACCORDING, Tag.BASIS, Tag.ROMAN),
        *(Tag.IN, Tag.ON, Tag.FROM, Tag.TO, Tag.BY, Tag.ON_DEMAND, Tag.ACADEMIC, Tag.WHOLE),
    )
)
# They say nothing about when: «2 раза в год, обязательно».
FILLERS: Final = frozenset(("г", "гг", "года", "ч", "час", "часов", "дата", "срок"))
MARKS: Final = EDGES + ".№+&"


def basis_in(text: str, tokens: list[Token]) -> str:
    """The words about what decides the days, or an empty string."""
    return ", ".join(text[token.lo : token.hi] for token in tokens if token.tag is Tag.ON_DEMAND)


def unused_words(text: str, tokens: list[Token], known: Iterable[str]) -> str:
    """The words that mean neither days nor the form of the event, and are not the `known` ones.

    Empty without any. `known` are the words of its place, or those about what decides the days.
    """
    if WORDS.isdisjoint([token.tag for token in tokens]):
        return ""
    runs: list[str] = []
    ends = -1
    for token in tokens:
        if token.tag not in WORDS:
            ends = -1
            continue
        words = text[token.lo : token.hi]
        if ends >= 0:
            runs[-1] += text[ends : token.lo] + words
        else:
            runs.append(words)
        ends = token.hi
    left = (FORM.sub("", _without(run, known)).strip(MARKS) for run in runs)
    return ", ".join(words for words in left if words and words.casefold() not in FILLERS)


def _without(run: str, known: Iterable[str]) -> str:
    for words in known:
        run = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "", run) if words else run
    return run
