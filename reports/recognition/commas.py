"""Decides whether a comma in a cell of the responsible ends one of them or goes on with the same.

It knows how the cases of Russian words tell so; it refuses to know lines, cells and rows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.recognition.grammar import Head, forms, goes_on, head
from reports.recognition.office_words import ABBREVIATION, ANOTHER
from reports.recognition.phrases import NAME

LEGAL = re.compile(r"^[А-ЯЁ]{0,5}(?:БОУ|ПОУ|ДОУ|КОУ|АОУ|БУ|АУ|КУ|ОУ)\b")
SUBJECT = re.compile(r"\bпо\s+[А-ЯЁ]{2,5}$")
SUBJECT_GOES_ON = re.compile(r"^[А-ЯЁ]{2,5}(?:\s*[,;]|$)")
WORD = re.compile(r"[А-ЯЁа-яё][А-ЯЁа-яё-]*")
QUOTES: Final = '«"“'
OBLIQUE: Final = ("gent", "datv", "ablt", "loct")
# A word is this seldom in the nominative beside its other cases, and is still taken for them.
SELDOM: Final = 0.2


@dataclass(frozen=True, slots=True)
class Comma:
    """Whether a comma parts two responsible, and whether that is certain."""

    parts: bool
    sure: bool = True


def comma_between(before: str, rest: str) -> Comma:
    """What the comma between these words does: `before` is the responsible that is being read.

    «Another one» needs the nominative after the comma; a position of the person just named,
    a clause and a word in the case of the word before go on with the same.
    """
    follows = re.split(r"[,;(]", rest, maxsplit=1)[0]
    told = WORD.findall(follows.casefold())
    if not before or not rest:
        return Comma(parts=not before)
    if rest[0].isupper() or rest[0] in QUOTES:
        return _before_capital(before, rest)
    if not told or not rest[0].isalpha() or NAME.search(follows):
        return Comma(parts=NAME.search(follows) is not None)
    if _goes_on(told) and not ANOTHER.match(told[0]):
        # Some participles have become people: «обучающиеся 5 классов», «заведующие отделениями».
        return Comma(parts=False)
    noun = head(told)
    if name := NAME.match(before):
        return _after_person(noun, before[name.end() :], follows)
    return _by_case(before, noun, follows)


def is_nominative(text: str) -> bool:
    """Whether words begin with a noun or an adjective that is in the nominative for certain."""
    told = WORD.findall(text.casefold())
    return bool(told) and not _goes_on(told) and head(told).share("nomn") == 1


def _before_capital(before: str, rest: str) -> Comma:
    if rest[0] in QUOTES:
        # «Клубы «Луч», «Искра»», but «ЦДТ, «Искра»».
        return Comma(parts=not any(quote in before for quote in QUOTES))
    if SUBJECT.search(before) and SUBJECT_GOES_ON.match(rest):
        # «зам. директора по УВР, ВР»
        return Comma(parts=False)
    position = before[match.end() :] if (match := NAME.match(before)) else ""
    if WORD.search(position) and not ABBREVIATION.search(position) and LEGAL.match(rest):
        # «Иванова И. И., методист отдела, ГБУ»: where the person works.
        return Comma(parts=False, sure=False)
    return Comma(parts=True)


def _goes_on(told: Sequence[str]) -> bool:
    """Whether words are no name of somebody: «по химии», «ведущие кружки», «выбранные советом»."""
    first = forms(told[0])
    if len(told) == 1 or not any(form.part == "PRTF" for form in first):
        return goes_on(told[0])
    noun = head(told)
    # «ведущие методисты» and «созданная группа» are somebody: the noun is not what is led.
    done = any(form.acts for form in first) and not any(form.animate for form in noun.forms)
    return noun.at == 0 or done


def _after_person(noun: Head, position: str, follows: str) -> Comma:
    """«Иванова И. И., методист колледжа» is one; several people, groups, museums are others."""
    named = [form for form in noun.forms if form.case == "nomn"]
    if named and all(form.number == "plur" for form in named):
        return Comma(parts=True)
    if not named or any(form.animate or form.part != "NOUN" for form in named):
        return Comma(parts=False, sure=bool(noun.forms))
    # «радио» has one form for all cases; after a position may stand where the person works.
    another = noun.share("nomn") == 1 or ANOTHER.match(follows) is not None
    return Comma(parts=another, sure=another and not WORD.search(position))


def _by_case(before: str, noun: Head, follows: str) -> Comma:
    """Whether the noun may stand in the case of the last word before the comma."""
    told = before.casefold().split()
    governed = len(told) > 1 and not ABBREVIATION.match(before) and head(told).at < len(told) - 1
    nominative, oblique = noun.share("nomn"), noun.share(*OBLIQUE)
    if noun.forms and not nominative:
        return Comma(parts=False, sure=governed or ABBREVIATION.search(before) is None)
    last = before.rsplit(maxsplit=1)[-1]
    if not oblique or not governed or not (WORD.fullmatch(last) and last.islower()):
        # An abbreviation, a name or a number hides the case of what stands before.
        return Comma(parts=True)
    shared = [case for case in OBLIQUE if noun.share(case) and head(told[-1:]).share(case)]
    if not shared:
        return Comma(parts=True)
    if ANOTHER.match(follows):
        # «школы» may be many of them, or of the one that somebody before belongs to.
        return Comma(parts=True, sure=any(f.animate and f.case == "nomn" for f in noun.forms))
    return Comma(parts=nominative > oblique, sure=nominative < SELDOM)
