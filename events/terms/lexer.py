"""Words and figures of a term cut into tokens, each with the tag that the grammar reads.

Dashes, spaces, broken hyphenation and dates in figures are settled here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from events.terms.tags import MARKS, Tag
from events.terms.words import JOINED, abbreviated, classify, known

DECEMBER: Final = 12
LONGEST_MONTH: Final = 31
CENTURY: Final = 2000
A_CENTURY: Final = 100
LONGEST_SPAN: Final = 10
GLUED: Final = ("до", "по", "на", "в", "с", "к")
GLUED_TO: Final = frozenset(
    (Tag.MONTH, Tag.MONTH_WORD, Tag.QUARTER, Tag.HALF_YEAR, Tag.WEEK, Tag.YEAR_WORD)
)
AS_DAY: Final = ("го", "е", "му")
HOURS: Final = 24
MINUTES: Final = 60


class Token(NamedTuple):
    """A piece of the words: its tag, its value, and its place in the text."""

    tag: Tag
    value: object
    lo: int
    hi: int


class Numeric(NamedTuple):
    """A date in figures; the year is None where it isn't written."""

    day: int
    month: int
    year: int | None


DASHES: Final = "-~\u2010\u2011\u2012\u2013\u2014\u2015\u2192\u2212\ufe58\ufe63"
INVISIBLE: Final = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff"))
ONE_TO_ONE: Final = str.maketrans(
    {
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys("«»\u201e\u201c\u201d\"'\u2018\u2019`*_|", " "),
        **dict.fromkeys("[{", "("),
        **dict.fromkeys("]}", ")"),
        "ё": "е",
        "\\": "/",
        "\u2026": "-",
        "\xb7": ".",
        "\u201a": ",",
    }
)
UNSEEN: Final = re.compile("[" + "".join(map(chr, INVISIBLE)) + "]")
TO_NORMALISE: Final = re.compile("[" + re.escape("".join(map(chr, ONE_TO_ONE))) + "]")
ROMAN_CHARACTERS: Final = dict(zip("ⅠⅡⅢⅣⅤ", ("I", "II", "III", "IV", "V"), strict=True))
ROMAN_CHARACTER: Final = re.compile("[" + "".join(ROMAN_CHARACTERS) + "]")

DOT: Final = r"\s?(?:[;,]?\.{1,2}|/)\s?"
YEAR_WORD: Final = r"(?:\s?г(?:г|од[ауе]?|оду)?\b\.*)?"
TOKEN: Final = re.compile(
    rf"""
    (?P<half>\bп/г\b)
  | (?P<roman>\b[ivxlіхп]+-(?:[яйеюи]|го|ая|ый|ой|ое|му)\b)
  | (?P<word>[^\W\d_]+)
  | (?P<jubilee>\d+\s?-?\s?лет[ин]\w+)
  | (?P<iso>(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d))
  | (?P<clock>(?<!\d)[012]?\d:[0-5]\d(?!\d)
      | (?<!\d)[012]?\d-00(?!\d)
      | (?:(?<=\bв\s)|(?<=\bс\s)|(?<=\bдо\s))[012]?\d-[0-5][05](?!\d|\s?[а-я]))
  | (?P<pair>(?<!\d)(?:20\d\d)\s?[-/]\s?(?:20\d\d|\d\d)(?!\d|[.]\d))
  | (?P<full>(?<!\d)\d{{1,2}}{DOT}\d{{1,2}}(?:{DOT}|\s?,\s?)(?:(?:199|20\d)\d|[0-4]\d)
      (?!\d|[.:]\d|-\d\d(?!\d|\.)){YEAR_WORD})
  | (?P<dashed>(?<![\d.])[0-3]?\d-[01]\d-20\d\d(?!\d))
  | (?P<month>(?<![\d.])(?:0?[1-9]|1[0-2])\s?[./]\s?20\d\d(?!\d){YEAR_WORD})
  | (?P<short>(?<!\d)(?:\d{{1,2}}[.]\s?\d{{1,2}}|\d{{1,2}}\s?[.]\d{{1,2}})(?!\d|[а-я]))
  | (?P<slash>(?<![\d/])\d{{1,2}}/(?:0[1-9]|1[0-2])(?![\d/]))
  | (?P<year>(?<!\d)(?:19|20)\d\d(?!\d)|(?<![\d.,-])[12]\d(?=\s?г(?:\b|од)))
  | (?P<number>\d+
      (?:\s?-?(?:[оеы]?й|[ое]?го|[оеь]е|[яеью]|[аь]я|[уь]ю|[ое]м|му|х)(?![а-яa-z]))?)
  | (?P<mark>[-,;():/.№+&])
    """,
    re.VERBOSE,
)


def visible_words(words: str) -> str:
    """The words without invisible characters, and with one space for any run of spaces."""
    text = unicodedata.normalize("NFC", words)
    if UNSEEN.search(text):
        text = text.translate(INVISIBLE)
    if ROMAN_CHARACTER.search(text):
        text = ROMAN_CHARACTER.sub(lambda match: ROMAN_CHARACTERS[match.group()], text)
    return " ".join(text.split())


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text that `visible_words` gave."""
    lowered = text.lower().replace("...", " - ")
    if TO_NORMALISE.search(lowered):
        lowered = lowered.translate(ONE_TO_ONE)
    tokens: list[Token] = []
    for match in TOKEN.finditer(lowered):
        kind = match.lastgroup
        lo, hi = match.span()
        if kind == "word":
            tag, value = classify(match.group())
            if tag is Tag.WORD and lowered[hi : hi + 1] == ".":
                tag, value = abbreviated(match.group()) or (tag, value)
            if tag is Tag.WORD and (split := _glued(match.group(), lo, hi)):
                tokens += split
            else:
                tokens.append(Token(tag, value, lo, hi))
        elif kind == "roman":
            tag, value = classify(match.group().partition("-")[0])
            tokens.append(Token(tag, value, lo, hi))
        elif kind == "half":
            tokens.append(Token(Tag.HALF_YEAR, None, lo, hi))
        elif kind == "jubilee":
            tokens.append(Token(Tag.WORD, None, lo, hi))
        elif kind == "mark":
            tag = MARKS[match.group()]
            tokens.append(Token(tag, "№" if tag is Tag.NUMBERED else None, lo, hi))
        else:
            tokens.append(_figures(str(kind), match.group(), lo, hi))
    return _mended(tokens, lowered)


def _glued(word: str, lo: int, hi: int) -> list[Token] | None:
    """«Вмесяц», «домая»: a preposition without its space."""
    for preposition in GLUED:
        if word.startswith(preposition):
            rest = known(word[len(preposition) :])
            if rest and rest[0] in GLUED_TO:
                first = known(preposition) or rest
                cut = lo + len(preposition)
                return [Token(first[0], None, lo, cut), Token(rest[0], rest[1], cut, hi)]
    return None


def _figures(kind: str, written: str, lo: int, hi: int) -> Token:
    parts = [int(part) for part in re.findall(r"\d+", written)]
    if kind == "number":
        tag = Tag.ORDINAL_OR_DAY if written.endswith(AS_DAY) else Tag.ORDINAL
        return Token(Tag.NUMBER if written[-1].isdigit() else tag, parts[0], lo, hi)
    if kind == "year":
        short = parts[0] < A_CENTURY
        return Token(Tag.YEAR, CENTURY + parts[0] if short else parts[0], lo, hi)
    if kind == "pair":
        return _pair(parts, lo, hi)
    if kind == "month":
        return Token(Tag.MONTH_AND_YEAR, (parts[0], parts[1]), lo, hi)
    if kind == "clock":
        return Token(Tag.CLOCK, None, lo, hi)
    if kind == "iso":
        parts.reverse()
    full = parts[2] if kind not in ("short", "slash") else None
    year = CENTURY + full if full is not None and full < A_CENTURY else full
    day, month = parts[0], parts[1]
    if 1 <= day <= LONGEST_MONTH and 1 <= month <= DECEMBER:
        tag = Tag.FULL_DATE if year else Tag.DAY_AND_MONTH
        return Token(tag, Numeric(day, month, year), lo, hi)
    if year is None and day < HOURS and month < MINUTES and kind == "short":
        return Token(Tag.CLOCK, None, lo, hi)
    return Token(Tag.UNREAD, written.rstrip(" ."), lo, hi)


def _pair(parts: list[int], lo: int, hi: int) -> Token:
    first, second = parts
    if second < A_CENTURY:
        second += CENTURY
    if second == first + 1:
        return Token(Tag.TWO_YEARS, (first, second), lo, hi)
    tag = Tag.MANY_YEARS if first < second <= first + LONGEST_SPAN else Tag.UNREAD
    return Token(tag, (first, second), lo, hi)


def _mended(tokens: list[Token], text: str) -> list[Token]:
    """Words that a line or a misplaced hyphen cut in two, joined where that makes a word."""
    index = 0
    while index < len(tokens) - 1:
        left = tokens[index]
        after = index + 2 if tokens[index + 1].tag is Tag.DASH else index + 1
        right = tokens[min(after, len(tokens) - 1)]
        cut = left.tag is Tag.WORD or right.tag is Tag.WORD
        if cut and left.tag.isalpha() and right.tag.isalpha():
            word = known(text[left.lo : left.hi] + text[right.lo : right.hi])
            if word and word[0] in JOINED:
                tokens[index : after + 1] = [Token(word[0], word[1], left.lo, right.hi)]
                continue
        index += 1
    return tokens
