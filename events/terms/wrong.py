"""What is wrong with a term that cannot be: a day that no year has, an end before its start."""

from __future__ import annotations

from typing import Final

from events.plan.period import MONTHS_GENITIVE, Period
from events.terms.meaning import Doubt, Term, TermKind
from events.terms.points import FEBRUARY, Piece, Point

REVERSED_WHY: Final = "Начало позже конца."
PART_WHY: Final = "Такой части месяца или года не бывает."
LEAP_DAY: Final = 29


def impossible(why: str) -> Term:
    """The reading of words that name no days; `why` is a sentence."""
    return Term(TermKind.UNKNOWN, doubt=Doubt(why, is_wrong=True))


def objection_to_point(piece: Piece) -> str:
    """Why a point of the piece is in no year at all: «31 сентября не бывает.»; else empty."""
    lo, hi = piece.lo, piece.hi
    if lo.sound() and (hi is None or hi.sound()):
        return ""
    point = hi if hi and lo.sound() else lo
    return f"{_day(point)} не бывает." if point.unit == "day" else PART_WHY


def objection_in_year(pieces: list[Piece], year: int | None, period: Period | None) -> str:
    """Why the pieces are not in their year, though some other year has them; else empty."""
    for piece in pieces:
        for point in (piece.lo, piece.last):
            if point.month != FEBRUARY or point.number != LEAP_DAY:
                continue
            own = point.year or year or _year_of_february(period)
            if own is not None and point.days(own) is None:
                return f"{_day(point)} в {own} году не бывает."
        if piece.hi is not None and _is_reversed(piece.lo, piece.hi):
            return REVERSED_WHY
    return ""


def _is_reversed(lo: Point, hi: Point) -> bool:
    if lo.order <= hi.order:
        return False
    if lo.year is not None and hi.year is not None:
        return lo.year >= hi.year
    return lo.month == hi.month and lo.year is None


def _year_of_february(period: Period | None) -> int | None:
    """The year whose February is in the plan of a year."""
    if period is None or not period.is_year:
        return None
    is_next = period.starts.month > FEBRUARY
    return period.starts.year + is_next


def _day(point: Point) -> str:
    return f"{point.number} {MONTHS_GENITIVE[point.month - 1]}"
