"""What Russian words may be: part of speech, case and number, by the dictionary of pymorphy3."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Final

# The words of a file repeat, and each correction reads the file again.
REMEMBERED: Final = 40_000
# The most adjectives before a noun: «областная школьная методическая служба» has three.
MOST_BEFORE: Final = 4
# Words that the dictionary lacks or mistakes, and words declined like them.
ALIKE: Final = (
    (re.compile(r"\b(?:тьютор|модератор|медиатор)"), "куратор"),
    (re.compile(r"^[а-яё]?у?мо$"), "бюро"),
)
# Cases that only few words have, and the usual case of each.
USUAL: Final = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc2": "accs"}
QUOTES: Final = '«»"“”„'
DESCRIBING: Final = ("ADJF", "PRTF", "NPRO")
# «в», «и», «где», «совместно»
GOES_ON: Final = ("PREP", "CONJ", "ADVB")


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word, in the names of OpenCorpora; empty where there is no such value.

    `share` is the probability of this reading: that of all forms is 1 in sum.
    """

    part: str
    case: str
    number: str
    gender: str
    animate: bool
    acts: bool
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class LeadingNoun:
    """The noun of a phrase: its place among the words, and its possible forms."""

    at: int = 0
    forms: tuple[Form, ...] = ()

    def share(self, *cases: str) -> float:
        """Give the probability of one of these cases, from 0 to 1."""
        whole = sum(form.share for form in self.forms)
        return sum(form.share for form in self.forms if form.case in cases) / (whole or 1)


@cache
def _analyser() -> Any:
    # Loaded with the first word: most pages of the site need none.
    from pymorphy3 import MorphAnalyzer, units  # noqa: PLC0415

    # No guessing by the ending: it is slow and unsure.
    known = [units.DictionaryAnalyzer(), units.HyphenatedWordsAnalyzer(skip_prefixes=frozenset())]
    return MorphAnalyzer(units=[*known, units.UnknownPrefixAnalyzer(), units.UnknAnalyzer()])


@lru_cache(REMEMBERED)
def forms(word: str) -> tuple[Form, ...]:
    """Give the readings of a word, the most likely first; empty for an unknown word."""
    return tuple(replace(_form(parse.tag), share=parse.score) for parse in _parses(word))


def _parses(word: str) -> list[Any]:
    if not word.replace("-", "").isalpha():
        return []
    for pattern, alike in ALIKE:
        word = pattern.sub(alike, word)
    return [parse for parse in _analyser().parse(word) if parse.tag.POS is not None]


@cache
def _form(tag: Any) -> Form:
    return Form(
        # «которые» continues a phrase as «где» does
        part="CONJ" if "Anph" in tag else str(tag.POS),
        case=USUAL.get(str(tag.case), str(tag.case or "")),
        number=str(tag.number or ""),
        gender=str(tag.gender or ""),
        animate=tag.animacy == "anim",
        # «ведущий кружок», but neither «созданный совет» nor «действующий кружок»
        acts=tag.voice == "actv" and tag.transitivity == "tran",
    )


def goes_on(word: str) -> bool:
    """Whether a phrase that begins with this word continues the one before it."""
    return any(form.part in GOES_ON for form in forms(word)[:1])


def leading_noun(tokens: Sequence[str]) -> LeadingNoun:
    """Give the noun of a phrase in lower case, in the forms that its adjectives allow.

    An adjective without a noun counts as one: «обучающиеся», «ответственная за сайт».
    """
    if not tokens or goes_on(tokens[0]):
        return LeadingNoun()
    # The accusative looks like the nominative or the genitive.
    readings = [form for form in forms(tokens[0]) if form.case not in {"", "accs"}]
    adjectives = [form for form in readings if form.part in DESCRIBING]
    if adjectives:
        noun = leading_noun(tokens[1 : MOST_BEFORE + 1])
        agreed = tuple(
            form for form in noun.forms if any(_agree(adjective, form) for adjective in adjectives)
        )
        if agreed:
            return LeadingNoun(noun.at + 1, agreed)
    return LeadingNoun(
        0, tuple(form for form in readings if form.part == "NOUN") or tuple(adjectives)
    )


def declined(phrase: str, was: str, now: str) -> str:
    """Change a phrase in the singular from one case to another; unchanged in any other case.

    Only the noun and the adjectives before it change.
    """
    words = phrase.split()
    noun = leading_noun([word.strip(QUOTES).casefold() for word in words[: MOST_BEFORE + 1]])
    for form in noun.forms:
        if (form.part, form.case, form.number, form.animate) == ("NOUN", was, "sing", False):
            turned = (_turned(word, form, now) for word in words[: noun.at + 1])
            return " ".join([*turned, *words[noun.at + 1 :]])
    return phrase


def _turned(word: str, noun: Form, now: str) -> str:
    core = word.strip(QUOTES)
    for parse in _parses(core.casefold()):
        if _agree(_form(parse.tag), noun) and (turned := parse.inflect({now, "sing"})):
            # «МО» is looked up as another word that has one form for all cases.
            new = core if turned.word == parse.word else turned.word
            return word.replace(core, new[0].upper() + new[1:] if core[0].isupper() else new)
    return word


def _agree(adjective: Form, noun: Form) -> bool:
    return (
        adjective.case == noun.case
        and adjective.number == noun.number
        and (adjective.number == "plur" or noun.gender in {adjective.gender, "ms-f"})
    )
