"""Words of a term that did not change its meaning: they may have been meant to."""

from __future__ import annotations

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


def unused_words(text: str, tokens: list[Token], place: str) -> str:
    """The words that mean neither days nor the place or form of the event; empty without any."""
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
    left = (FORM.sub("", run.replace(place, "") if place else run).strip(MARKS) for run in runs)
    return ", ".join(words for words in left if words and words.casefold() not in FILLERS)
