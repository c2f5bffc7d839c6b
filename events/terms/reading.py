"""From reduced tokens to the finished meaning: one kind, its spans, place, form and doubt.

It decides what several items in one cell mean together, and when to give up; it refuses to
guess: whatever carries a date and wasn't understood makes the term «unknown».
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from events.period import Period
from events.terms.grammar import reduce
from events.terms.lexer import Token, plain, tokens_of
from events.terms.meaning import Doubt, Kind, Recurrence, Span, Term, YearSource
from events.terms.places import form_in, place_in
from events.terms.points import Piece, Point
from events.terms.years import (
    BOUNDARY_WHY,
    EARLIER_YEAR_WHY,
    NEAR,
    Placed,
    in_school_year,
    nameless,
    place,
    with_month,
)

LONGEST: Final = 500
# What may be left over: plain words, what belongs to them, and marks.
HARMLESS: Final = frozenset("xONUlfuBAVSZKtJ,;:/()&+-.r")
ITEMS: Final = frozenset("12345678")
WHOLE_UNITS: Final = frozenset(("week", "decade", "fortnight", "third"))
LONGEST_GUESS: Final = 250

YEAR_WHY: Final = "Названный год лишь частью входит в период плана."
EITHER_WHY: Final = "Названо несколько сроков на выбор."
APART_WHY: Final = "Рядом со сроком на весь период названы и отдельные даты."
EDGE_WHY: Final = "«В начале» и «в конце» месяца не называют точных дней."


@dataclass(slots=True)
class Found:
    """What stands in the words, sorted by sort."""

    pieces: list[Piece] = field(default_factory=list)
    recurrences: list[Recurrence] = field(default_factory=list)
    years: list[object] = field(default_factory=list)
    whole: list[object] = field(default_factory=list)
    whole_month: bool = False
    by_need: bool = False
    either: bool = False
    until: list[object] = field(default_factory=list)
    in_brackets: list[bool] = field(default_factory=list)


def read(words: str, period: Period | None = None, month: int | date | None = None) -> Term:
    """The meaning of a term's words in a plan's period (and in a section that is a month).

    Never raises: what isn't surely understood is a term of kind «unknown».
    """
    text = plain(words)
    if len(text) > LONGEST:
        return Term("unknown", words=words)
    tokens = reduce(tokens_of(text))
    found = _sorted(tokens)
    if found is None:
        return Term("unknown", words=words, place=place_in(text, tokens), form=form_in(text))
    term = _meaning(found, period, month)
    return replace(term, words=words, place=place_in(text, tokens), form=form_in(text))


def _sorted(tokens: list[Token]) -> Found | None:
    """The items by sort; None when something that carries a date was left over."""
    found = Found()
    depth = 0
    weekdays = False
    for at, token in enumerate(tokens):
        letter = token.letter
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter == "W":
            weekdays = True
        elif letter in ITEMS:
            if not _keep(token, found, bracketed=depth > 0):
                return None
        elif letter not in HARMLESS or not _harmless(tokens, at):
            return None
        if letter == "&" and token.value and _items_around(tokens, at):
            found.either = True
    if weekdays and not _one_day(found):
        return None
    return found


def _keep(token: Token, found: Found, *, bracketed: bool) -> bool:
    value = token.value
    if isinstance(value, Piece):
        if not (value.lo.sound() and value.last.sound()):
            return False
        found.pieces.append(value)
        found.in_brackets.append(bracketed)
    elif isinstance(value, Recurrence):
        found.recurrences.append(value)
    elif token.letter == "2":
        found.until.append(value)
    elif token.letter == "5":
        found.whole.append(value)
    elif token.letter == "6":
        found.whole_month = True
    elif token.letter == "7":
        found.by_need = True
    elif token.letter == "8":
        found.years.append(value)
    return True


def _harmless(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.letter == "r":
        # A lone «п» or «х» is a word cut short; a true Roman numeral counted something.
        return token.hi - token.lo == 1 and token.value in (2, 3, 10)
    if token.letter == "-":
        return not _items_around(tokens, at)
    return True


def _items_around(tokens: list[Token], at: int) -> bool:
    before = at > 0 and tokens[at - 1].letter in "123"
    return before and at + 1 < len(tokens) and tokens[at + 1].letter in "123"


def _one_day(found: Found) -> bool:
    """Whether a weekday beside it can only be a remark."""
    return len(found.pieces) == 1 and found.pieces[0].lo.unit == "day" and not found.recurrences


def _meaning(found: Found, period: Period | None, month: int | date | None) -> Term:
    finer = [one for one in found.recurrences if one.every != "year" or one.step > 1]
    if found.until:
        return _until_end(found, period)
    if found.pieces:
        term = _of_pieces(found, period, month)
        if finer and term.understood:
            return _recurring(finer[0], period, term)
        return term
    common = _common_year(found.years + found.whole)
    if found.recurrences and not (found.by_need and not finer):
        chosen = finer[0] if finer else found.recurrences[0]
        return _recurring(chosen, period, _whole(common, period) if common else None)
    if found.whole or found.years:
        return _whole(common, period)
    if found.whole_month:
        return _whole_month(period, month)
    if found.by_need:
        return Term("on_demand")
    return Term("unknown")


def _common_year(values: list[object]) -> object:
    """The only year among them; None where there is none, False where there are several."""
    years = {value for value in values if value is not None}
    if len(years) > 1:
        return False
    return years.pop() if years else None


def _whole(year: object, period: Period | None) -> Term:
    """The whole period, or the year that is named instead of it."""
    if year is None:
        if period is None:
            return Term("all_period")
        return Term("all_period", (Span(period.starts, period.ends),))
    if isinstance(year, int):
        named = Period.of_calendar_year(year)
    elif isinstance(year, tuple):
        named = Period.of_academic_year(year[0])
    else:
        return Term("unknown")
    span = Span(named.starts, named.ends)
    if period is None:
        return Term("all_period", (span,), year="given")
    own = Span(period.starts, period.ends)
    if named.contains(period.starts) and named.contains(period.ends):
        return Term("all_period", (own,), year="given")
    if not period.overlaps(named.starts, named.ends):
        return Term("all_period", (span,), year="contradicts", doubt=Doubt(EARLIER_YEAR_WHY))
    if named.kind == "academic":
        return Term("range", (span,), year="given")
    readings = (
        Term("range", (span.clipped(period),), year="given"),
        Term("all_period", (own,), year="inferred"),
    )
    return Term("range", year="given", doubt=Doubt(YEAR_WHY, readings))


def _whole_month(period: Period | None, month: int | date | None) -> Term:
    if month is None:
        if period is not None and period.kind == "month":
            return Term("month", (Span(period.starts, period.ends),), year="inferred")
        return Term("month")
    found = Found(pieces=[Piece("in", Point("month"))], in_brackets=[False])
    return _of_pieces(found, period, month)


def _until_end(found: Found, period: Period | None) -> Term:
    value = found.until[0]
    if len(found.until) > 1 or found.pieces or found.recurrences:
        return Term("unknown")
    if isinstance(value, int):
        ends = date(value, 12, 31)
    elif isinstance(value, tuple):
        ends = date(value[1], 8, 31)
    elif period is not None:
        return Term("deadline", (Span(None, period.ends),), year="inferred")
    else:
        return Term("deadline")
    far = period is not None and not period.contains(ends) and period.distance(ends, ends) > NEAR
    return Term("deadline", (Span(None, ends),), year="contradicts" if far else "given")


def _recurring(recurrence: Recurrence, period: Period | None, inside: Term | None) -> Term:
    """What returns inside the period, or inside the spans that are named beside it."""
    spans = inside.spans if inside else ()
    source: YearSource = inside.year if inside else "none"
    windows = [window for span in spans if (window := _window(span, period)) is not None]
    if len(windows) == 1 and inside and inside.kind in ("range", "all_period"):
        window = windows[0]
        own = (Span(window.starts, window.ends),)
        return Term("recurring", own, recurrence, recurrence.instances(window), source)
    if period is None:
        return Term("recurring", (), recurrence, year=source)
    own = (Span(period.starts, period.ends),)
    if inside and inside.kind in ("months", "month", "date"):
        return Term("recurring", own, recurrence, spans, source)
    return Term("recurring", own, recurrence, recurrence.instances(period), source)


def _window(span: Span, period: Period | None) -> Period | None:
    if period is not None:
        span = span.clipped(period)
    if span.starts is None or span.ends is None or span.starts > span.ends:
        return None
    return Period.recognise(span.starts, span.ends)


def _of_pieces(found: Found, period: Period | None, month: int | date | None) -> Term:
    pieces = found.pieces
    year = _common_year(found.years + found.whole)
    if year is False:
        return Term("unknown")
    if isinstance(year, tuple):
        pieces = [in_school_year(piece, year[0]) for piece in pieces]
    section = month.month if isinstance(month, date) else month
    if any(nameless(piece) for piece in pieces):
        if section is None:
            return Term(_kind(pieces))
        pieces = [with_month(piece, section) for piece in pieces]
        if isinstance(month, date) and not isinstance(year, int):
            year = month.year
        if not all(piece.lo.sound() and piece.last.sound() for piece in pieces):
            return Term("unknown")
    placed = place(pieces, period, year if isinstance(year, int) else None)
    certain = [one for one in placed if one is not None]
    if len(certain) < len(placed):
        # A day that its year hasn't got isn't a date; a year that nobody told is only unknown.
        told = year is not None or (period is not None and period.is_year)
        return Term("unknown" if told else _kind(pieces))
    if any(_too_long(one, period) for one in certain):
        return Term("unknown")
    return _term_of(found, pieces, certain, period)


def _too_long(placed: Placed, period: Period | None) -> bool:
    """A range that runs round the year is two figures in the wrong order."""
    span = placed.span
    if span.starts is None or span.ends is None or period is None or placed.source == "given":
        return False
    inside = period.contains(span.starts) and period.contains(span.ends)
    return not inside and (span.ends - span.starts).days > LONGEST_GUESS


def _term_of(
    found: Found, pieces: list[Piece], placed: list[Placed], period: Period | None
) -> Term:
    chosen = _innermost(placed, found.in_brackets)
    if chosen is None:
        return Term("unknown")
    pieces = [pieces[at] for at in chosen]
    placed = [placed[at] for at in chosen]
    spans = [one.span for one in placed]
    kind = _kind(pieces)
    if kind == "months" and all(piece.lo.unit in WHOLE_UNITS for piece in pieces):
        merged = _merged(spans)
        if len(merged) == 1:
            kind, spans = "range", merged
    sources = {one.source for one in placed}
    source: YearSource = "contradicts" if "contradicts" in sources else "inferred"
    if sources == {"given"}:
        source = "given"
    term = Term(kind, tuple(spans), year=source)
    if found.either:
        readings = tuple(
            Term(_kind([piece]), (span,), year=source)
            for piece, span in zip(pieces, spans, strict=False)
        )
        return Term("unknown", doubt=Doubt(EITHER_WHY, readings))
    if found.whole and not all(found.in_brackets) and not found.recurrences:
        return _beside_whole(term, found, period)
    return replace(term, doubt=_doubt(term, pieces, placed))


def _beside_whole(term: Term, found: Found, period: Period | None) -> Term:
    """«Сентябрь, в течение года»: the whole period, unless the rest narrows it down."""
    if any(piece.how != "in" for piece in found.pieces):
        return Term("unknown", doubt=Doubt(APART_WHY, (term,)))
    if not any(value is None for value in found.whole):
        return term
    return replace(_whole(None, period), doubt=Doubt(APART_WHY, (term,)))


def _innermost(placed: list[Placed], in_brackets: list[bool]) -> list[int] | None:
    """Which pieces count: what brackets narrow down replaces what stood before them.

    None where brackets say something else than the words around them, or one piece of a list
    holds another.
    """
    outer = [at for at, inside in enumerate(in_brackets) if not inside]
    inner = [at for at, inside in enumerate(in_brackets) if inside]
    if outer and inner:
        narrowed = {at for at in outer for other in inner if _holds(placed[at], placed[other])}
        homeless = [
            other for other in inner if not any(_holds(placed[at], placed[other]) for at in outer)
        ]
        if homeless:
            return None
        return sorted((set(outer) - narrowed) | set(inner))
    kept: list[int] = []
    for at, one in enumerate(placed):
        if any(placed[other].span == one.span for other in kept):
            continue
        kept.append(at)
    clash = any(_holds(placed[a], placed[b]) for a in kept for b in kept if a != b)
    return None if clash else kept


def _holds(outer: Placed, inner: Placed) -> bool:
    a, b = outer.span, inner.span
    starts = a.starts is None or (b.starts is None or a.starts <= b.starts)
    ends = a.ends is None or (b.ends is not None and b.ends <= a.ends)
    return starts and ends and a.starts is not None


def _merged(spans: list[Span]) -> list[Span]:
    merged = [spans[0]]
    for span in spans[1:]:
        last = merged[-1]
        if last.ends and span.starts and (span.starts - last.ends).days == 1:
            merged[-1] = Span(last.starts, span.ends)
        else:
            merged.append(span)
    return merged


def _kind(pieces: list[Piece]) -> Kind:
    hows = {piece.how for piece in pieces}
    if hows == {"until"}:
        return "deadline"
    if len(pieces) > 1:
        return "months"
    piece = pieces[0]
    if piece.hi is not None or piece.how == "since":
        return "range"
    if piece.lo.unit in ("day", "weekday"):
        return "date"
    return "month" if piece.lo.unit == "month" else "range"


def _doubt(term: Term, pieces: list[Piece], placed: list[Placed]) -> Doubt | None:
    for at, (piece, one) in enumerate(zip(pieces, placed, strict=True)):
        if one.others:
            readings = tuple(
                replace(term, spans=(*term.spans[:at], other, *term.spans[at + 1 :]))
                for other in one.others
            )
            return Doubt(one.why, readings)
        if one.why:
            return Doubt(one.why)
        if piece.why:
            return Doubt(BOUNDARY_WHY)
        if piece.lo.unit == "third":
            return Doubt(EDGE_WHY)
    return None
