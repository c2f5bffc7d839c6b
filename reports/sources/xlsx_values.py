"""Shows values of a workbook's cells nearly as Excel does: dates, times, numbers."""

import datetime as dt
import re
from typing import Final

from events.plan.period import MONTHS, MONTHS_GENITIVE

WEEKDAYS: Final = (
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
)  # fmt: skip
# Excel itself takes a little more.
MAX_PATTERN: Final = 200
_MOST: Final = 10**15
# Words in quotes or after a backslash; colours, languages and conditions in brackets; padding.
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETS: Final = re.compile(r"\[(?![hms]+\])[^\]]*\]", re.IGNORECASE)
_ROOM: Final = re.compile(r"[_*].")
_DIGITS: Final = re.compile(r"[#0?][#0?,.\s]*")
_DAY: Final = re.compile(r"(?<!d)d{1,2}(?!d)")


def shown_text(value: object, pattern: str) -> str:
    """A value as text by its number format; empty for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    shape = _ROOM.sub("", _BRACKETS.sub("", pattern[:MAX_PATTERN].split(";", 1)[0]))
    if isinstance(value, dt.date):
        return _date(value, shape)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, int | float):
        return _number(value, shape)
    return str(value)


def _date(value: dt.date, shape: str) -> str:
    told = "".join(one or other for one, other in _LITERAL.findall(shape))
    bare = _LITERAL.sub("", shape).casefold()
    clock = f"{value:%H:%M}" if isinstance(value, dt.datetime) else ""
    if "h" in bare and "d" not in bare and "y" not in bare:
        return clock
    weekday = f"{WEEKDAYS[value.weekday()]}, " if "ddd" in bare else ""
    day = f"{weekday}{_day(value, bare, has_year='y' in bare)}"
    if "y" in bare and "mmm" in bare and "г" in told:
        day += " г."
    return f"{day} {clock}" if "h" in bare and clock != "00:00" else day


def _day(value: dt.date, bare: str, *, has_year: bool) -> str:
    # A day keeps its year, whether its format shows it or not: without it nobody knows the day.
    if not _DAY.search(bare) and (has_year or "m" in bare):
        year = f" {value.year}" if has_year else ""
        return f"{MONTHS[value.month - 1]}{year}" if "m" in bare else f"{value.year}"
    if "mmm" in bare:
        return f"{value.day} {MONTHS_GENITIVE[value.month - 1]} {value.year}"
    return f"{value:%d.%m.%Y}"


def _number(value: float, shape: str) -> str:
    if abs(value) >= _MOST:
        return str(value)
    plain = f"{value:.10g}" if not float(value).is_integer() else f"{value:.0f}"
    bare = _LITERAL.sub("", shape)
    digits = _DIGITS.search(bare)
    if digits is None or "/" in bare or "e" in bare.casefold():
        return plain
    if "%" in bare:
        value *= 100
    whole, _, part = digits.group().strip(" ,").partition(".")
    places = len(re.findall(r"[0#?]", part))
    text = f"{abs(value):{',' if ',' in whole else ''}.{places}f}".replace(",", " ")
    if "#" in part:
        text = text.rstrip("0").rstrip(".")
    text = text.rjust(whole.count("0"), "0")
    # The text around the digits: «№ 1», «5 %», «1.».
    around = _LITERAL.sub(lambda m: m[1] or m[2], _DIGITS.sub("\x00", shape, count=1))
    before, _, after = around.partition("\x00")
    return f"{'-' if value < 0 else ''}{before}{text}{after}".strip()
