"""How often something returns, in official words."""

from __future__ import annotations

from typing import Final

from events.terms.meaning import LAST, Every, Recurrence

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
TWO: Final = 2
FIVE: Final = 5


def recurrence_in_words(recurrence: Recurrence) -> str:
    """«Ежеквартально», «не реже 2 раз в месяц», «последняя пятница месяца»."""
    if recurrence.days:
        days = " и ".join(str(day) for day in recurrence.days)
        until = "до " if recurrence.by_day else ""
        return f"{until}{days} числа каждого месяца"
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


def _by_weekdays(recurrence: Recurrence) -> str:
    first = recurrence.weekdays[0]
    if recurrence.numbers:
        numbers = [LAST_ONE[first] if n == LAST else str(n) for n in recurrence.numbers]
        return f"{' и '.join(numbers)} {WEEKDAYS[first]} месяца"
    if recurrence.step == TWO:
        return EVERY_OTHER[first]
    return "по " + " и ".join(BY_WEEKDAYS[day] for day in recurrence.weekdays)


def _counted(count: int, forms: tuple[str, str, str]) -> str:
    if count == 1:
        return forms[0]
    return forms[1] if count < FIVE else forms[2]
