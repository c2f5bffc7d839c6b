"""Finds slips of typing: double spaces, unpaired quotes, Latin letters inside Cyrillic words.

A repair never changes a word.
"""

import re
from collections.abc import Callable, Iterator

from events.checks.finding import Finding, Repair, SetField
from events.checks.survey import Survey
from events.checks.texts import Text, texts

# Letters that look alike: in a Cyrillic word the Latin one is a slip.
_LOOKS: dict[str, str] = dict(zip("aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ", strict=True))
_LATIN_TO_CYRILLIC = str.maketrans(_LOOKS)
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
_ROMAN = re.compile(r"[IVXLCDMХСМ]+")
_SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_OPENS = re.compile(r"(?:^|(?<=[\s(«]))\"(?=\S)")
_CLOSES = re.compile(r"(?<=[^\s(«])\"(?=[\s.,;:!?)»]|$)")

# How many words are shown around a quote.
BEFORE = 3
AFTER = 2

SPACES = "Убрать лишние пробелы"
LETTERS = "Заменить латинские буквы русскими"
QUOTES = "Поставить кавычки-ёлочки"


def wording(plan: Survey) -> Iterator[Finding]:
    """At most one finding of each kind for each field."""
    for text in texts(plan):
        for code, judge in (
            ("double_space", _double_spaces),
            ("latin_letters", _latin_letters),
            ("quotes", _quotes),
        ):
            judged = judge(text.words)
            if judged is not None:
                words, label, mend = judged
                yield text.finding(code, words, _repair(text, label, mend))


Mend = Callable[[str], str]
Judged = tuple[str, str, Mend | None]


def _repair(text: Text, label: str, mend: Mend | None) -> Repair | None:
    if mend is None or not text.can_be_set:
        return None
    return Repair(label, (SetField(text.uid, text.field, text.mended(mend)),))


def _double_spaces(words: str) -> Judged | None:
    match = _SPACES.search(words)
    if match is None:
        return None
    return f"лишние пробелы — «{_around(words, match)}».", SPACES, without_double_spaces


def without_double_spaces(words: str) -> str:
    """The words with single spaces; a no-break space stays."""
    return _SPACES.sub(lambda match: "\u00a0" if "\u00a0" in match.group() else " ", words)


def _latin_letters(words: str) -> Judged | None:
    wrong = [word for word in _WORD.findall(words) if _mixed(word)]
    if not wrong:
        return None
    return f"в слове «{wrong[0]}» латинские буквы вместо русских.", LETTERS, with_russian_letters


def _mixed(word: str) -> bool:
    """Whether a Cyrillic word has Latin letters, all of which look like Cyrillic ones."""
    latin = _LATIN.findall(word)
    if not latin or not _CYRILLIC.search(word) or _ROMAN.fullmatch(word):
        return False
    return all(letter in _LOOKS for letter in latin)


def with_russian_letters(words: str) -> str:
    """The words with Cyrillic letters in Cyrillic words; Latin words stay."""
    return _WORD.sub(
        lambda match: (
            match.group().translate(_LATIN_TO_CYRILLIC) if _mixed(match.group()) else match.group()
        ),
        words,
    )


def _quotes(words: str) -> Judged | None:
    if _paired(words) and words.count('"') % 2 == 0:
        return None
    mended = with_angle_quotes(words)
    mend = with_angle_quotes if '"' not in mended and _paired(mended) and mended != words else None
    place = _unpaired_place(words)
    return f"у кавычки нет пары — {place}.", QUOTES, mend


def _paired(words: str) -> bool:
    """Whether every » has its «; two « with one » are usual print («Клуб «Истоки»)."""
    depth = deepest = shared = 0
    for letter in words:
        if letter == "«":
            depth += 1
            deepest = max(deepest, depth)
        elif letter == "»":
            depth -= 1
            if depth < 0:
                return False
            if depth == 0:
                deepest = 0
    shared = max(0, deepest - 1)
    return depth <= shared


def with_angle_quotes(words: str) -> str:
    """Straight quotes as «ёлочки» where it is clear which side each of them is."""
    return _CLOSES.sub("»", _OPENS.sub("«", words))


def _unpaired_place(words: str) -> str:
    """A few words around the quote that has no pair, or else around the last one."""
    place = next(iter(_alone(words)), words.rfind('"'))
    before = words[:place].split()[-BEFORE:]
    after = words[place + 1 :].split()[:AFTER]
    glued = bool(words[:place]) and not words[place - 1].isspace()
    tail = " ".join(after)
    joint = " " if words[place + 1 : place + 2].isspace() else ""
    return f"{' '.join(before)}{'' if glued else ' '}{words[place]}{joint}{tail}".strip()


def _alone(words: str) -> Iterator[int]:
    """The indexes of angle quotes without a pair."""
    opened: list[int] = []
    for index, letter in enumerate(words):
        if letter == "«":
            opened.append(index)
        elif letter == "»" and opened:
            opened.pop()
        elif letter == "»":
            yield index
    yield from opened


def _around(words: str, match: re.Match[str]) -> str:
    return words[max(0, match.start() - 15) : match.end() + 15].strip().replace("\n", " ")
