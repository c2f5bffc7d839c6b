"""Place and form of an event, where they are written beside its dates."""

from __future__ import annotations

import re
from typing import Final

from events.terms.lexer import Token
from events.terms.tags import Tag

FORMS: Final = (
    ("онлайн", r"on-?line|он-?лайн|вебинар\w*|zoom|зум\b|вкс|видео-?конференц\w*|сферум\w*"),
    ("дистанционно", r"дистанц\w*|удал[её]нн\w*"),
    ("очно-заочно", r"очно\s?[-–/]\s?заочн\w*"),
    ("заочно", r"заочн\w*"),
    ("очно", r"очн\w*"),
)
FORM: Final = re.compile("|".join(rf"\b({pattern})" for _, pattern in FORMS), re.IGNORECASE)
PLACE_MARK: Final = re.compile(
    r"на базе|на площадке|\bг\.|\bс\.|\bп\.|каб\w*|ауд\w*|школ[аыеу]?\b|[сон]ош\b"
    r"|\b[мг]\w{0,3}оу\b|лице\w*"
    r"|гимнази\w*|институт\w*|центр\w*|дворец|дом\b|зал\w*|библиотек\w*|музе\w*|колледж\w*"
    r"|университет\w*|сад\b|академи\w*",
    re.IGNORECASE,
)
WORDY: Final = frozenset(
    (
        *(Tag.WORD, Tag.NUMBERED, Tag.COUNTED, Tag.DAY_WORD, Tag.ACCORDING),
        *(Tag.IN, Tag.ON, Tag.FROM, Tag.TO, Tag.BY),
    )
)
EDGES: Final = " ,;:()-–—/\n\t"


def form_in(text: str) -> str:
    """«онлайн», «очно» and the like, or an empty string."""
    match = FORM.search(text)
    return FORMS[match.lastindex - 1][0] if match and match.lastindex else ""


def place_in(text: str, tokens: list[Token]) -> str:
    """The words about a place beside the dates, or an empty string."""
    for lo, hi in _left_over(tokens):
        words = FORM.sub("", text[lo:hi]).strip(EDGES)
        is_named = words.istitle() and sum(map(str.isalpha, words)) > 1 and words[0].isupper()
        if PLACE_MARK.search(words) or (is_named and lo == 0):
            return words
    return ""


def _left_over(tokens: list[Token]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start: int | None = None
    end = 0
    for token in tokens:
        if token.tag in WORDY:
            start = token.lo if start is None else start
            end = token.hi
        elif start is not None:
            runs.append((start, end))
            start = None
    if start is not None:
        runs.append((start, end))
    return runs
