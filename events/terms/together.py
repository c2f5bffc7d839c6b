"""What frequencies, weekdays and parts of a month mean together: «1 раз в месяц, третья среда».

Each of them narrows the others; where they cannot all hold, the reading is in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from events.terms.meaning import Recurrence, Span
from events.terms.points import Piece

SEVERAL_WHY: Final = "Сказано по-разному, как часто это бывает."
WHICH_MONTH_WHY: Final = "Не сказано, в каком месяце: понят первый месяц квартала, полугодия, года."
NEXT_WHY: Final = "Не сказано, после какого месяца: понят каждый месяц."
_LONG: Final = frozenset(("quarter", "half", "year"))


def together(
    recurrences: Sequence[Recurrence], parts: Sequence[Piece] = ()
) -> tuple[Recurrence, str]:
    """One recurrence, and why it is doubtful; `parts` are parts of a month without its name."""
    frequencies = _without_vaguer([one for one in recurrences if not (one.weekdays or one.within)])
    weekly = [one for one in recurrences if one.weekdays]
    within = tuple(dict.fromkeys((*(piece for one in recurrences for piece in one.within), *parts)))
    units = {one.every: one for one in recurrences if one.within}
    why = SEVERAL_WHY if len(frequencies) > 1 else ""
    base = next(iter(frequencies), None) or next(iter(units.values()), Recurrence("month"))
    if weekly and within:
        return replace(base, within=within), SEVERAL_WHY
    if weekly:
        base, clash = _on_weekdays(weekly, frequencies)
        return base, why or clash
    if not within:
        return base, why
    if base.every in ("day", "week", "other"):
        return base, SEVERAL_WHY
    return _within(base, within, why)


def _without_vaguer(frequencies: list[Recurrence]) -> list[Recurrence]:
    """«Ежегодно, 2 раза в год» is about the latter, and so is «еженедельно, 2 раза в неделю»."""
    distinct = sorted(dict.fromkeys(frequencies), key=lambda one: one.every not in _LONG)
    kept = [
        one
        for one in distinct
        if one != Recurrence(one.every)
        or all(other is one or other.every != one.every for other in distinct)
    ]
    return [one for one in kept if one != Recurrence("year")] or kept


def _on_weekdays(weekly: list[Recurrence], frequencies: list[Recurrence]) -> tuple[Recurrence, str]:
    days = tuple(sorted({day for one in weekly for day in one.weekdays}))
    on_days = replace(weekly[0], weekdays=days)
    if not frequencies:
        return on_days, SEVERAL_WHY if len({one.step for one in weekly}) > 1 else ""
    often = frequencies[0]
    if often.every in ("day", "other"):
        return on_days, SEVERAL_WHY
    if often.every == "week":
        clash = often.times not in (1, len(days)) or 1 not in (often.step, on_days.step)
        on_days = replace(on_days, step=max(often.step, on_days.step))
        return on_days, SEVERAL_WHY if clash else ""
    return replace(often, weekdays=days), ""


def _within(base: Recurrence, within: tuple[Piece, ...], why: str) -> tuple[Recurrence, str]:
    if base.times not in (1, len(within)):
        why = SEVERAL_WHY
    base = replace(base, times=1, within=within)
    if any(piece.lo.of_next for piece in within):
        return base, why or ("" if base.every in _LONG else NEXT_WHY)
    is_end = all(piece.lo.closes for piece in within)
    return base, why or (WHICH_MONTH_WHY if base.every in _LONG and not is_end else "")


def without(spans: Sequence[Span], excluded: Sequence[Span]) -> tuple[Span, ...]:
    """The spans without the excluded days, cut where those lie in their middle."""
    left = list(spans)
    for hole in excluded:
        left = [part for span in left for part in _cut(span, hole)]
    return tuple(left)


def _cut(span: Span, hole: Span) -> list[Span]:
    if span.starts is None or span.ends is None or hole.starts is None or hole.ends is None:
        return [span]
    if hole.ends < span.starts or hole.starts > span.ends:
        return [span]
    day = timedelta(days=1)
    before, after = Span(span.starts, hole.starts - day), Span(hole.ends + day, span.ends)
    return [part for part in (before, after) if part.is_sound]
