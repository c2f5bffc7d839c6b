"""Decides whether a comma in a list of the responsible separates two of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.recognition.grammar import LeadingNoun, forms, goes_on, leading_noun
from reports.recognition.office_words import ABBREVIATION, BEGINS_RESPONSIBLE
from reports.recognition.phrases import NAME

LEGAL = re.compile(r"^[А-ЯЁ]{0,5}(?:БОУ|ПОУ|ДОУ|КОУ|АОУ|БУ|АУ|КУ|ОУ)\b")
SUBJECT = re.compile(r"\bпо\s+[А-ЯЁ]{2,5}(?:,\s*[А-ЯЁ]{2,5})*$")
# «классные руководители IV, VII»
CLASS = re.compile(r"(?:^|\s)[IVX]{1,4}(?:\s*[,;]|$)")
SUBJECT_GOES_ON = re.compile(r"^[А-ЯЁ]{2,5}(?:\s*[,;]|$)")
SHORTENED = re.compile(r"[а-яё]+\.", re.IGNORECASE)
WORD = re.compile(r"[А-ЯЁа-яё][А-ЯЁа-яё-]*")
QUOTES: Final = '«"“'
OBLIQUE: Final = ("gent", "datv", "ablt", "loct")
# Below this share of the nominative, a word is taken to be in another case.
SELDOM: Final = 0.2


@dataclass(frozen=True, slots=True)
class Comma:
    """Whether a comma separates two responsible, and whether that is certain."""

    parts: bool
    sure: bool = True


def comma_between(before: str, rest: str) -> Comma:
    """Decide the comma between the responsible `before` and the `rest` of the cell.

    A new responsible needs the nominative after the comma. The position of the person before,
    a clause, and a word in the case of the word before continue the same one.
    """
    follows = re.split(r"[,;(]", rest, maxsplit=1)[0]
    tokens = WORD.findall(follows.casefold())
    if not before or not rest:
        return Comma(parts=not before)
    if rest[0].isupper() or rest[0] in QUOTES:
        return _before_capital(before, rest)
    if not tokens or not rest[0].isalpha() or NAME.search(follows):
        return Comma(parts=NAME.search(follows) is not None)
    if _goes_on(tokens) and not BEGINS_RESPONSIBLE.match(tokens[0]):
        # But some participles name people: «обучающиеся 5 классов», «заведующие отделениями».
        return Comma(parts=False)
    noun = leading_noun(tokens)
    if name := NAME.match(before):
        return _after_person(noun, before[name.end() :], follows)
    return _by_case(before, noun, follows)


def is_nominative(text: str) -> bool:
    """Whether the text surely begins with a noun or an adjective in the nominative."""
    tokens = WORD.findall(text.casefold())
    return bool(tokens) and not _goes_on(tokens) and leading_noun(tokens).share("nomn") == 1


def _before_capital(before: str, rest: str) -> Comma:
    if rest[0] in QUOTES:
        # «Клубы «Луч», «Искра»», but «ЦДТ, «Искра»».
        return Comma(parts=not any(quote in before for quote in QUOTES))
    goes_on = SUBJECT.search(before) and SUBJECT_GOES_ON.match(rest)
    if goes_on or (CLASS.search(before) and CLASS.match(rest)):
        # «зам. директора по УВР, ВР»
        return Comma(parts=False)
    position = before[match.end() :] if (match := NAME.match(before)) else ""
    if WORD.search(position) and not ABBREVIATION.search(position) and LEGAL.match(rest):
        # «Иванова И. И., методист отдела, ГБУ»: where the person works.
        return Comma(parts=False, sure=False)
    return Comma(parts=True)


def _goes_on(tokens: Sequence[str]) -> bool:
    """Whether the words name no new responsible: «по химии», «выбранные советом»."""
    first = forms(tokens[0])
    if len(tokens) == 1 or not any(form.part == "PRTF" for form in first):
        return goes_on(tokens[0])
    noun = leading_noun(tokens)
    # «ведущие методисты» and «созданная группа» do: the noun is not the object of the participle.
    is_participle_clause = any(form.acts for form in first) and not any(
        form.animate for form in noun.forms
    )
    return noun.at == 0 or is_participle_clause


def _after_person(noun: LeadingNoun, position: str, follows: str) -> Comma:
    """Decide after a person: a position continues; people, groups, museums are new."""
    named = [form for form in noun.forms if form.case == "nomn"]
    if named and all(form.number == "plur" for form in named):
        return Comma(parts=True)
    if not named or any(form.animate or form.part != "NOUN" for form in named):
        return Comma(parts=False, sure=bool(noun.forms))
    # «радио» has one form for all cases; after a position it may be the place of work.
    is_new = noun.share("nomn") == 1 or BEGINS_RESPONSIBLE.match(follows) is not None
    return Comma(parts=is_new, sure=is_new and not WORD.search(position))


def _by_case(before: str, noun: LeadingNoun, follows: str) -> Comma:
    """Decide by whether the noun may be in the case of the last word before the comma."""
    tokens = before.casefold().split()
    several = len(tokens) > 1 and not ABBREVIATION.match(before)
    governed = several and leading_noun(tokens).at < len(tokens) - 1
    nominative, oblique = noun.share("nomn"), noun.share(*OBLIQUE)
    if noun.forms and not nominative:
        sure = governed or ABBREVIATION.search(before) is None
        # «адм. школы, членов совета»: of what is before the case is unknown.
        return Comma(parts=False, sure=sure and not SHORTENED.match(before))
    last = before.rsplit(maxsplit=1)[-1]
    if not oblique or not governed or not (WORD.fullmatch(last) and last.islower()):
        # The case of an abbreviation, a name or a number is unknown.
        return Comma(parts=True)
    above = leading_noun(tokens[-1:])
    if not any(noun.share(case) and above.share(case) for case in OBLIQUE):
        return Comma(parts=True)
    if BEGINS_RESPONSIBLE.match(follows):
        # «школы» may be several schools, or the school of the person before.
        return Comma(parts=True, sure=any(f.animate and f.case == "nomn" for f in noun.forms))
    return Comma(parts=nominative > oblique, sure=nominative < SELDOM)
