"""From a word to its tag in the grammar; misprints and look-alike letters are forgiven."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from events.terms.lexicon import EXACT, ROMAN, STEMS, Word
from events.terms.tags import Tag

# Latin letters that look like Cyrillic ones, mapped inside words that also hold Cyrillic.
LOOKALIKES: Final = str.maketrans("aeopcyxkmthb", "аеорсухкмтнв")
LONE_LATIN: Final = {"c": "с", "k": "к", "b": "в", "o": "о", "u": "и"}

STEM: Final = re.compile("|".join(f"({stem})" for stem, _, _ in STEMS))
# Words that are joined again when a line break or a stray hyphen has cut them in two.
JOINED: Final = frozenset(
    (
        *(Tag.MONTH, Tag.MONTH_WORD, Tag.QUARTER, Tag.HALF_YEAR, Tag.WEEK, Tag.TEN_DAYS),
        *(Tag.YEAR_WORD, Tag.WEEKDAY, Tag.PERIODIC, Tag.DURING, Tag.ALWAYS, Tag.PERIOD),
        *(Tag.END, Tag.ACADEMIC, Tag.BASIS),
    )
)

# Words in which one wrong, missing, spare or swapped letter is forgiven: they are long, and
# unlike every other word of plans. «июнь» and «июль» differ by one letter, so they have their own.
FORGIVEN: Final = tuple(
    """
    январь января январе февраль февраля феврале апрель апреля апреле август августа августе
    сентябрь сентября сентябре октябрь октября октябре ноябрь ноября ноябре декабрь декабря
    декабре месяц месяца месяце квартал квартала квартале неделя недели неделю течение течении
    постоянно ежегодно ежемесячно еженедельно ежедневно ежеквартально полугодие полугодия
    учебного необходимости согласованию периода период
    """.split()  # noqa: SIM905 - a paragraph is easier to read and to mend than a column
)
LEAST_FORGIVEN: Final = 5
FORGIVEN_SHORT: Final = {
    "матр": 3,
    "мрат": 3,
    "марть": 3,
    "мартт": 3,
    "иьнь": 6,
    "июннь": 6,
    "июнн": 6,
    "инюь": 6,
    "юинь": 6,
    "июлль": 7,
    "июлл": 7,
    "юиль": 7,
    "ильюь": 7,
    "маий": 5,
    "маи": 5,
    "маай": 5,
}


def _variants(word: str) -> set[str]:
    """The word with each letter left out: words that differ by one slip share such a spelling."""
    return {word[:cut] + word[cut + 1 :] for cut in range(len(word))}


def _slips() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word in FORGIVEN:
        for spelling in _variants(word) | {word}:
            found.setdefault(spelling, set()).add(word)
    return found


SLIPS: Final = _slips()


def _one_slip(a: str, b: str) -> bool:
    """Whether the words differ by one letter wrong, missing, spare, or two swapped."""
    if len(a) > len(b):
        a, b = b, a
    same = 0
    while same < len(a) and a[same] == b[same]:
        same += 1
    rest, other = a[same:], b[same:]
    if len(a) < len(b):
        return rest == other[1:]
    return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])


def _forgiven(word: str) -> Word | None:
    if word in FORGIVEN_SHORT:
        return Tag.MONTH, FORGIVEN_SHORT[word]
    if len(word) < LEAST_FORGIVEN:
        return None
    near = {
        right
        for spelling in _variants(word) | {word}
        for right in SLIPS.get(spelling, ())
        if _one_slip(word, right) and (word[0] == right[0] or len(word) != len(right))
    }
    readings = {_exact(right) for right in near}
    return readings.pop() if len(readings) == 1 else None


def _exact(word: str) -> Word | None:
    known = EXACT.get(word)
    if known:
        return known
    match = STEM.fullmatch(word)
    if match and match.lastindex:
        _, tag, value = STEMS[match.lastindex - 1]
        return tag, value
    return None


def in_cyrillic(word: str) -> str:
    """The word with Latin look-alikes made Cyrillic where it holds any Cyrillic letter."""
    if word.isascii():
        return LONE_LATIN.get(word, word)
    return word.translate(LOOKALIKES) if any(letter < "\x7f" for letter in word) else word


@lru_cache(maxsize=20_000)
def known(word: str) -> Word | None:
    """The tag and value of a word without slips (in lower case, without ё), or None."""
    if word in ROMAN:
        lone = EXACT.get(word)
        return lone or (Tag.ROMAN, ROMAN[word])
    return _exact(in_cyrillic(word))


# Words that people cut short with a dot.
CUT_SHORT: Final = tuple(
    """
    январь февраль август сентябрь октябрь ноябрь декабрь месяц квартал полугодие неделя декада
    ежедневно еженедельно ежемесячно ежеквартально ежегодно постоянно учебного течение периода
    необходимости согласованию графику положению требованию последняя календарного
    понедельник вторник четверг пятница суббота воскресенье
    """.split()  # noqa: SIM905 - a paragraph is easier to read and to mend than a column
)
LEAST_LEFT: Final = 4


@lru_cache(maxsize=20_000)
def abbreviated(word: str) -> Word | None:
    """What a word cut short with a dot means, if it can be only one word."""
    if len(word) < LEAST_LEFT:
        return None
    readings = {_exact(full) for full in CUT_SHORT if full.startswith(word)}
    return readings.pop() if len(readings) == 1 else None


@lru_cache(maxsize=20_000)
def classify(word: str) -> Word:
    """The tag and value of a word, one slip forgiven; (Tag.WORD, None) for any other word."""
    return known(word) or _forgiven(in_cyrillic(word)) or (Tag.WORD, None)
