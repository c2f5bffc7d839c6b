"""Finds dated items that were written into one cell, each with its own day.

It knows how such lists look («…: первое (27.09.2026); второе (25.10.2026)»); it refuses to
change a word of them, and to know rows and plans.
"""

import re
from dataclasses import dataclass

from events.period import Period
from events.terms import Term, read

LEAST = 2

# Only dashes are left off, for the paper puts them back; a number is a word of the author.
_BULLET = re.compile(r"^\s*[-–—•▪◦*]\s+")
_ITEM = re.compile(r"^(?P<title>.+?)\((?P<term>[^()]+)\)\s*[;.,]?$", re.DOTALL)
_DAY = re.compile(
    r"\d{1,2}[./]\d{1,2}|\d{1,2}\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)
_DATED = frozenset({"date", "range", "month", "months", "deadline"})


@dataclass(frozen=True, slots=True)
class Part:
    """One dated item: its words and its term's words, both as written."""

    title: str
    term: str


@dataclass(frozen=True, slots=True)
class DatedList:
    """A cell that holds several dated items under one opening line."""

    head: str
    parts: tuple[Part, ...]


def dated_list(text: str, period: Period | None = None) -> DatedList | None:
    """The dated items of a cell's text; None unless every item has a day or month of its own."""
    head, items = _head_and_items(text)
    if not head or len(items) < LEAST:
        return None
    parts = tuple(part for item in items if (part := _part(item, period)) is not None)
    return DatedList(head, parts) if len(parts) == len(items) else None


def days_named(text: str, period: Period | None = None) -> int:
    """How many different days stand in brackets after words, for a cell that isn't such a list."""
    found = set()
    for words in re.findall(r"\(([^()]{4,40})\)", text):
        if _DAY.search(words) and _is_dated(read(words, period)):
            found.add(" ".join(words.split()))
    return len(found)


def _head_and_items(text: str) -> tuple[str, list[str]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return "", []
    if lines[0].endswith(":"):
        head, rest = lines[0], lines[1:]
        if len(rest) == 1:
            rest = _by_semicolons(rest[0])
        return head, rest
    if len(lines) > 1:
        return "", []
    # «Собрания: «Первое» (27.09.2026); «Второе» (25.10.2026)» in one line.
    head, colon, tail = lines[0].partition(":")
    if not colon or "«" in head or "(" in head:
        return "", []
    return head + colon, _by_semicolons(tail)


def _by_semicolons(text: str) -> list[str]:
    pieces = re.split(r"(?<=\));\s*", text)
    return [piece.strip() for piece in pieces if piece.strip()]


def _part(item: str, period: Period | None) -> Part | None:
    match = _ITEM.match(_BULLET.sub("", item))
    if match is None or not _is_dated(read(match["term"], period)):
        return None
    return Part(match["title"].strip(), match["term"].strip())


def _is_dated(term: Term) -> bool:
    return term.kind in _DATED
