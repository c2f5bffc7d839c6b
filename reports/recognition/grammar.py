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
# What the dictionary lacks or takes for a device is asked under a word that is declined alike.
ALIKE: Final = (
    (re.compile(r"\b(?:тьютор|модератор|медиатор)"), "куратор"),
    (re.compile(r"^[а-яё]?у?мо$"), "бюро"),
)
# Cases of a few words only, that are the usual ones for whoever reads.
USUAL: Final = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc2": "accs"}
QUOTES: Final = '«»"“”„'
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
    return tuple(replace(_form(one.tag), share=one.score) for one in _parses(word))


def _parses(word: str) -> list[Any]:
    if not word.replace("-", "").isalpha():
        return []
    for sign, alike in ALIKE:
        word = sign.sub(alike, word)
    return [one for one in _analyser().parse(word) if one.tag.POS is not None]


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


def declined(phrase: str, was: str, now: str) -> str:
    """A phrase that names one thing, turned from this case into that; as it is where none is seen.

    Its noun and the adjectives before it change; what follows the noun belongs to it in any case.
    """
    words = phrase.split()
    noun = head([word.strip(QUOTES).casefold() for word in words[: MOST_BEFORE + 1]])
    for form in noun.forms:
        if (form.part, form.case, form.number, form.animate) == ("NOUN", was, "sing", False):
            turned = (_turned(word, form, now) for word in words[: noun.at + 1])
            return " ".join([*turned, *words[noun.at + 1 :]])
    return phrase


def _turned(word: str, noun: Form, now: str) -> str:
    core = word.strip(QUOTES)
    for one in _parses(core.casefold()):
        if _agree(_form(one.tag), noun) and (turned := one.inflect({now, "sing"})):
            # «МО» is asked under another word, and has one form for all cases as that has.
            new = core if turned.word == one.word else turned.word
            return word.replace(core, new[0].upper() + new[1:] if core[0].isupper() else new)
    return word


def _agree(one: Form, noun: Form) -> bool:
    return (
        one.case == noun.case
        and one.number == noun.number
        and (one.number == "plur" or noun.gender in {one.gender, "ms-f"})
    )
