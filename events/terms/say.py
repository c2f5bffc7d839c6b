"""From a meaning to official wording, and to a short note of what was understood.

A wording that would read back to another meaning is not used: the author's words stay.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from events.plan.period import MONTHS, MONTHS_GENITIVE, Period, day_in_words, last_day
from events.terms.meaning import Every, Recurrence, Span, Term, TermKind
from events.terms.reading import read
from events.terms.returning_words import recurrence_in_words

IMPOSSIBLE: Final = "такого срока не бывает — на бумаге останется как есть"
NOT_READ: Final = "не разобрано — на бумаге останется как есть"
UNITS: Final[dict[Every, str]] = {
    "day": "по дням",
    "week": "по неделям",
    "month": "по месяцам",
    "quarter": "по кварталам",
    "half": "по полугодиям",
    "year": "по годам",
    "other": "",
}
FEW: Final = 12
YEAR_LONG: Final = 300


def say(term: Term, period: Period | None = None, month: int | date | None = None) -> str:
    """Official wording of a meaning: «апрель – май», «до 15 января 2027 г.».

    With the plan's period a year is written only where the days are not clear without it.
    """
    if period is None and month is None:
        return _wording(term, years=term.year in ("given", "contradicts")) or term.words
    named = replace(term, year="inferred")
    for words in (
        _wording(term, years=False),
        _wording(named, years=False),
        _wording(named, years=True),
    ):
        if words and same_meaning(read(words, period, month), term):
            return words
    return term.words or _wording(term, years=True)


def same_meaning(a: Term, b: Term) -> bool:
    """Whether two readings mean the same days in the same way."""
    return _meaning(a) == _meaning(b)


def _meaning(term: Term) -> object:
    return term.kind, term.spans, term.recurrence, term.instances


def _wording(term: Term, *, years: bool) -> str:
    if term.kind == TermKind.UNKNOWN:
        return term.words
    if term.kind == TermKind.ON_DEMAND:
        return "по необходимости"
    if term.kind == TermKind.ALL_PERIOD:
        return _whole(term, years=years)
    if term.kind == TermKind.RECURRING:
        return _returning(term, years=years)
    if not term.spans:
        return term.words
    if term.kind == TermKind.DEADLINE:
        return ", ".join(f"до {_day(span.ends, years=years)}" for span in term.spans if span.ends)
    if term.kind == TermKind.MONTHS:
        return _list(term.spans, years=years)
    return _span(term.spans[0], years=years, as_range=term.kind == TermKind.RANGE)


def _whole(term: Term, *, years: bool) -> str:
    if not years or len(term.spans) != 1 or not term.starts or not term.ends:
        year_long = not term.spans or _days(term.spans[0]) > YEAR_LONG
        return "в течение года" if year_long else "в течение всего периода"
    named = Period.recognise(term.starts, term.ends)
    if named.kind == "academic":
        return f"в течение {named.starts.year}–{named.ends.year} учебного года"
    if named.kind == "calendar":
        return f"в течение {named.starts.year} года"
    return "в течение всего периода"


def _days(span: Span) -> int:
    return (span.ends - span.starts).days + 1 if span.starts and span.ends else 0


def _returning(term: Term, *, years: bool) -> str:
    if term.recurrence is None:
        return term.words
    words = recurrence_in_words(term.recurrence)
    if len(term.spans) != 1 or not term.starts or not term.ends:
        return words
    window = Period.recognise(term.starts, term.ends)
    if term.instances and term.instances != term.recurrence.instances(window):
        return f"{words} ({_list(term.instances, years=years)})"
    if term.year == "none":
        return words
    if years and _days(term.spans[0]) > YEAR_LONG:
        return f"{words}, {_whole(term, years=True)}"
    return f"{words}, {_span(term.spans[0], years=years, as_range=True)}"


def _list(spans: tuple[Span, ...], *, years: bool) -> str:
    """«5, 12 и 19 мая», «апрель, октябрь», with a year after each or none."""
    days = [span.starts for span in spans if span.starts and span.starts == span.ends]
    first = days[0] if days else None
    one_month = all(first and (day.year, day.month) == (first.year, first.month) for day in days)
    if first and len(days) == len(spans) > 1 and one_month:
        numbers = [str(day.day) for day in days]
        named = _day(first, years=years).removeprefix(f"{first.day} ")
        return f"{', '.join(numbers[:-1])} и {numbers[-1]} {named}"
    return ", ".join(_span(span, years=years) for span in spans)


def _span(span: Span, *, years: bool, as_range: bool = False) -> str:
    if span.starts is None:
        return f"до {_day(span.ends, years=years)}" if span.ends else ""
    if span.ends is None:
        return f"с {_day(span.starts, years=years)}"
    if span.starts == span.ends and not as_range:
        return _day(span.starts, years=years)
    if span.starts.day == 1 and span.ends == last_day(span.ends.year, span.ends.month):
        return _months(span, years=years, as_range=as_range)
    return _from_to(span.starts, span.ends, years=years)


def _from_to(starts: date, ends: date, *, years: bool) -> str:
    last = _day(ends, years=years)
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"с {starts.day} по {last}" if starts == ends else f"{starts.day}–{last}"
    other_year = years and starts.year != ends.year
    return f"{_day(starts, years=other_year)} – {last}"


def _months(span: Span, *, years: bool, as_range: bool) -> str:
    if span.starts is None or span.ends is None:
        return ""
    starts, ends = span.starts, span.ends
    if (starts.year, starts.month) == (ends.year, ends.month):
        return _from_to(starts, ends, years=years) if as_range else _month(starts, years=years)
    other_year = years and starts.year != ends.year
    return f"{_month(starts, years=other_year)} – {_month(ends, years=years)}"


def _day(day: date | None, *, years: bool) -> str:
    return day_in_words(day, with_year=years) if day else ""


def _month(day: date, *, years: bool) -> str:
    name = MONTHS[day.month - 1]
    return f"{name} {day.year} г." if years else name


def explain(term: Term) -> str:
    """The note beside the term field: «1 апреля – 31 мая 2026», «4 раза: по кварталам»."""
    if term.kind == TermKind.UNKNOWN:
        return IMPOSSIBLE if term.doubt and term.doubt.is_wrong else NOT_READ
    if term.kind == TermKind.ALL_PERIOD:
        return "весь период"
    if term.kind == TermKind.ON_DEMAND:
        return "по необходимости, без дат"
    if term.kind == TermKind.RECURRING and term.recurrence:
        return _explain_returning(term, term.recurrence)
    if not term.spans:
        return "срок понятен, но год и дни не определены"
    return "; ".join(_explain_span(span) for span in term.spans)


def _explain_returning(term: Term, recurrence: Recurrence) -> str:
    """«4 раза: по пятницам, 1 марта – 31 марта 2027»: its days, if not the whole year."""
    count = len(term.instances)
    if not count:
        return recurrence_in_words(recurrence)
    words = recurrence_in_words(recurrence)
    is_plain = recurrence.step == recurrence.times == 1 and not recurrence.within
    if count <= FEW and is_plain and not recurrence.weekdays:
        words = UNITS[recurrence.every]
    if sum(_days(span) for span in term.spans) <= YEAR_LONG:
        words = ", ".join(filter(None, (words, "; ".join(map(_explain_span, term.spans)))))
    times = "раза" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "раз"
    return f"{count} {times}: {words}".removesuffix(": ")


def _explain_span(span: Span) -> str:
    if span.starts is None:
        return f"до {_full(span.ends)}"
    if span.ends is None:
        return f"с {_full(span.starts)}"
    if span.starts == span.ends:
        return _full(span.starts)
    same_year = span.starts.year == span.ends.year
    first = (
        f"{span.starts.day} {MONTHS_GENITIVE[span.starts.month - 1]}"
        if same_year
        else _full(span.starts)
    )
    return f"{first} – {_full(span.ends)}"


def _full(day: date | None) -> str:
    return f"{day.day} {MONTHS_GENITIVE[day.month - 1]} {day.year}" if day else ""
