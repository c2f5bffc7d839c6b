"""Rules for figures that are no dates (classes, rooms, hours), and for years; they come first."""

from __future__ import annotations

from typing import Final

from events.terms.cascade import (
    AMOUNT,
    ANY_WORD,
    DATE,
    NUMERAL,
    Rules,
    dropped,
    number_of,
    pick,
    renamed,
    single,
    value_of,
)
from events.terms.lexer import CENTURY, HOURS, Token
from events.terms.meaning import Recurrence
from events.terms.points import Point
from events.terms.tags import Tag

RULES: Final = Rules()
FIRST_SHORT_YEAR: Final = 10


# «Летний период» is a season, «летний лагерь» isn't.
RULES.rule("(?<!-) SEASONAL [PERIOD MONTH_WORD]")(
    lambda run: [single(Tag.SEASON, run[0].value, run)]
)
RULES.rule("SEASONAL (?!SCHOOL_TERM)")(renamed(Tag.WORD))


# Figures that aren't dates: classes, lessons, hours, numbers of rooms and schools.
@RULES.rule("RARER? [NUMBER CARDINAL]? TIMES IN [NUMBER CARDINAL] COUNTED")
def _once_in_years(run: list[Token]) -> list[Token] | None:
    if run[-1].value != "лет":
        return None
    return [
        single(Tag.RECURRENCE, Recurrence("year", step=min(10, max(1, number_of(run[-2])))), run)
    ]


RULES.rule(r"""
    [IN FROM] NUMBER (?:[UNTIL TO -] NUMBER)? COUNTED (?:\.? NUMBER COUNTED)?
    """)(
    # «В 14 ч. 30 мин.», «с 10 до 12 часов».
    lambda run: [] if run[-1].value == "hour" else None
)
RULES.rule(r"(?:^ | (?<=[MONTH ; YEAR YEAR_WORD . WORD])) NUMBER \)")(dropped)
RULES.rule("""
    FROM NUMBER [UNTIL TO] NUMBER COUNTED
    | NUMBER (?:[- , AND] [NUMBER CARDINAL])* COUNTED
    | [ORDINAL ORDINAL_OR_DAY CARDINAL ROMAN] COUNTED
    | DAY_AND_MONTH COUNTED
    | ORDINAL HALF DAY_WORD
    | ORDINAL_OR_DAY HALF DAY_WORD
    """)(renamed(Tag.WORD))
RULES.rule(f"""
    (?<={AMOUNT}) NUMBERED (?=[IN ON] DURING? [EVERY ACADEMIC FILLER]*
      [MONTH_WORD QUARTER HALF_YEAR YEAR_WORD SCHOOL_TERM])
    """)(
    # «Одно заседание в квартал» says how often.
    lambda run: [single(Tag.TIMES, 1, run)] if run[0].value == "either" else None
)
RULES.rule("[NUMBER ORDINAL ORDINAL_OR_DAY ROMAN CARDINAL] NUMBERED")(
    lambda run: [single(Tag.WORD, None, run)] if run[1].value == "either" else None
)
RULES.rule(f"{NUMERAL} PERIOD")(
    lambda run: [single(Tag.WORD, None, run)] if run[1].value == "смена" else None
)
RULES.rule(r"""
    NUMBERED+ \.? NUMBER (?:[- , AND] NUMBER)*
      (?!(?:[- , AND ; TO] NUMBER)* MONTH | [- .]? [NUMBER DAY_AND_MONTH FULL_DATE])
    | ROMAN \.? DAY_AND_MONTH
    """)(renamed(Tag.WORD))


RULES.rule(r"NUMBERED \.? WORD+ ,? NUMBER (?:[/ -] NUMBER)? (?!MONTH)")(
    lambda run: [single(Tag.WORD, None, run)] if run[0].value == "street" else None
)
RULES.rule(r"NUMBERED \.? NUMBER (?=[, AND ;] NUMBER)")(
    lambda run: [single(Tag.UNREAD, None, run)] if run[0].value == "either" else None
)


@RULES.rule(r"NUMBERED \.? [NUMBER DAY_AND_MONTH] MONTH?")
def _number_of_a_place(run: list[Token]) -> list[Token] | None:
    """«№ 5, 7 мая»: «№» takes its number; «СОШ 5 мая» may be a school or a day."""
    if run[0].value == "№":
        month = [run[-1]] if run[-1].tag is Tag.MONTH else []
        return [single(Tag.WORD, None, run[: len(run) - len(month)]), *month]
    if run[0].value is not None or run[-1].tag is Tag.DAY_AND_MONTH:
        return None
    return [single(Tag.UNREAD if run[-1].tag is Tag.MONTH else Tag.WORD, None, run)]


RULES.rule(rf"""
    FROM DAY_AND_MONTH UNTIL CLOCK
    | FROM DAY_AND_MONTH [UNTIL TO] CLOCK
    | FROM CLOCK UNTIL DAY_AND_MONTH
    | DAY_AND_MONTH - CLOCK
    | [IN FROM]? CLOCK (?:[- TO UNTIL AND]+ [CLOCK DAY_AND_MONTH])?
    | (?<![{ANY_WORD}]) IN DAY_AND_MONTH (?=\) | $)
    """)(dropped)
RULES.rule("""
    (?<=[FULL_DATE DAY_AND_MONTH MONTH YEAR YEAR_WORD]) IN DAY_AND_MONTH
    | (?<=[FULL_DATE DAY_AND_MONTH MONTH YEAR YEAR_WORD] ,) IN DAY_AND_MONTH
    """)(dropped)
RULES.rule(r"(?<!NUMBER) \. | \. $ | (?<=NUMBER) \. (?= -)")(dropped)
RULES.rule(r"NUMBER \. MONTH")(
    # «24.октября» is a day, «1. Октябрь» begins a list.
    lambda run: [run[0], run[2]] if run[0].hi + 1 == run[2].lo else None
)


@RULES.rule("(?<=FULL_DATE) NUMBER - NUMBER")
def _clock_with_hyphen(run: list[Token]) -> list[Token] | None:
    hours, minutes = number_of(run[0]), number_of(run[2])
    return [] if hours < HOURS and minutes in (15, 30, 45) else None


RULES.rule("[NUMBER CARDINAL] ACADEMIC [WEEK DAY_WORD MONTH_WORD]")(renamed(Tag.WORD))


@RULES.rule("NUMBER [- /] NUMBER ACADEMIC YEAR_WORD?")
def _short_school_year(run: list[Token]) -> list[Token] | None:
    first, second = number_of(run[0]), number_of(run[2])
    if second != first + 1 or first < FIRST_SHORT_YEAR:
        return None
    return [single(Tag.TWO_YEARS, (CENTURY + first, CENTURY + second), run)]


# Years, and months with a needless «месяц».
RULES.rule("YEAR FILLER? YEAR_WORD")(lambda run: [single(Tag.YEAR, run[0].value, run)])
RULES.rule(r"(?<=MONTH) \.? YEAR_WORD $")(dropped)
RULES.rule(r"YEAR_WORD (?=\.? WORD)")(
    lambda run: [single(Tag.WORD, None, run)] if run[0].value == "г" else None
)
RULES.rule("TWO_YEARS ACADEMIC? YEAR_WORD?")(
    lambda run: [single(Tag.TWO_YEARS, _pair_of_years(run), run)]
)
RULES.rule("YEAR ACADEMIC? YEAR_WORD")(renamed(Tag.UNREAD))
RULES.rule(f"(?<=MONTH) FILLER YEAR_WORD | (?<={DATE}) FILLER YEAR_WORD")(
    lambda run: [] if run[0].value == "this" else None
)
RULES.rule("(?<=NUMBER) DAY_OF_MONTH (?=MONTH)")(dropped)
RULES.rule("NEXT IN FILLER? QUARTER")(
    lambda run: [Token(Tag.NEXT, "quarter", run[0].lo, run[-1].hi)]
)
RULES.rule("NEXT IN FILLER [MONTH_WORD YEAR_WORD]?")(renamed(Tag.NEXT))
RULES.rule("FROM YEAR [TO UNTIL] YEAR YEAR_WORD?")(
    lambda run: [single(Tag.MANY_YEARS, (number_of(run[1]), number_of(run[3])), run)]
)
RULES.rule(f"""
    [TO IN ON] [FILLER WORD]* BASIS
      (?:{NUMERAL}+ [QUARTER HALF_YEAR YEAR_WORD WEEK MONTH_WORD]
        | [ACADEMIC FILLER]* [YEAR_WORD QUARTER HALF_YEAR MONTH_WORD] | YEAR | TWO_YEARS)
      (?:[YEAR TWO_YEARS] | [ACADEMIC FILLER]* YEAR_WORD)?
    """)(
    lambda run: (
        [single(Tag.ON_DEMAND, None, run)] if pick(run, Tag.BASIS).value == "after" else None
    )
)
RULES.rule("MONTH MONTH_WORD | MONTH_WORD MONTH")(
    lambda run: [single(Tag.MONTH, value_of(run, Tag.MONTH), run)]
)
RULES.rule("MONTH_AND_YEAR")(lambda run: [single(Tag.POINT, _month_and_year(run[0]), run)])


def _pair_of_years(run: list[Token]) -> object:
    """The two years, and "school" where «учебный» is written beside them."""
    value = run[0].value
    school = isinstance(value, tuple) and any(token.tag is Tag.ACADEMIC for token in run)
    return (*value, "school") if school and isinstance(value, tuple) else value


def _month_and_year(token: Token) -> Point:
    month, year = token.value if isinstance(token.value, tuple) else (0, 0)
    return Point("month", month, year=year)
