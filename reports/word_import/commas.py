"""Decides whether a comma in a cell of the responsible ends one of them or goes on with the same.

It knows the endings of Russian nouns and adjectives; it refuses to know lines, cells and rows.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from .offices import ABBREVIATION, ANOTHER, OFFICE
from .phrases import NAME

# A clause or a preposition goes on with what stands before the comma.
CLAUSE = re.compile(
    r"^(?:котор|в том числе|а также|где\b|(?:по|при|на|в|для|от|из|с|и|за|под)\s"
    r"|[а-яё]+(?:ие|ий|ая|ее)ся\b)",
    re.IGNORECASE,
)
ACTIVE = re.compile(r"[а-яё]+(?:щ|вш)(?:ий|ая|ее|ие)$")
PASSIVE = re.compile(r"[а-яё]+(?:нн|ем|им)(?:ый|ая|ое|ые)$")
ADJECTIVE = re.compile(
    r"(?:ый|[кгхшщжч]ий|[^аеи]ний|ой|[ая]я|ые|[^ннтвь]ие|[кгхшщжчн]ие|ое|[шщчн]ее)$"
)
NOT_ADJECTIVE = re.compile(r"(?:[ае]ние|тие|ствие|ия)$")
# Several people by their trade, in the nominative; «техники» and «сферы» are fields.
PERSONS = re.compile(
    r"(?:тели|исты|логи|гоги|арты|ари|енты|анты|атели|рены|(?:[тсн]|сс)оры|щики|чики|льцы|нцы|овцы|омцы|цены"
    r"|деканы|ветераны|депутаты|ребята|учителя|мастера|директора|профессора|доктора|инспектора|тренера"
    r"|(?<!тех)(?<!еха)(?<!тро)(?<!ота)ники|(?<!сф)(?<!\bм)(?<!карь)еры|ёры|вожатые|люди|члены|лица"
    r"|(?:ит|льт)еты|канаты|перты)$"
)
# Many who work as one: no such word is a person's position.
GROUP = re.compile(
    r"(?:ком|совет|актив|штаб|бюро|жюри|(?:[цс]|сс|гр)ия|ство|групп[аы]|команда|служба|дума|ата|совещание"
    r"|объединение|управление|сообщество|союз|хор|ансамбль|коллектив|состав|отряд|комат|деканат|лагерь)$"
)
# Such an ending is no other case's.
ONE = re.compile(r"(?:[оь]|дом|рь)$")
INSTITUTION = re.compile(
    r"^(?:школа|лицей|гимназия|колледж|техникум|училище|институт|университет|академия|центр|сад|садик"
    r"|детсад|библиотека|музей|отдел|кафедра|факультет|лаборатория|комитет|департамент|министерство|дом"
    r"|дворец|станция|филиал|студия|клуб)$"
)
POSITION = re.compile(
    r"(?:тель|тор|сор|ист|лог|гог|граф|вед|ник|арь|ант|ент|арт|ец|щик|чик|ёр|ер|рач|кан|ица|дат|истка)$"
)
# «лицея», «техникума»: an institution that somebody before it belongs to.
OF_INSTITUTION = re.compile(
    r"(?:лицея|колледжа|техникума|института|центра|университета|музея|театра|сада|отдела|факультета"
    r"|комитета|клуба|дома|дворца|совета|союза|ства|[аея]ния|[тв]ия)$"
)
# What is taught and looked after: «учителя физики, химии», «управление образования, культуры».
FIELD = re.compile(r"(?:ии|ики|уки|ыки|уры|ости|ёжи|ежи|мьи|ства|ния|тия|ка|рта|руда|рава|ьи|вы)$")
LEGAL = re.compile(r"^[А-ЯЁ]{0,5}(?:БОУ|ПОУ|ДОУ|КОУ|АОУ|БУ|АУ|КУ|ОУ)\b")
SUBJECT = re.compile(r"\bпо\s+[А-ЯЁ]{2,5}$")
SUBJECT_GOES_ON = re.compile(r"^[А-ЯЁ]{2,5}(?:\s*[,;]|$)")
WORD = re.compile(r"[А-ЯЁа-яё][А-ЯЁа-яё-]*")
OF_PLURAL = re.compile(r"(?:[бвгджзклмнпрстфхцчшщ]|[ое]в|ий|ей)$")

# «к. п. н.», «в», «по»: no noun is shorter.
SHORT: Final = 3
QUOTES: Final = '«"“'
VOWELS: Final = ("а", "я", "ы", "и", "е")
# The cases that an ending may stand for, but for the nominative: the first that fits.
CASES: Final = tuple(
    (re.compile(rf"(?:{ending})$"), frozenset(cases))
    for ending, cases in (
        ("ого|его|[ыи]х|ов|ев|ёв", "g"),
        ("ому|ему|ам|ям|у|ю(?<!ью)", "d"),
        ("ами|ями|ом|ем|ью|[ыи]м|[ыи]ми", "i"),
        ("ах|ях", "p"),
        ("ой|ей", "gdip"),
        ("[ая]|ы", "g"),
        ("и", "gdp"),
        ("е", "dp"),
        ("[бвгджзклмнпрстфхцчшщй]", "g"),
    )
)
OBLIQUE = re.compile(
    r"(?:ого|его|ому|ему|[ыи]х|[ыи]м|[ыи]ми|(?<!стр)ов|ев|ам|ям|ами|ями|ах|ях|(?<!к)(?<!д)ом|[^л]ем|ью|у|ю"
    r"|(?:ц|т|[аеи]н|ср|з|м|ов|р|л)ий|ии)$"
)

type Form = Literal["another", "same", "either"]


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
    if not before or not rest or CLAUSE.match(rest):
        return Comma(parts=not before)
    if rest[0].isupper() or rest[0] in QUOTES:
        return _before_capital(before, rest)
    if not told or not rest[0].isalpha() or NAME.search(follows):
        return Comma(parts=NAME.search(follows) is not None)
    if NAME.match(before):
        return _after_person(told, follows)
    form = _form(told)
    found = _by_case(before, told[0], form)
    if form == "either" and any(sign.match(rest) for sign in (OFFICE, ANOTHER)):
        # «школы» may be many of them, or of the one that somebody before belongs to.
        return Comma(parts=True, sure=found.parts or not told[0].endswith(("ы", "и")))
    return found


def is_nominative(text: str) -> bool:
    """Whether words begin with a noun or an adjective that is in the nominative for certain."""
    told = WORD.findall(text.casefold())
    return bool(told) and _form(told) == "another"


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


def _after_person(told: list[str], follows: str) -> Comma:
    """«Иванова И. И., методист колледжа» is one; several people and groups are others."""
    head = _head(told)
    if PERSONS.search(head) or (GROUP.search(head) and not INSTITUTION.match(head)):
        return Comma(parts=True)
    if OFFICE.match(follows) or INSTITUTION.match(head) or POSITION.search(head):
        return Comma(parts=False)
    if _form(told) == "same":
        return Comma(parts=False)
    # A plural is never one person's position; of what else is unknown most are positions.
    several, degree = head.endswith(("ы", "и")), len(head) < SHORT
    return Comma(parts=several, sure=several or degree)


def _head(told: list[str]) -> str:
    """The first word that is no adjective, or the last one: «творческая группа» is a group."""
    return next((word for word in told if not _is_adjective(word)), told[-1])


def _is_adjective(word: str) -> bool:
    return bool(ADJECTIVE.search(word)) and not NOT_ADJECTIVE.search(word)


def _form(told: list[str]) -> Form:
    """Whether words are in the nominative, in another case, or may be in either."""
    first, after = told[0], told[1] if len(told) > 1 else ""
    if ACTIVE.match(first):
        # «школы, ведущие кружки», but «совет, ведущие методисты»
        return "another" if PERSONS.search(_head(told)) else "same"
    if PASSIVE.match(first):
        # «площадки, выбранные советом», but «совет, приглашённые эксперты»
        tail = not after.endswith("ии") and OBLIQUE.search(f"{after or 'ими'}")
        return "same" if tail or after in ("в", "с", "по", "на", "к") else "another"
    if first.endswith("ой") and after:
        return "same" if after.endswith(("ы", "и", "е", "ю")) else "another"
    if any(sign.search(first) for sign in (PERSONS, GROUP, ONE)) or _is_adjective(first):
        return "another"
    if OBLIQUE.search(first) or OF_INSTITUTION.search(first):
        return "same"
    if NOT_ADJECTIVE.search(first):
        return "another"
    return "either"


def _by_case(before: str, word: str, form: Form) -> Comma:
    """Whether the word may stand in the case of the last word before the comma."""
    told = before.split()
    last = told[-1]
    rules = len(told) > 1 and not ABBREVIATION.match(before)
    if form == "another":
        return Comma(parts=True)
    if form == "same":
        return Comma(parts=False, sure=rules or ABBREVIATION.search(before) is None)
    if not rules:
        return Comma(parts=True)
    if not WORD.fullmatch(last) or not last.islower():
        # An abbreviation, a name or a number hides the case: «представители ЦРО, школ».
        many = not word.endswith(VOWELS) and told[0].endswith(("и", "ы"))
        return Comma(parts=not many, sure=not many and not word.endswith(("а", "я", "е")))
    shared = _cases(last) & _cases(word)
    if not shared:
        return Comma(parts=True)
    if not word.endswith(VOWELS):
        # One in the nominative, or many in the genitive as those before them.
        return Comma(parts=not OF_PLURAL.search(last))
    return Comma(parts=False, sure=last[-1] == word[-1] or bool(FIELD.search(word)))


def _cases(word: str) -> frozenset[str]:
    return next((cases for sign, cases in CASES if sign.search(word)), frozenset())
