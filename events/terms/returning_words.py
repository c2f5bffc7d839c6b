"""How often something returns, in official words."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from events.terms.meaning import Every, Recurrence
from events.terms.points import LAST, Piece, Point

BY_WORD: Final[dict[Every, str]] = {
    "day": "ежедневно",
    "week": "еженедельно",
    "month": "ежемесячно",
    "quarter": "ежеквартально",
    "half": "1 раз в полугодие",
    "year": "ежегодно",
    "other": "1 раз в четверть",
}
# After «в»: one, two to four, five and more.
IN_UNITS: Final[dict[Every, tuple[str, str, str]]] = {
    "day": ("день", "дня", "дней"),
    "week": ("неделю", "недели", "недель"),
    "month": ("месяц", "месяца", "месяцев"),
    "quarter": ("квартал", "квартала", "кварталов"),
    "half": ("полугодие", "полугодия", "полугодий"),
    "year": ("год", "года", "лет"),
    "other": ("четверть", "четверти", "четвертей"),
}
WEEKDAYS: Final = (
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
)
BY_WEEKDAYS: Final = (
    "понедельникам",
    "вторникам",
    "средам",
    "четвергам",
    "пятницам",
    "субботам",
    "воскресеньям",
)
EVERY_OTHER: Final = (
    "каждый второй понедельник",
    "каждый второй вторник",
    "каждую вторую среду",
    "каждый второй четверг",
    "каждую вторую пятницу",
    "каждую вторую субботу",
    "каждое второе воскресенье",
)
LAST_ONE: Final = (
    "последний",
    "последний",
    "последняя",
    "последний",
    "последняя",
    "последняя",
    "последнее",
)
# What an ordinal in figures ends with: «3-я среда», «2-й четверг».
ENDINGS: Final = ("й", "й", "я", "й", "я", "я", "е")
PARTS: Final = {"week": "неделя", "ten_days": "декада", "fortnight": "половина"}
TWO: Final = 2
FIVE: Final = 5


def recurrence_in_words(recurrence: Recurrence) -> str:
    """«Ежеквартально», «не реже 2 раз в месяц», «последняя пятница месяца»."""
    if recurrence.within:
        return _within(recurrence)
    if recurrence.weekdays:
        return _by_weekdays(recurrence)
    if recurrence == Recurrence(recurrence.every):
        return BY_WORD[recurrence.every]
    unit = _counted(recurrence.step, IN_UNITS[recurrence.every])
    inside = unit if recurrence.step == 1 else f"{recurrence.step} {unit}"
    if recurrence.at_least:
        times = "раза" if recurrence.times == 1 else "раз"
        return f"не реже {recurrence.times} {times} в {inside}"
    times = _counted(recurrence.times, ("раз", "раза", "раз"))
    return f"{recurrence.times} {times} в {inside}"


def _within(recurrence: Recurrence) -> str:
    """«Последняя пятница месяца», «1-я неделя каждого месяца», «до 10 числа каждого квартала»."""
    named = " и ".join(_part(piece) for piece in recurrence.within)
    if {piece.lo.unit for piece in recurrence.within} == {"weekday"}:
        weekday = WEEKDAYS[recurrence.within[0].lo.weekday]
        numbers = [_number(piece.lo) for piece in recurrence.within]
        named = f"{' и '.join(numbers)} {weekday}"
        if (recurrence.every, recurrence.step) == ("month", 1):
            return f"{named} месяца"
    if all(piece.lo.unit == "day" for piece in recurrence.within):
        named = f"{named} числа"
    how_often = recurrence_in_words(replace(recurrence, within=()))
    if (recurrence.every, recurrence.step) == ("month", 1):
        return f"{named} каждого месяца"
    return f"{how_often}, {named}"


def _part(piece: Piece) -> str:
    if piece.lo.unit == "day":
        last = f"–{piece.last.number}" if piece.hi else ""
        return f"{'до ' if piece.how == 'until' else ''}{piece.lo.number}{last}"
    name = PARTS.get(piece.lo.unit, "")
    return f"{_number(piece.lo)} {name}"


def _number(point: Point) -> str:
    if point.number == LAST:
        return LAST_ONE[point.weekday] if point.unit == "weekday" else "последняя"
    return f"{point.number}-{ENDINGS[point.weekday] if point.unit == 'weekday' else 'я'}"


def _by_weekdays(recurrence: Recurrence) -> str:
    days = "по " + " и ".join(BY_WEEKDAYS[day] for day in recurrence.weekdays)
    if recurrence.every != "week":
        return f"{recurrence_in_words(replace(recurrence, weekdays=()))}, {days}"
    if recurrence.step == TWO and len(recurrence.weekdays) == 1:
        return EVERY_OTHER[recurrence.weekdays[0]]
    return days if recurrence.step == 1 else f"1 раз в {recurrence.step} недели {days}"


def _counted(count: int, forms: tuple[str, str, str]) -> str:
    if count == 1:
        return forms[0]
    return forms[1] if count < FIVE else forms[2]
