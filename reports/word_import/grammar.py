"""What Russian words may be: part of speech, case and number, by the dictionary of pymorphy3.

It knows single words and those that agree with each other; it refuses to know cells and commas.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Final

# A file says the same words again and again, and is read anew at each correction.
REMEMBERED: Final = 40_000
# «областная школьная методическая служба»: no phrase has more words before its noun.
MOST_BEFORE: Final = 4
# Trades that the dictionary lacks or takes for devices have the endings of one that it knows.
TRADE = re.compile(r"\b(?:тьютор|модератор|медиатор)")
ALIKE: Final = "куратор"
# Cases of a few words only, that are the usual ones for whoever reads.
USUAL: Final = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc2": "accs"}
DESCRIBING: Final = ("ADJF", "PRTF", "NPRO")
# «в», «и», «где», «совместно»: as nouns they are names of letters at best.
GOES_ON: Final = ("PREP", "CONJ", "ADVB")


@dataclass(frozen=True, slots=True)
class Form:
    """One of the things a word may be: names of OpenCorpora, empty where the part has no such.

    `share` tells how often the word is this: all its forms make 1.
    """

    part: str
    case: str
    number: str
    gender: str
    animate: bool
    acts: bool
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Head:
    """The noun of a phrase: its place among the words, and what it may be there."""

    at: int = 0
    forms: tuple[Form, ...] = ()

    def share(self, *cases: str) -> float:
        """How often such a noun is in one of these cases, of 1."""
        whole = sum(form.share for form in self.forms)
        return sum(form.share for form in self.forms if form.case in cases) / (whole or 1)


@cache
def _analyser() -> Any:
    # Loaded by the first word that is asked for: most pages of the site ask for none.
    from pymorphy3 import MorphAnalyzer, units  # noqa: PLC0415

    # Guessing by the ending is left out: it is what takes long, and a guess is no knowledge.
    known = [units.DictionaryAnalyzer(), units.HyphenatedWordsAnalyzer(skip_prefixes=frozenset())]
    return MorphAnalyzer(units=[*known, units.UnknownPrefixAnalyzer(), units.UnknAnalyzer()])


@lru_cache(REMEMBERED)
def forms(word: str) -> tuple[Form, ...]:
    """What a word may be, the most usual first; nothing for one that the dictionary lacks."""
    said = _analyser().parse(TRADE.sub(ALIKE, word))
    return tuple(
        replace(_form(one.tag), share=one.score) for one in said if one.tag.POS is not None
    )


@cache
def _form(tag: Any) -> Form:
    return Form(
        # «которые» goes on as «где» does
        part="CONJ" if "Anph" in tag else str(tag.POS),
        case=USUAL.get(str(tag.case), str(tag.case or "")),
        number=str(tag.number or ""),
        gender=str(tag.gender or ""),
        animate=tag.animacy == "anim",
        # «ведущий кружок», but neither «созданный совет» nor «действующий кружок»
        acts=tag.voice == "actv" and tag.transitivity == "tran",
    )


def goes_on(word: str) -> bool:
    """Whether a phrase that begins with this word only goes on with what stands before it."""
    return any(form.part in GOES_ON for form in forms(word)[:1])


def head(told: Sequence[str]) -> Head:
    """The noun that a phrase (in lower case) begins with, in the forms its adjectives allow.

    An adjective that no noun follows stands for one: «обучающиеся», «ответственная за сайт».
    """
    if not told or goes_on(told[0]):
        return Head()
    # What is done to whom is written as the nominative or the genitive of the same word.
    said = [form for form in forms(told[0]) if form.case not in {"", "accs"}]
    before = [form for form in said if form.part in DESCRIBING]
    if before:
        noun = head(told[1 : MOST_BEFORE + 1])
        agreed = tuple(form for form in noun.forms if any(_agree(one, form) for one in before))
        if agreed:
            return Head(noun.at + 1, agreed)
    return Head(0, tuple(form for form in said if form.part == "NOUN") or tuple(before))


def _agree(one: Form, noun: Form) -> bool:
    return (
        one.case == noun.case
        and one.number == noun.number
        and (one.number == "plur" or noun.gender in {one.gender, "ms-f"})
    )
