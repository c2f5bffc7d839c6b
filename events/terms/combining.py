"""What several pieces in one cell mean together: a list, a range, a remark in brackets.

Pieces that contradict one another make the term «unknown».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from events.plan.period import Period
from events.terms.meaning import Doubt, Recurrence, Span, Term, TermKind, YearSource
from events.terms.points import OF_YEAR, Piece, Point
from events.terms.whole import common_year, whole
from events.terms.wrong import impossible, objection_in_year, objection_to_point
from events.terms.years import (
    BOUNDARY_WHY,
    NEW_YEAR_WHY,
    Placed,
    august_before,
    in_school_year,
    nameless,
    place,
    with_month,
)

WHOLE_UNITS: Final = frozenset(("week", "ten_days", "fortnight", "third"))
# Days of a range over the turn of a year: a longer one is figures in wrong order.
LONGEST_GUESS: Final = 200
WHOLE_YEAR: Final = 310

EITHER_WHY: Final = "Названо несколько сроков на выбор."
APART_WHY: Final = "Рядом со сроком на весь период названы и отдельные даты."
WEEKDAY_WHY: Final = "День недели не подходит к этой дате."
NARROWED_WHY: Final = "Один названный срок лежит внутри другого: понят тот, что короче."
REPORT_WHY: Final = "«За квартал» может называть и то, о чём отчёт."
SCHOOL_WHY: Final = "Когда это, скажет календарь учебного года: методист его ещё не заполнил."
EDGE_WHY: Final = "«В начале» и «в конце» месяца не называют точных дней."


@dataclass(slots=True)
class TermParts:
    """What a term is made of, by kind."""

    pieces: list[Piece] = field(default_factory=list)
    recurrences: list[Recurrence] = field(default_factory=list)
    years: list[object] = field(default_factory=list)
    whole: list[object] = field(default_factory=list)
    whole_month: bool = False
    by_need: bool = False
    either: bool = False
    weekdays: list[object] = field(default_factory=list)
    until: list[object] = field(default_factory=list)
    in_brackets: list[bool] = field(default_factory=list)
    excluded: list[Piece] = field(default_factory=list)


def of_pieces(parts: TermParts, period: Period | None, month: int | date | None) -> Term:
    """The meaning of the pieces; of kind «unknown» where they contradict one another."""
    pieces = parts.pieces
    if len(pieces) > 1 and any(piece.how in ("since", "after") for piece in pieces):
        return Term(TermKind.UNKNOWN)
    year = common_year(parts.years + parts.whole)
    if year is False:
        return Term(TermKind.UNKNOWN)
    if isinstance(year, tuple):
        if year[1] > year[0] + 1:
            return Term(TermKind.UNKNOWN)
        pieces = [in_school_year(piece, year[0]) for piece in pieces]
    return _in_section(parts, pieces, year, period, month)


def _in_section(
    parts: TermParts,
    pieces: list[Piece],
    year: object,
    period: Period | None,
    month: int | date | None,
) -> Term:
    """The same, in a section that may be a month: it gives «15 числа» its month."""
    section = month.month if isinstance(month, date) else month
    if any(nameless(piece) for piece in pieces):
        if section is None:
            return _of_no_month(pieces)
        pieces = [with_month(piece, section) for piece in pieces]
        if isinstance(month, date) and not isinstance(year, int):
            year = month.year
        objection = next(filter(None, map(objection_to_point, pieces)), "")
        if objection:
            return impossible(objection)
    return _on_days(parts, pieces, year if isinstance(year, int) else None, period)


def _on_days(
    parts: TermParts, pieces: list[Piece], year: int | None, period: Period | None
) -> Term:
    objection = objection_in_year(pieces, year, period)
    if objection:
        return impossible(objection)
    placed = place(pieces, period, year)
    certain = [item for item in placed if item is not None]
    if len(certain) < len(placed):
        if any(piece.lo.unit == "school" for piece in pieces):
            return Term(TermKind.UNKNOWN, doubt=Doubt(SCHOOL_WHY))
        # Where the year is unknown, only the days are.
        year_known = year is not None or (period is not None and period.is_year)
        return Term(TermKind.UNKNOWN if year_known else _kind(pieces))
    lengths = [_length_beyond(item, period) for item in certain]
    if max(lengths) > LONGEST_GUESS:
        return (
            _either_year(certain, pieces) if max(lengths) < WHOLE_YEAR else Term(TermKind.UNKNOWN)
        )
    if any(item.source == "none" for item in certain):
        return _either_year(certain, pieces)
    return _term_of(parts, pieces, certain, period)


def _of_no_month(pieces: list[Piece]) -> Term:
    """Parts of a month that is not named: at best their kind is known."""
    if all(piece.lo.nameless and piece.last.nameless for piece in pieces) and not any(
        piece.lo.unit == "day" for piece in pieces
    ):
        return Term(_kind(pieces))
    return Term(TermKind.UNKNOWN)


def _length_beyond(placed: Placed, period: Period | None) -> int:
    """The length in days of a range that leaves the period without a written year, else 0."""
    span = placed.span
    if span.starts is None or span.ends is None or period is None or placed.source == "given":
        return 0
    opens = period.contains(span.starts) or august_before(span.starts, period)
    inside = opens and period.contains(span.ends)
    return 0 if inside else (span.ends - span.starts).days


def _either_year(placed: list[Placed], pieces: list[Piece]) -> Term:
    """«Сентябрь – май» in a calendar year: one school year or the other, always in doubt."""
    if len(placed) > 1:
        return Term(TermKind.UNKNOWN)
    spans = (placed[0].span, *placed[0].others)
    kind = _kind(pieces)
    readings = tuple(Term(kind, (span,), year="inferred") for span in spans)
    return Term(kind, doubt=Doubt(NEW_YEAR_WHY, readings))


def _by_month(placed: Placed, piece: Piece) -> Term:
    """«До мая»: before it begins or before it ends."""
    ends = placed.span.ends
    days = piece.lo.days(ends.year) if ends else None
    if days is None:
        return Term(TermKind.UNKNOWN)
    spans = (Span(None, days[0] - timedelta(days=1)), Span(None, days[1]))
    readings = tuple(Term(TermKind.DEADLINE, (span,), year=placed.source) for span in spans)
    return Term(TermKind.DEADLINE, doubt=Doubt(BOUNDARY_WHY, readings))


def _term_of(
    parts: TermParts, pieces: list[Piece], placed: list[Placed], period: Period | None
) -> Term:
    narrowed = _narrowing(pieces, placed)
    chosen = narrowed or _innermost(placed, parts.in_brackets)
    if chosen is None:
        return Term(TermKind.UNKNOWN)
    pieces = [pieces[index] for index in chosen]
    placed = [placed[index] for index in chosen]
    spans = [item.span for item in placed]
    if any(piece.why == "boundary" for piece in pieces):
        return _by_month(placed[0], pieces[0]) if len(pieces) == 1 else Term(TermKind.UNKNOWN)
    kind = _kind(pieces)
    if kind == TermKind.MONTHS and all(piece.lo.unit in WHOLE_UNITS for piece in pieces):
        merged = _merged(spans)
        if len(merged) == 1:
            kind, spans = TermKind.RANGE, merged
    sources = {item.source for item in placed}
    source: YearSource = "contradicts" if "contradicts" in sources else "inferred"
    if sources == {"given"}:
        source = "given"
    term = Term(kind, tuple(spans), year=source)
    if parts.either:
        readings = tuple(
            Term(_kind([piece]), (span,), year=source)
            for piece, span in zip(pieces, spans, strict=False)
        )
        return Term(TermKind.UNKNOWN, doubt=Doubt(EITHER_WHY, readings))
    if parts.whole and not all(parts.in_brackets) and not parts.recurrences:
        return _beside_whole(term, parts, period)
    doubt = Doubt(NARROWED_WHY) if narrowed else _doubt(term, pieces, placed)
    if doubt:
        term = replace(term, doubt=doubt)
    return by_weekdays(term, parts.weekdays) if parts.weekdays else term


def by_weekdays(term: Term, weekdays: Sequence[object]) -> Term:
    """A weekday beside the dates settles a doubtful year, or makes the dates doubtful."""

    def fits(reading: Term) -> bool:
        days = [span.starts for span in reading.spans]
        return bool(days) and all(day and day.weekday() in weekdays for day in days)

    if fits(term):
        return replace(term, doubt=None) if term.year == "inferred" else term
    fitting = list(filter(fits, term.doubt.readings if term.doubt else ()))
    if len(fitting) == 1:
        return replace(fitting[0], year="given", doubt=None)
    return replace(term, doubt=Doubt(WEEKDAY_WHY))


def _beside_whole(term: Term, parts: TermParts, period: Period | None) -> Term:
    """«Сентябрь, в течение года»: the whole period, unless the rest narrows it down."""
    if term.kind == TermKind.RANGE and term.ends is None:
        # «С сентября, постоянно».
        return term
    if any(piece.how != "in" for piece in parts.pieces):
        return Term(TermKind.UNKNOWN, doubt=Doubt(APART_WHY, (term,)))
    if not any(value is None for value in parts.whole):
        return term
    return replace(whole(None, period), doubt=Doubt(APART_WHY, (term,)))


def _innermost(placed: list[Placed], in_brackets: list[bool]) -> list[int] | None:
    """Which pieces count: what stands in brackets replaces the piece that it narrows.

    None where brackets contradict the words around them, or one piece of a list holds another.
    """
    outer = [index for index, inside in enumerate(in_brackets) if not inside]
    inner = [index for index, inside in enumerate(in_brackets) if inside]
    if outer and inner:
        held = [(a, b) for a in outer for b in inner if _holds(placed[a], placed[b])]
        if {b for _, b in held} != set(inner):
            return None
        return sorted((set(outer) - {a for a, _ in held}) | set(inner))
    kept: list[int] = []
    for index, item in enumerate(placed):
        if all(placed[other].span != item.span for other in kept):
            kept.append(index)
    clash = any(_holds(placed[a], placed[b]) for a in kept for b in kept if a != b)
    return None if clash else kept


def _narrowing(pieces: list[Piece], placed: list[Placed]) -> list[int]:
    """«II полугодие, апрель»: the one inside the part of a year; empty where that is not so."""
    if len(pieces) != len(("outer", "inner")) or pieces[0].lo.unit not in OF_YEAR:
        return []
    return [1] if pieces[1].lo.unit not in OF_YEAR and _holds(placed[0], placed[1]) else []


def _holds(outer: Placed, inner: Placed) -> bool:
    a, b = outer.span, inner.span
    if a.starts is None or a.ends is None or b.starts is None or b.ends is None:
        return False
    return a.starts <= b.starts and b.ends <= a.ends


def _merged(spans: list[Span]) -> list[Span]:
    merged = [spans[0]]
    for span in spans[1:]:
        last = merged[-1]
        if last.ends and span.starts and (span.starts - last.ends).days == 1:
            merged[-1] = Span(last.starts, span.ends)
        else:
            merged.append(span)
    return merged


def _kind(pieces: list[Piece]) -> TermKind:
    hows = {piece.how for piece in pieces}
    if hows == {"until"}:
        return TermKind.DEADLINE
    if len(pieces) > 1:
        return TermKind.MONTHS
    piece = pieces[0]
    if piece.hi is not None or piece.how in ("since", "after"):
        return TermKind.RANGE
    if piece.lo.unit in ("day", "weekday"):
        return TermKind.DATE
    return TermKind.MONTH if piece.lo.unit == "month" else TermKind.RANGE


def _doubt(term: Term, pieces: list[Piece], placed: list[Placed]) -> Doubt | None:
    for index, (piece, item) in enumerate(zip(pieces, placed, strict=True)):
        if item.others:
            readings = tuple(
                replace(term, spans=(*term.spans[:index], other, *term.spans[index + 1 :]))
                for other in item.others
            )
            return Doubt(item.why, readings)
        if item.why:
            return Doubt(item.why)
        if piece.why:
            return Doubt(REPORT_WHY)
        if piece.lo.unit == "third":
            return Doubt(EDGE_WHY, _whole_months(term, piece))
    return None


def _whole_months(term: Term, piece: Piece) -> tuple[Term, ...]:
    """The whole month as the other reading of «начало мая»."""
    if len(term.spans) != 1 or term.starts is None or piece.hi is not None:
        return ()
    days = Point("month", term.starts.month).days(term.starts.year)
    return (replace(term, kind=TermKind.MONTH, spans=(Span(*days),)),) if days else ()
