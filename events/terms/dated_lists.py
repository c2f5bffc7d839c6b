"""Finds lists of dated items in one cell: «…: первое (27.09.2026); второе (25.10.2026)».

They are sub-events that were written as text; no word of them is changed.
"""

import re
from dataclasses import dataclass

from events.plan.period import Period
from events.terms import Term, read
from events.terms.meaning import TermKind

LEAST = 2

# Dashes are removed, for paper prints its own; a number is a word of the author.
_BULLET = re.compile(r"^\s*[-–—•▪◦*]\s+")
_ITEM = re.compile(r"^(?P<title>.+?)\((?P<term>[^()]+)\)\s*[;.,]?$", re.DOTALL)
_DAY = re.compile(
    r"\d{1,2}[./]\d{1,2}|\d{1,2}\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)
_MONTH = r"(?:январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*"
# A term without brackets is made of such words only.
_OF_TERM = re.compile(
    rf"\d{{1,2}}(?:[./]\d{{1,2}}(?:[./]\d{{2,4}})?)?|20\d\d|{_MONTH}|[IVX]{{1,3}}|г|год[ау]?|с|со|до|по|в|и"
    r"|на|к|не|позднее|начал[оае]|середин[аеуы]|кон(?:ец|ц[ае])|(?:перв|втор|трет|последн)\w{1,3}"
    r"|недел\w+|декад\w+|полугоди\w|квартал\w?|зим\w{1,2}|весн\w{1,2}|лет\w{1,2}|осен\w{1,2}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+(?=[^\d\s])")
_BEFORE_TERM = re.compile(r"\s[–—-]\s?|\s?[–—]\s|[,:]\s")
_AFTER_TERM = re.compile(r"\s*(?:[–—:,]|-(?=\s)|\.(?=\s))\s*|\s+")
_PREPOSITIONS = frozenset({"с", "со", "до", "по", "в", "и", "на", "к", "не"})
# The longest term without brackets, in characters.
_LONGEST = 60
_DATED = frozenset(
    {TermKind.DATE, TermKind.RANGE, TermKind.MONTH, TermKind.MONTHS, TermKind.DEADLINE}
)


@dataclass(frozen=True, slots=True)
class DatedPart:
    """One dated item: its words and its term's words, both as written."""

    title: str
    term: str


@dataclass(frozen=True, slots=True)
class DatedList:
    """A cell that holds several dated items under one opening line."""

    head: str
    parts: tuple[DatedPart, ...]


def dated_list(text: str, period: Period | None = None) -> DatedList | None:
    """The dated items of a cell's text; None unless each has a day or month of its own."""
    head, items = _head_and_items(text)
    if len(items) < LEAST:
        return None
    parts = tuple(part for item in items if (part := _part(item, period)) is not None)
    return DatedList(head, parts) if len(parts) == len(items) else None


def days_named(text: str, period: Period | None = None) -> int:
    """How many different days are named in brackets, for a cell that is no such list."""
    days = set()
    for words in re.findall(r"\(([^()]{4,40})\)", text):
        if _DAY.search(words) and _is_dated(read(words, period)):
            days.add(" ".join(words.split()))
    return len(days)


def _head_and_items(text: str) -> tuple[str, list[str]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    begins = next((i for i, line in enumerate(lines) if _is_item(line)), None)
    if begins is not None:
        return "\n".join(lines[:begins]), _whole_items(lines[begins:])
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


def _is_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBERED.match(line))


def _whole_items(lines: list[str]) -> list[str]:
    """The items of a list; a line without a dash or number belongs to the item above it."""
    items: list[list[str]] = []
    for line in lines:
        if _is_item(line):
            items.append([line])
        else:
            items[-1].append(line)
    return [" ".join(item) for item in items]


def _by_semicolons(text: str) -> list[str]:
    """The pieces between semicolons outside quotes and brackets."""
    pieces = [""]
    depth = 0
    for part in re.split(r"([;«»()])", text):
        depth = max(depth + (part in ("«", "(")) - (part in ("»", ")")), 0)
        if part == ";" and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += part
    return [piece.strip() for piece in pieces if piece.strip()]


def _part(item: str, period: Period | None) -> DatedPart | None:
    words = _BULLET.sub("", item)
    match = _ITEM.match(words)
    if match is not None and _is_dated(read(match["term"], period)):
        return DatedPart(match["title"].strip(), match["term"].strip())
    return _ends_with_term(words, period) or _begins_with_term(words, period)


def _ends_with_term(words: str, period: Period | None) -> DatedPart | None:
    """«Первое – март», «Первое, 12 марта 2026 г.»."""
    whole = words.rstrip(" ;,")
    whole = whole if re.search(r"\bг\.$", whole[-4:]) else whole.rstrip(".")
    for joint in _BEFORE_TERM.finditer(whole, max(len(whole) - _LONGEST, 1)):
        term = whole[joint.end() :]
        if _is_bare_term(term, period):
            return DatedPart(whole[: joint.start()].strip(), term.strip())
    return None


def _begins_with_term(words: str, period: Period | None) -> DatedPart | None:
    """«Март – первое», «12.03.2026 «Первое»»; a month alone needs a dash or colon after it."""
    number = match.group() if (match := _NUMBERED.match(words)) else ""
    text = words[len(number) :]
    ends = 0
    for word in re.finditer(r"[\w./]+", text[:_LONGEST]):
        if not _OF_TERM.fullmatch(word.group().rstrip(".")):
            break
        if word.group() not in _PREPOSITIONS:
            ends = word.end()
    term = text[:ends].rstrip(".") if not text[:ends].endswith("г.") else text[:ends]
    after = _AFTER_TERM.match(text, len(term))
    if after is None or not _is_bare_term(term, period):
        return None
    title = text[after.end() :].rstrip(" ;.,")
    marked = bool(after.group().strip()) or any(letter.isdigit() for letter in term)
    return DatedPart(f"{number}{title}", term) if title and marked else None


def _is_bare_term(text: str, period: Period | None) -> bool:
    """Whether the text is a day, a month or a span, and nothing else."""
    words = re.findall(r"[\w./]+", text)
    bare = bool(words) and all(_OF_TERM.fullmatch(word.rstrip(".")) for word in words)
    return bare and _is_dated(read(text, period))


def _is_dated(term: Term) -> bool:
    return term.kind in _DATED
