"""The parts that words play in the grammar of terms: each has a name and one letter.

Rules are patterns over names (`NUMBER MONTH YEAR?`); they are matched as letters, so that the
whole term is one short string for `re`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Tag(StrEnum):
    """What a token is; the value is its letter in patterns."""

    # Units of time.
    MONTH = "m"
    MONTH_WORD = "M"  # «месяц»
    QUARTER = "q"
    HALF_YEAR = "h"
    HALF = "H"  # «половина»
    WEEK = "w"
    TEN_DAYS = "k"  # «декада»
    SEASON = "s"
    WEEKDAY = "W"
    DAY_WORD = "J"  # «день»
    DAY_OF_MONTH = "c"  # «числа»
    YEAR_WORD = "g"  # «год»
    SCHOOL_TERM = "v"  # «четверть», «каникулы»
    SEASONAL = "%"  # «осенний»
    PERIOD = "P"  # «период», «срок»
    # Adjectives and parts of a time.
    ACADEMIC = "u"  # «учебный»
    FILLER = "f"  # says nothing: «календарный», «текущий»
    WHOLE = "B"  # «весь»
    BEGINNING = "b"
    MIDDLE = "i"
    END = "X"
    # Figures and numerals.
    NUMBER = "n"
    CARDINAL = "Q"  # «два»
    ORDINAL = "o"  # «первая»
    ORDINAL_OR_DAY = "a"  # «первое»
    ROMAN = "r"  # maybe a Roman numeral
    DAY_AND_MONTH = "d"  # «07.03»
    FULL_DATE = "D"  # «07.03.2026»
    MONTH_AND_YEAR = "e"  # «03.2026»
    YEAR = "y"  # «2026»
    TWO_YEARS = "Y"  # «2025/2026»
    MANY_YEARS = "@"  # «2024–2027»
    CLOCK = "t"  # «14:30»
    # Prepositions and joining words.
    FROM = "S"  # «с»
    TO = "Z"  # «по»
    UNTIL = "T"  # «до»
    BY = "K"  # «к»
    IN = "V"  # «в», «за»
    ON = "A"  # «на»
    DURING = "C"  # «в течение»
    AND = "&"
    OR = "I"
    NOT = "!"
    LATER = "L"  # «не позднее»
    FURTHER = "z"  # «далее»
    EXCEPT = "~"  # «кроме»
    NEXT = ">"  # «следующий»
    OTHER = "<"  # «через»
    AFTER = "="  # «после»
    # What returns, always or by need.
    RARER = "j"  # «не реже»
    TIMES = "R"  # «раз»
    EVERY = "E"  # «каждый»
    PERIODIC = "F"  # «ежемесячно»
    ALWAYS = "G"  # «постоянно»
    ACCORDING = "l"  # «согласно», «при»
    BASIS = "O"  # what decides: «план», «график»
    # What is no time.
    NUMBERED = "N"  # has a number after it: «№», «кабинет»
    COUNTED = "U"  # has a number before it: «класс», «час»
    WORD = "x"  # any other word
    UNREAD = "?"  # carries a date that is not understood: «после»
    # Marks.
    COMMA = ","
    DASH = "-"
    SEMICOLON = ";"
    COLON = ":"
    OPENING = "("
    CLOSING = ")"
    SLASH = "/"
    DOT = "."
    PLUS = "+"
    # Made by rules.
    POINT = "p"
    PIECE = "1"
    DEADLINE = "2"
    SINCE = "3"
    RECURRENCE = "4"
    ALL_PERIOD = "5"
    SECTION_MONTH = "6"  # the month that the section is
    ON_DEMAND = "7"  # by need
    OF_YEAR = "8"  # a year to which the rest belongs
    TOO_LITTLE = "9"  # «в течение недели»: it does not say which
    EXCEPTION = "0"  # when not: «кроме июля»


MARKS: Final = {tag.value: tag for tag in Tag if not tag.isalnum()} | {"№": Tag.NUMBERED}
# Tokens that say which one of several: «2 неделя», «II квартал», «первый вторник».
WHICH: Final = frozenset((Tag.NUMBER, Tag.ORDINAL, Tag.ORDINAL_OR_DAY, Tag.ROMAN))
# Tokens that say how many.
HOW_MANY: Final = frozenset((Tag.NUMBER, Tag.CARDINAL, Tag.ORDINAL, Tag.ORDINAL_OR_DAY))
# What a term is made of once all rules have been tried.
RESULTS: Final = frozenset(tag for tag in Tag if tag.isdecimal()) - {Tag.TOO_LITTLE}
DATES: Final = frozenset((Tag.PIECE, Tag.DEADLINE, Tag.SINCE))

_NAME: Final = re.compile("[A-Z][A-Z_]+")


def in_letters(pattern: str) -> str:
    """A pattern over names (blanks are free) as a pattern over letters.

    Raises KeyError for a name that is no tag.
    """
    named = _NAME.sub(lambda name: re.escape(Tag[name.group()].value), pattern)
    return "".join(named.split())
