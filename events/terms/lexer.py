"""Words and figures of a term cut into tokens, each with the letter the grammar reads.

It knows dashes, spaces, broken hyphenation and dates in figures; it refuses to know what a
sequence of tokens means.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from events.terms.words import JOINED, abbreviated, classify, known

DECEMBER: Final = 12
LONGEST_MONTH: Final = 31
CENTURY: Final = 2000
A_CENTURY: Final = 100
A_DECADE: Final = 10
GLUED: Final = ("до", "по", "на", "в", "с", "к")
AS_DAY: Final = ("го", "е", "му")
HOURS: Final = 24
MINUTES: Final = 60


class Token(NamedTuple):
    """A piece of the words: its letter, its value, and where it stood."""

    letter: str
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
        "\u2026": ".",
        "\xb7": ".",
        "\u201a": ",",
    }
)
UNSEEN: Final = re.compile("[" + "".join(map(chr, INVISIBLE)) + "]")
TO_EVEN_OUT: Final = re.compile("[" + re.escape("".join(map(chr, ONE_TO_ONE))) + "]")
ROMAN_SIGNS: Final = {"\u2160": "I", "\u2161": "II", "\u2162": "III", "\u2163": "IV", "\u2164": "V"}
ROMAN_SIGN: Final = re.compile("[" + "".join(ROMAN_SIGNS) + "]")

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
    """The words without invisible signs, and with one plain space for any run of spaces."""
    text = unicodedata.normalize("NFC", words)
    if UNSEEN.search(text):
        text = text.translate(INVISIBLE)
    if ROMAN_SIGN.search(text):
        text = ROMAN_SIGN.sub(lambda sign: ROMAN_SIGNS[sign.group()], text)
    return " ".join(text.split())


def tokens_of(text: str) -> list[Token]:
    """The tokens of text that `visible_words` gave.

    Positions are those of the text; a mark that isn't known gets the letter «x».
    """
    lowered = text.lower()
    if TO_EVEN_OUT.search(lowered):
        lowered = lowered.translate(ONE_TO_ONE)
    tokens: list[Token] = []
    for match in TOKEN.finditer(lowered):
        kind = match.lastgroup
        lo, hi = match.span()
        if kind == "word":
            letter, value = classify(match.group())
            if letter == "x" and lowered[hi : hi + 1] == ".":
                letter, value = abbreviated(match.group()) or (letter, value)
            if letter == "x" and (split := _glued(match.group(), lo, hi)):
                tokens += split
            else:
                tokens.append(Token(letter, value, lo, hi))
        elif kind == "roman":
            letter, value = classify(match.group().partition("-")[0])
            tokens.append(Token(letter, value, lo, hi))
        elif kind == "half":
            tokens.append(Token("h", None, lo, hi))
        elif kind == "jubilee":
            tokens.append(Token("x", None, lo, hi))
        elif kind == "mark":
            sign = match.group()
            tokens.append(Token("N", "№", lo, hi) if sign == "№" else Token(sign, None, lo, hi))
        else:
            tokens.append(_figures(str(kind), match.group(), lo, hi))
    return _mended(tokens, lowered)


def _glued(word: str, lo: int, hi: int) -> list[Token] | None:
    """«Вмесяц», «домая»: a preposition without its space."""
    for preposition in GLUED:
        if word.startswith(preposition):
            rest = known(word[len(preposition) :])
            if rest and rest[0] in "mMqhwg":
                first = known(preposition) or rest
                cut = lo + len(preposition)
                return [Token(first[0], None, lo, cut), Token(rest[0], rest[1], cut, hi)]
    return None


def _figures(kind: str, written: str, lo: int, hi: int) -> Token:
    parts = [int(part) for part in re.findall(r"\d+", written)]
    if kind == "number":
        letter = "n" if written[-1].isdigit() else "a" if written.endswith(AS_DAY) else "o"
        return Token(letter, parts[0], lo, hi)
    if kind == "year":
        short = parts[0] < A_CENTURY
        return Token("y", CENTURY + parts[0] if short else parts[0], lo, hi)
    if kind == "pair":
        return _pair(parts, lo, hi)
    if kind == "month":
        return Token("e", (parts[0], parts[1]), lo, hi)
    if kind == "clock":
        return Token("t", None, lo, hi)
    if kind == "iso":
        parts.reverse()
    full = parts[2] if kind not in ("short", "slash") else None
    year = CENTURY + full if full is not None and full < A_CENTURY else full
    day, month = parts[0], parts[1]
    if 1 <= day <= LONGEST_MONTH and 1 <= month <= DECEMBER:
        return Token("D" if year else "d", Numeric(day, month, year), lo, hi)
    if year is None and day < HOURS and month < MINUTES and kind == "short":
        return Token("t", None, lo, hi)
    return Token("?", None, lo, hi)


def _pair(parts: list[int], lo: int, hi: int) -> Token:
    first, second = parts
    if second < A_CENTURY:
        second += CENTURY
    if second == first + 1:
        return Token("Y", (first, second), lo, hi)
    return Token("@" if first < second <= first + A_DECADE else "?", (first, second), lo, hi)


def _mended(tokens: list[Token], text: str) -> list[Token]:
    """Words that a line or a misplaced hyphen cut in two, joined where that makes a word."""
    at = 0
    while at < len(tokens) - 1:
        left = tokens[at]
        after = at + 2 if tokens[at + 1].letter == "-" else at + 1
        right = tokens[min(after, len(tokens) - 1)]
        if "x" in (left.letter, right.letter) and left.letter.isalpha() and right.letter.isalpha():
            word = known(text[left.lo : left.hi] + text[right.lo : right.hi])
            if word and word[0] in JOINED:
                tokens[at : after + 1] = [Token(word[0], word[1], left.lo, right.hi)]
                continue
        at += 1
    return tokens
