"""Rules for what returns: how often, on which weekdays, by which day of the month.

They make RECURRENCE, before the rules for points take the months.
"""

from __future__ import annotations

from typing import Final

from events.terms.cascade import AMOUNT, NUMERALS, Rules, number_of, pick, single, value_of
from events.terms.lexer import Token
from events.terms.meaning import LAST, Every, Recurrence
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


@RULES.rule("NOT? RARER ,? WORD? ,? (?=[NUMBER CARDINAL ORDINAL ORDINAL_OR_DAY TIMES])")
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


@RULES.rule(f"""
    EVERY? {NUMERALS} WEEKDAY (?:EVERY? MONTH_WORD | (?=[, (]* PERIODIC))
    | EVERY {NUMERALS} WEEKDAY
    | (?:(?<=PERIODIC) | (?<=PERIODIC [, (])) IN? {NUMERALS} WEEKDAY
    """)
def _weekday_of_each_month(run: list[Token]) -> list[Token]:
    numbers = tuple(number_of(token) for token in run if token.tag in WHICH)
    weekday = number_of(pick(run, Tag.WEEKDAY))
    if run[0].tag is Tag.EVERY and run[-1].tag is Tag.WEEKDAY and numbers == (2,):
        # «Каждый второй вторник» is every other one, unless a month is named.
        return [single(Tag.RECURRENCE, Recurrence("week", step=2, weekdays=(weekday,)), run)]
    return [single(Tag.RECURRENCE, Recurrence("month", weekdays=(weekday,), numbers=numbers), run)]


@RULES.rule(
    f"""
    [UNTIL TO BY]? {NUMERALS} DAY_OF_MONTH (?:EVERY? MONTH_WORD | (?=[, (]* PERIODIC))
    | (?<=PERIODIC) [UNTIL TO BY]? {NUMERALS} DAY_OF_MONTH
    | (?<=PERIODIC [, (]) [UNTIL TO BY]? {NUMERALS} DAY_OF_MONTH
    """
)
def _day_of_each_month(run: list[Token]) -> list[Token]:
    days = tuple(number_of(token) for token in run if token.tag in WHICH)
    by_day = run[0].tag in (Tag.UNTIL, Tag.TO, Tag.BY)
    return [single(Tag.RECURRENCE, Recurrence("month", days=days, by_day=by_day), run)]


@RULES.rule("""
    [TO EVERY] WEEKDAY (?:(?:, AND | [, AND]) [TO EVERY]? WEEKDAY)* MONTH_WORD?
    | (?<=PERIODIC) [, (]* [TO IN]? WEEKDAY (?:(?:, AND | [, AND]) WEEKDAY)*
    """)
def _weekdays(run: list[Token]) -> list[Token]:
    days = tuple(sorted({number_of(token) for token in run if token.tag is Tag.WEEKDAY}))
    made = [single(Tag.RECURRENCE, Recurrence("week", weekdays=days), run)]
    return [run[0], *made] if run[0].tag is Tag.OPENING else made


@RULES.rule(f"""
    EVERY {AMOUNT}? [ACADEMIC FILLER]*
      [MONTH_WORD QUARTER HALF_YEAR WEEK YEAR_WORD DAY_WORD SCHOOL_TERM TEN_DAYS MONTH]
    | IN END EVERY [MONTH_WORD QUARTER HALF_YEAR YEAR_WORD SCHOOL_TERM WEEK]
    | END EVERY [MONTH_WORD QUARTER HALF_YEAR YEAR_WORD SCHOOL_TERM WEEK]
    | [UNTIL BY TO] END EVERY [MONTH_WORD QUARTER HALF_YEAR YEAR_WORD SCHOOL_TERM]
    """)
def _each(run: list[Token]) -> list[Token] | None:
    steps = [number_of(token) for token in run if token.tag in (Tag.NUMBER, Tag.CARDINAL)]
    every = EVERY[run[-1].tag]
    step = max([1, *steps])
    return [single(Tag.RECURRENCE, Recurrence(every, step=step), run)] if step <= RAREST else None


@RULES.rule("""
    [IN ON]? [ORDINAL ORDINAL_OR_DAY] DAY_WORD [EVERY ACADEMIC FILLER]*
      [MONTH_WORD QUARTER HALF_YEAR]
    """)
def _last_day_of_each(run: list[Token]) -> list[Token] | None:
    if number_of(pick(run, Tag.ORDINAL, Tag.ORDINAL_OR_DAY)) != LAST:
        return None
    return [single(Tag.RECURRENCE, Recurrence(EVERY[run[-1].tag]), run)]


@RULES.rule("TO [QUARTER HALF_YEAR MONTH_WORD]")
def _by_parts(run: list[Token]) -> list[Token] | None:
    """«По кварталам»."""
    if run[1].value != "by":
        return None
    return [single(Tag.RECURRENCE, Recurrence(EVERY[run[1].tag]), run)]


@RULES.rule("PERIODIC")
def _by_word(run: list[Token]) -> list[Token]:
    every: Every = next((unit for unit in EVERY.values() if unit == run[0].value), "other")
    return [single(Tag.RECURRENCE, Recurrence(every), run)]
