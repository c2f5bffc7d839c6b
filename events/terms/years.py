"""Which days a piece without a year means: inside the plan's period, or next to it.

August is ambiguous: it comes before a school year and ends it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from events.plan.period import Period, PeriodKind
from events.terms.meaning import Span, YearSource
from events.terms.points import Piece, Point

AUGUST: Final = 8
# Reports are due and conferences held up to so many days away from a period.
NEAR: Final = 100
FAR: Final = 200

AUGUST_WHY: Final = "Август может быть перед учебным годом или в конце его."
NEW_YEAR_WHY: Final = "Срок может начинаться перед годом плана или в конце его."
SEVERAL_YEARS_WHY: Final = "В период плана это попадает несколько раз."
OUTSIDE_WHY: Final = "Срок лежит вне периода плана."
EARLIER_YEAR_WHY: Final = "Указанный год не входит в период плана."
FIRST_DAY_WHY: Final = "Это первый день плана: срок может быть перед ним или после его конца."
BOUNDARY_WHY: Final = "«До месяца» может значить до его начала или до его конца."


@dataclass(frozen=True, slots=True)
class Placed:
    """The days of a piece, how its year is known, and the other days that it may mean."""

    span: Span
    source: YearSource
    others: tuple[Span, ...] = ()
    why: str = ""


def place(pieces: list[Piece], period: Period | None, given: int | None) -> list[Placed | None]:
    """The days of each piece; None where they are unknown. `given` is a year for all of them."""
    years = _written_years(pieces, given)
    placed = [_place(piece, year, period) for piece, year in zip(pieces, years, strict=True)]
    return _august_first(placed, period)


def _august_first(placed: list[Placed | None], period: Period | None) -> list[Placed | None]:
    """An August that begins a list in order of time is the one before the school year."""
    first = placed[0]
    if period is None or len(placed) == 1 or first is None or first.why != AUGUST_WHY:
        return placed
    rest = [_edges(item.span)[0] for item in placed[1:] if item is not None]
    before = first.others[0]
    in_order = len(rest) == len(placed) - 1 and rest == sorted(rest)
    if not in_order or _edges(before)[0] > rest[0] or _edges(first.span)[0] < rest[-1]:
        return placed
    swapped = replace(first, span=before, others=(first.span, *first.others[1:]))
    return [swapped, *placed[1:]]


def _written_years(pieces: list[Piece], given: int | None) -> list[int | None]:
    """The written year of each piece's last point: its own, the next one's, or the common one.

    «Ноябрь, декабрь 2025» gives November its year, «ноябрь, январь 2026» the year before.
    """
    years: list[int | None] = [None] * len(pieces)
    following: tuple[int, tuple[int, int]] | None = None
    for index, piece in reversed(list(enumerate(pieces))):
        point = piece.last
        year = point.year
        if piece.lo.unit == "half" and following is not None:
            # Where a half-year lies depends on the plan: «II полугодие, апрель 2027».
            following = None
        if year is None and point.school_year is not None:
            year = None
        elif year is None and following is not None:
            year = following[0] - (point.order > following[1])
        elif year is None:
            year = given
        years[index] = year
        if year is not None:
            first = piece.lo
            crossing = piece.hi is not None and first.order > point.order
            own = first.year if first.year is not None else year - crossing
            following = (own, first.order)
    return _given_forwards(pieces, years)


def _given_forwards(pieces: list[Piece], years: list[int | None]) -> list[int | None]:
    """«Сентябрь 2025, октябрь»: a written year also counts for what follows it."""
    before: tuple[int, tuple[int, int]] | None = None
    for index, piece in enumerate(pieces):
        if years[index] is None and before is not None and piece.last.school_year is None:
            years[index] = before[0] + (piece.last.order < before[1])
        year = years[index]
        if year is not None:
            before = (year, piece.last.order)
    return years


def _place(piece: Piece, year: int | None, period: Period | None) -> Placed | None:
    if "school" in (piece.lo.unit, piece.last.unit):
        return _by_calendar(piece, period)
    academic = period is not None and period.kind == PeriodKind.ACADEMIC
    school = piece.last.school_year
    if year is None and piece.lo.year is not None:
        year = piece.lo.year + (piece.last.order < piece.lo.order)
    if year is not None:
        span = _span(piece, year, academic=academic)
        return _given(span, period) if span else None
    if school is not None:
        return _in_school_year(piece, school, period)
    if period is None:
        return None
    return _inferred(piece, period)


def _by_calendar(piece: Piece, period: Period | None) -> Placed | None:
    """A quarter or holidays of a school by the institute's calendar; None where it has none."""
    if period is None:
        return None
    found = [
        opened
        for lo in _school_days(piece.lo, period)
        for hi in _school_days(piece.last, period)
        if _school_year(lo[0]) == _school_year(hi[0]) and lo[0] <= hi[1]
        if period.overlaps(lo[0], hi[1])
        for opened in (_opened(piece, lo, hi),)
    ]
    if not found:
        return None
    others = tuple(found[1:])
    return Placed(found[0], "inferred", others, SEVERAL_YEARS_WHY if others else "")


def _school_days(point: Point, period: Period) -> list[tuple[date, date]]:
    if point.unit != "school":
        return []
    own = [days for days in period.school if days.code == point.number]
    return [
        (days.starts, days.ends)
        for days in own
        if point.year in (None, days.starts.year, days.ends.year)
        and (point.school_year is None or _school_year(days.starts) == point.school_year)
    ]


def _school_year(day: date) -> int:
    return day.year - (day.month < AUGUST)


def _opened(piece: Piece, lo: tuple[date, date], hi: tuple[date, date]) -> Span:
    """The span of the days, open on the side that the piece leaves open."""
    if piece.how == "until":
        return Span(None, hi[1])
    if piece.how == "since":
        return Span(lo[0], None)
    if piece.how == "after":
        return Span(hi[1] + timedelta(days=1), None)
    return Span(lo[0], hi[1])


def _span(piece: Piece, year: int, *, academic: bool) -> Span | None:
    """The piece's days when its last point is of that year."""
    hi = piece.last.days(year, academic=academic)
    if hi is None:
        return None
    if piece.hi is None:
        lo: tuple[date, date] | None = hi
    else:
        first = piece.lo.year
        if first is None:
            lo = piece.lo.days(year, academic=academic)
            if lo is not None and lo[0] > hi[1]:
                lo = piece.lo.days(year - 1, academic=academic)
        else:
            lo = piece.lo.days(first, academic=academic)
    if lo is None or lo[0] > hi[1]:
        return None
    return _opened(piece, lo, hi)


def _edges(span: Span) -> tuple[date, date]:
    starts = span.starts or span.ends
    ends = span.ends or span.starts
    if starts is None or ends is None:
        message = "a span has at least one end"
        raise ValueError(message)
    return starts, ends


def _given(span: Span, period: Period | None) -> Placed:
    if period is None:
        return Placed(span, "given")
    starts, ends = _edges(span)
    distance = period.distance(starts, ends)
    before = ends < period.starts
    if distance == 0 or august_before(ends, period) or (not before and distance <= NEAR):
        return Placed(span, "given")
    return Placed(span, "contradicts", why=EARLIER_YEAR_WHY)


def august_before(ends: date, period: Period) -> bool:
    """Whether the day is of the August that comes just before a school year."""
    return (
        period.kind == PeriodKind.ACADEMIC
        and ends < period.starts
        and (ends.year, ends.month) == (period.starts.year, AUGUST)
    )


def _in_school_year(piece: Piece, school: int, period: Period | None) -> Placed | None:
    """A piece with its school year written; August may also come before it."""
    year = Period.of_academic_year(school)
    spans = _candidates(piece, year, academic=True)
    inside = [span for span in spans if year.overlaps(*_edges(span))]
    near = [span for span in spans if august_before(_edges(span)[1], year)]
    if period is not None:
        fitting = [span for span in inside + near if period.overlaps(*_edges(span))]
        if len(fitting) == 1:
            others = tuple(span for span in inside + near if span != fitting[0])
            return Placed(fitting[0], "given", others, AUGUST_WHY if others else "")
    if len(inside) != 1:
        return None
    placed = _given(inside[0], period)
    return replace(placed, others=tuple(near), why=AUGUST_WHY) if near else placed


def _candidates(piece: Piece, period: Period, *, academic: bool) -> list[Span]:
    years = range(period.starts.year - 1, period.ends.year + 2)
    spans = (_span(piece, year, academic=academic) for year in years)
    return [span for span in spans if span is not None]


def _inferred(piece: Piece, period: Period) -> Placed | None:
    academic = period.kind == PeriodKind.ACADEMIC
    spans = _candidates(piece, period, academic=academic)
    touching = [span for span in spans if period.overlaps(*_edges(span))]
    if len(touching) == 1:
        return _only(touching[0], spans, period)
    if touching:
        return _of_several(piece, touching, period)
    near = sorted(spans, key=lambda span: period.distance(*_edges(span)))
    if not near or period.distance(*_edges(near[0])) > FAR:
        return None
    return Placed(near[0], "inferred", why=OUTSIDE_WHY)


def _only(span: Span, spans: list[Span], period: Period) -> Placed:
    """The one in the period; an academic year also has an August before it.

    A deadline on the very first day may be meant after the period.
    """
    if span.starts is None and span.ends == period.starts:
        later = tuple(other for other in spans if other.ends and other.ends > period.ends)
        return Placed(span, "inferred", later[:1], FIRST_DAY_WHY)
    before = tuple(other for other in spans if august_before(_edges(other)[1], period))
    return Placed(span, "inferred", before, AUGUST_WHY if before else "")


def _of_several(piece: Piece, touching: list[Span], period: Period) -> Placed | None:
    if not period.is_year:
        return None
    whole = [span for span in touching if period.contains(_edges(span)[0])]
    if period.kind == PeriodKind.ACADEMIC and piece.lo.order[0] == AUGUST:
        # August – September: plans open with August conferences.
        first = touching[0]
        return Placed(first, "inferred", tuple(touching[1:]), AUGUST_WHY)
    if period.kind == PeriodKind.ACADEMIC:
        return Placed(touching[0], "none", tuple(touching[1:]), NEW_YEAR_WHY)
    if len(whole) != 1:
        return None
    others = tuple(span for span in touching if span != whole[0])
    return Placed(whole[0], "inferred", others, NEW_YEAR_WHY)


def with_month(piece: Piece, month: int) -> Piece:
    """The piece with the section's month where it names none."""
    hi = piece.hi.in_month(month) if piece.hi else None
    return replace(piece, lo=piece.lo.in_month(month), hi=hi)


def nameless(piece: Piece) -> bool:
    """Whether a month is still missing."""
    return piece.lo.nameless or piece.last.nameless


def in_school_year(piece: Piece, school_year: int) -> Piece:
    """The piece with the school year written beside it, where it names no year."""
    if piece.last.year is not None or piece.last.school_year is not None:
        return piece
    lo = replace(piece.lo, school_year=school_year)
    hi = replace(piece.hi, school_year=school_year) if piece.hi else None
    return replace(piece, lo=lo, hi=hi)
