"""Rules for what returns: how often, and on which weekdays.

They make RECURRENCE, before the rules for points take the months. A day or a week that stands
beside one («ежемесячно, 15 числа») is joined to it by `together`.
"""

from __future__ import annotations

from typing import Final

from events.terms.cascade import (
    AMOUNT,
    NUMERALS,
    Rules,
    dropped,
    number_of,
    pick,
    single,
    value_of,
)
from events.terms.lexer import Token
from events.terms.meaning import Every, Recurrence
from events.terms.points import LAST, Piece, Point, weekday_of_month
from events.terms.tags import HOW_MANY, WHICH, Tag

RULES: Final = Rules()
# More isn't a recurrence but figures that belong to something else.
OFTENEST: Final = 31
RAREST: Final = 12
EVERY: Final[dict[Tag, Every]] = {
    Tag.MONTH_WORD: "month",
    Tag.QUARTER: "quarter",
    Tag.HALF_YEAR: "half",
    Tag.WEEK: "week",
    Tag.YEAR_WORD: "year",
    Tag.DAY_WORD: "day",
    Tag.SCHOOL_TERM: "other",
    Tag.TEN_DAYS: "other",
    Tag.MONTH: "month",
}
WEEKDAYS: Final = "WEEKDAY (?:(?:, AND | [- , AND]) [TO EVERY]? WEEKDAY)*"
AFTER_RECURRENCE: Final = r"(?:(?<=RECURRENCE) | (?<=RECURRENCE [- , ( :]))"


@RULES.rule("NOT? RARER ,? FILLER? ,? (?=[NUMBER CARDINAL ORDINAL ORDINAL_OR_DAY TIMES])")
def _at_least(run: list[Token]) -> list[Token]:
    return [single(Tag.RARER, value_of(run, Tag.RARER), run)]


@RULES.rule(f"""
    RARER? (?:{AMOUNT} (?:[- , AND]? [NUMBER CARDINAL])?)? TIMES (?:(?:IN | IN DURING |
      DURING IN | / | ON)? (?:[NUMBER CARDINAL] | [ORDINAL ORDINAL_OR_DAY])?
      [EVERY ACADEMIC FILLER]*)
      ([MONTH_WORD QUARTER HALF_YEAR WEEK YEAR_WORD DAY_WORD SCHOOL_TERM TEN_DAYS])
    """)
def _so_often(run: list[Token]) -> list[Token] | None:
    word = run.index(pick(run, Tag.TIMES))
    counts = [number_of(token) for token in run[:word] if token.tag in HOW_MANY]
    steps = [number_of(token) for token in run[word + 1 :] if token.tag in HOW_MANY]
    times = counts[0] if counts else number_of(run[word])
    step = steps[0] if steps else 1
    if not (1 <= times <= OFTENEST and 1 <= step <= RAREST):
        return None
    at_least = bool(value_of(run, Tag.RARER)) or len(counts) > 1
    every = EVERY[run[-1].tag]
    return [
        single(Tag.RECURRENCE, Recurrence(every, times=times, step=step, at_least=at_least), run)
    ]


@RULES.rule(
    "OTHER DAY_WORD | OTHER WEEK (?=[, (]? [TO EVERY IN]? WEEKDAY) | (?<=WEEKDAY) OTHER WEEK"
)
def _every_other(run: list[Token]) -> list[Token]:
    """«Через день»; «через неделю» may be a week from now, unless a weekday is named."""
    return [single(Tag.RECURRENCE, Recurrence(EVERY[run[-1].tag], step=2), run)]


@RULES.rule("PERIODIC")
def _by_word(run: list[Token]) -> list[Token]:
    every: Every = next((unit for unit in EVERY.values() if unit == run[0].value), "other")
    return [single(Tag.RECURRENCE, Recurrence(every), run)]


# «Каждая последняя неделя месяца» is of each month, «каждая вторая неделя» every other one.
RULES.rule(f"EVERY (?={NUMERALS} [WEEK TEN_DAYS HALF] EVERY? MONTH_WORD)")(dropped)


@RULES.rule(f"""
    [EVERY TO]? {NUMERALS} WEEKDAY EVERY? MONTH_WORD
    | EVERY {NUMERALS} WEEKDAY
    | TO {NUMERALS} WEEKDAY (?!IN? MONTH)
    """)
def _weekday_of_each_month(run: list[Token]) -> list[Token]:
    numbers = [number_of(token) for token in run if token.tag in WHICH]
    weekday = number_of(pick(run, Tag.WEEKDAY))
    if run[0].tag is Tag.EVERY and run[-1].tag is Tag.WEEKDAY and numbers == [2]:
        # «Каждый второй вторник» is every other one, unless a month is named.
        return [single(Tag.RECURRENCE, Recurrence("week", step=2, weekdays=(weekday,)), run)]
    within = tuple(weekday_of_month(weekday, one) for one in numbers)
    return [single(Tag.RECURRENCE, Recurrence("month", within=within), run)]


@RULES.rule("""
    [IN ON]? [ORDINAL ORDINAL_OR_DAY] DAY_WORD [EVERY ACADEMIC FILLER]*
      [MONTH_WORD QUARTER HALF_YEAR]
    """)
def _last_day_of_each(run: list[Token]) -> list[Token] | None:
    if number_of(pick(run, Tag.ORDINAL, Tag.ORDINAL_OR_DAY)) != LAST:
        return None
    within = (Piece("in", Point("day", 0, LAST)),)
    return [single(Tag.RECURRENCE, Recurrence(EVERY[run[-1].tag], within=within), run)]


@RULES.rule(f"""
    EVERY {AMOUNT}? [ACADEMIC FILLER]*
      [MONTH_WORD QUARTER HALF_YEAR WEEK YEAR_WORD DAY_WORD SCHOOL_TERM TEN_DAYS MONTH]
    """)
def _each(run: list[Token]) -> list[Token] | None:
    steps = [number_of(token) for token in run if token.tag in HOW_MANY]
    step = min([1, *steps]) if LAST in steps else max([1, *steps])
    recurrence = Recurrence(EVERY[run[-1].tag], step=step)
    return [single(Tag.RECURRENCE, recurrence, run)] if 1 <= step <= RAREST else None


@RULES.rule(f"""
    [TO EVERY] {WEEKDAYS} MONTH_WORD?
    | {AFTER_RECURRENCE} [TO IN ON]? {WEEKDAYS}
    | FROM WEEKDAY [TO UNTIL] WEEKDAY
    | WEEKDAY - WEEKDAY
    """)
def _weekdays(run: list[Token]) -> list[Token] | None:
    days = [number_of(token) for token in run if token.tag is Tag.WEEKDAY]
    is_range = run[0].tag is Tag.FROM or any(token.tag is Tag.DASH for token in run)
    if is_range:
        if len(days) != len(("from", "to")) or days[0] > days[1]:
            return None
        days = list(range(days[0], days[1] + 1))
    return [single(Tag.RECURRENCE, Recurrence("week", weekdays=tuple(sorted({*days}))), run)]


@RULES.rule("TO [QUARTER HALF_YEAR MONTH_WORD]")
def _by_parts(run: list[Token]) -> list[Token] | None:
    """«По кварталам»."""
    if run[1].value != "by":
        return None
    return [single(Tag.RECURRENCE, Recurrence(EVERY[run[1].tag]), run)]
