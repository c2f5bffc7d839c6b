"""Rules for points: days, months and the numbered parts of months and years.

They make POINT, and PIECE of days that share one month.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from typing import Final

from events.terms.cascade import (
    DATE,
    JOINT,
    NUMERALS,
    YEAR,
    Rules,
    number_of,
    pick,
    ranged,
    renamed,
    school_year_of,
    separated,
    single,
    value_of,
    year_of_token,
)
from events.terms.lexer import Numeric, Token
from events.terms.meaning import Recurrence
from events.terms.points import (
    DECEMBER,
    LEAP_YEAR,
    SCHOOL_CODES,
    WINTER,
    Piece,
    Point,
    Unit,
    days_in,
)
from events.terms.tags import WHICH, Tag, in_letters

RULES: Final = Rules()
PAIR: Final = 2
# So that the last day, which is -1, comes after all others.
LAST_OF_ALL: Final = 100
DAYS: Final = frozenset(
    (Tag.NUMBER, Tag.ORDINAL, Tag.ORDINAL_OR_DAY, Tag.DAY_AND_MONTH, Tag.FULL_DATE)
)
# Days of a range «30–6.11» that begins in the month before.
LONGEST_CROSSING: Final = 14
BETWEEN_DAYS: Final = frozenset((Tag.FROM, Tag.TO, Tag.UNTIL, Tag.DASH))
BETWEEN_ITEMS: Final = frozenset((Tag.COMMA, Tag.AND, Tag.SEMICOLON, Tag.OR))
ONE_DAY: Final = in_letters("NUMBER")
DASHED: Final = in_letters("NUMBER - NUMBER")
SINCE_DAY: Final = in_letters("FROM NUMBER")
FROM_UNTIL: Final = in_letters("FROM NUMBER UNTIL NUMBER")
RANGES: Final = frozenset(
    in_letters(shape)
    for shape in (
        "NUMBER - NUMBER",
        "NUMBER TO NUMBER",
        "FROM NUMBER - NUMBER",
        "FROM NUMBER TO NUMBER",
    )
)
PARTS: Final[dict[str, Unit]] = {
    Tag.WEEK: "week",
    Tag.TEN_DAYS: "ten_days",
    Tag.HALF: "fortnight",
}
THIRDS: Final = {Tag.BEGINNING: 1, Tag.MIDDLE: 2, Tag.END: 3}


@RULES.rule(
    f"""
    FROM? [NUMBER ORDINAL_OR_DAY]
      (?:{JOINT} FROM? [NUMBER ORDINAL_OR_DAY] | [TO UNTIL] [NUMBER ORDINAL_OR_DAY])*
      MONTH {YEAR}
    | FROM? [NUMBER ORDINAL_OR_DAY]
      (?:(?:{JOINT} | [TO UNTIL]) FROM? [NUMBER ORDINAL_OR_DAY])*
      (?:{JOINT} | [TO UNTIL]) {DATE}
    """
)
def _days_of_month(run: list[Token]) -> list[Token] | None:
    """«5, 12–14 мая 2026», «с 12 по 16.05»: days that share the month named last."""
    month, year = 0, year_of_token(run)
    last = pick(run[::-1], Tag.MONTH, Tag.DAY_AND_MONTH, Tag.FULL_DATE)
    if isinstance(last.value, Numeric):
        month, year = last.value.month, last.value.year
    else:
        month = number_of(last)
    school = school_year_of(run)
    return _day_pieces(run, lambda day: Point("day", month, day, year, school_year=school))


def _day_pieces(run: list[Token], point: Callable[[int], Point]) -> list[Token] | None:
    """Points and ranges of days; None where what stands between them makes no sense."""
    items: list[list[Token]] = [[]]
    for token in run:
        if token.tag in BETWEEN_ITEMS:
            items.append([])
        elif token.tag in DAYS or token.tag in BETWEEN_DAYS:
            items[-1].append(token)
    pieces: list[Token] = []
    filled = [item for item in items if item]
    for item in filled:
        days = [
            Token(Tag.POINT, point(_day_of(token)), token.lo, token.hi)
            for token in item
            if token.tag in DAYS
        ]
        shape = "".join([token.tag if token.tag in BETWEEN_DAYS else Tag.NUMBER for token in item])
        if shape == ONE_DAY:
            pieces += days
        elif shape == DASHED and (crossing := _over_the_month(days)):
            pieces.append(crossing)
        elif shape in RANGES or (shape == FROM_UNTIL and len(filled) == 1):
            pieces.append(ranged(days))
        elif shape == SINCE_DAY and len(filled) == 1:
            return [item[0], *days]
        else:
            return None
    numbers = [_day_of(token) % LAST_OF_ALL for token in run if token.tag in DAYS]
    if len(pieces) > 1 and numbers != sorted(set(numbers)):
        # «Ул. Садовая, 15, 10 марта»: days of a list don't run backwards.
        return [single(Tag.UNREAD, None, run)]
    return separated(pieces, _joint(run))


def _over_the_month(days: list[Token]) -> Token | None:
    """«30–6.11» as 30 October – 6 November, where those are few days."""
    lo, hi = days[0].value, days[1].value
    if not (isinstance(lo, Point) and isinstance(hi, Point)) or lo.number <= hi.number:
        return None
    month = (hi.month - 2) % DECEMBER + 1 if hi.month else 0
    year = hi.year - (month > hi.month) if hi.year else None
    if not month or days_in(year or LEAP_YEAR, month) - lo.number + hi.number >= LONGEST_CROSSING:
        return None
    if lo.number > days_in(year or LEAP_YEAR, month):
        return None
    first = replace(lo, month=month, year=year)
    return single(Tag.PIECE, Piece("in", first, hi), days)


def _joint(run: list[Token]) -> Tag:
    """What stands between the items: «или» makes them a choice, the rest a list."""
    return Tag.OR if any(token.tag is Tag.OR for token in run) else Tag.COMMA


def _day_of(token: Token) -> int:
    return token.value.day if isinstance(token.value, Numeric) else number_of(token)


@RULES.rule(f"{DATE} MONTH")
def _date_beside_month(run: list[Token]) -> list[Token] | None:
    """«20.05 май»: the same month twice is a date; another month beside it isn't."""
    value = run[0].value
    same = isinstance(value, Numeric) and value.month == run[1].value
    # «1.5 мая» may be a point of a list and the fifth of May.
    same = same and run[0].hi - run[0].lo >= len("1.05")
    return [run[0]] if same else [single(Tag.UNREAD, None, run)]


@RULES.rule(f"{DATE}")
def _numeric(run: list[Token]) -> list[Token]:
    value = run[0].value
    if not isinstance(value, Numeric):
        return [single(Tag.UNREAD, None, run)]
    return [single(Tag.POINT, Point("day", value.month, value.day, value.year), run)]


@RULES.rule(rf"""
    MONTH [: (] NUMBER (?:{JOINT} NUMBER)+ DAY_OF_MONTH? \)? {YEAR}
    | MONTH [: (]? [NUMBER ORDINAL ORDINAL_OR_DAY] DAY_OF_MONTH \)? {YEAR}
    """)
def _days_after_month(run: list[Token]) -> list[Token] | None:
    """«Март (10, 17, 24)», «март, 10 числа»."""
    month, year, school = number_of(run[0]), year_of_token(run), school_year_of(run)
    return _day_pieces(run, lambda day: Point("day", month, day, year, school_year=school))


# «Первая неделя марта, июня» may be of both, or one and the whole June.
RULES.rule(rf"{NUMERALS} [WEEK TEN_DAYS WEEKDAY] MONTH (?:{JOINT} MONTH)+ (?!\()")(
    renamed(Tag.UNREAD)
)


@RULES.rule(
    rf"""
    (?<!MONTH ,) (?<!MONTH AND) (?<!MONTH)
      MONTH [- , (]? {NUMERALS} [WEEK TEN_DAYS HALF] (?!\)? IN? [MONTH MONTH_WORD]) \)? {YEAR}
    | {NUMERALS} [WEEK TEN_DAYS HALF] (?:IN? MONTH | FILLER? MONTH_WORD)? {YEAR}
    """
)
def _part_of_month(run: list[Token]) -> list[Token] | None:
    """«3-я, 4-я неделя», «вторая декада мая», «сентябрь (1 неделя)»."""
    if _counted(run):
        return [single(Tag.UNREAD, None, run)]
    unit = PARTS[pick(run, Tag.WEEK, Tag.TEN_DAYS, Tag.HALF).tag]
    month = value_of(run, Tag.MONTH)
    number_of_month = month if isinstance(month, int) else 0
    of_each = any(token.tag is Tag.MONTH_WORD for token in run)
    if unit == "fortnight" and not number_of_month and not of_each:
        return None
    return _numbered(
        run,
        lambda number: Point(
            unit,
            number_of_month,
            number,
            year_of_token(run),
            school_year=school_year_of(run),
            of_each=of_each,
        ),
    )


RULES.rule(f"{NUMERALS} HALF (?=RECURRENCE)")(
    lambda run: _numbered(run, lambda number: Point("fortnight", 0, number))
)


@RULES.rule(f"""
    {NUMERALS} QUARTER {YEAR}
    | {NUMERALS} (?:HALF_YEAR | HALF FILLER? ACADEMIC? YEAR_WORD) {YEAR}
    """)
def _part_of_year(run: list[Token]) -> list[Token] | None:
    if _counted(run):
        return [single(Tag.UNREAD, None, run)]
    unit: Unit = "quarter" if any(token.tag is Tag.QUARTER for token in run) else "half"
    return _numbered(
        run,
        lambda number: Point(unit, 0, number, year_of_token(run), school_year=school_year_of(run)),
    )


def _counted(run: list[Token]) -> bool:
    """Whether it counts («2 недели», «двух кварталов») instead of naming which one."""
    numbers = [token for token in run if token.tag in WHICH]
    form = value_of(run, Tag.WEEK, Tag.TEN_DAYS, Tag.QUARTER, Tag.HALF_YEAR)
    one_figure = len(numbers) == 1 and numbers[0].tag is Tag.NUMBER
    of_month = any(token.tag in (Tag.WEEK, Tag.TEN_DAYS) for token in run)
    if form == "some" or (form == "of" and one_figure and of_month):
        return True
    # «2 квартала 2026 г.» and «до конца 2 квартала» name one; «за 2 квартала» counts.
    return form == "of" and one_figure and number_of(numbers[0]) > 1 and not year_of_token(run)


def _numbered(
    run: list[Token], point: Callable[[int], Point], which: Container[Tag] = WHICH
) -> list[Token] | None:
    numbers = [token for token in run if token.tag in which]
    dashed = any(token.tag is Tag.DASH for token in run[run.index(numbers[0]) :])
    points = [Token(Tag.POINT, point(number_of(token)), token.lo, token.hi) for token in numbers]
    if dashed and len(points) == PAIR:
        return [ranged(points)]
    return None if dashed else separated(points, _joint(run))


@RULES.rule(f"{NUMERALS} WEEKDAY (?:(?:IN MONTH | MONTH) {YEAR})?")
def _weekday_of_month(run: list[Token]) -> list[Token] | None:
    month = value_of(run, Tag.MONTH)
    weekday = number_of(pick(run, Tag.WEEKDAY))
    if any(token.tag is Tag.DASH for token in run):
        return None
    return _numbered(
        run,
        lambda number: Point(
            "weekday", month if isinstance(month, int) else 0, number, year_of_token(run), weekday
        ),
    )


@RULES.rule("SEASON (?:,? YEAR | TWO_YEARS)?")
def _season(run: list[Token]) -> list[Token]:
    year = year_of_token(run)
    school = school_year_of(run)
    if school and run[0].value == WINTER:
        year = school
    return [single(Tag.POINT, Point("season", 0, number_of(run[0]), year, school_year=school), run)]


@RULES.rule(f"IN? [BEGINNING END MIDDLE] MONTH {YEAR}")
def _third_of_month(run: list[Token]) -> list[Token] | None:
    part = pick(run, *THIRDS).tag
    month = number_of(pick(run, Tag.MONTH))
    point = Point("third", month, THIRDS[part], year_of_token(run), school_year=school_year_of(run))
    return [single(Tag.END if part == Tag.END else Tag.POINT, point, run)]


@RULES.rule("IN? [BEGINNING END MIDDLE] (?:FILLER? MONTH_WORD | (?=RECURRENCE))")
def _third_of_section(run: list[Token]) -> list[Token]:
    part = pick(run, *THIRDS).tag
    point = Point("third", 0, THIRDS[part], of_each=True)
    return [single(Tag.END if part == Tag.END else Tag.POINT, point, run)]


@RULES.rule(rf"MONTH IN? YEAR \)? | MONTH \( YEAR \) | MONTH {YEAR}")
def _month(run: list[Token]) -> list[Token]:
    point = Point(
        "month", number_of(run[0]), year=year_of_token(run), school_year=school_year_of(run)
    )
    return [single(Tag.POINT, point, run)]


@RULES.rule(f"""
    [FROM EVERY]? [NUMBER ORDINAL ORDINAL_OR_DAY]
      (?:(?:{JOINT} | [TO UNTIL]) FROM? [NUMBER ORDINAL ORDINAL_OR_DAY])*
      DAY_OF_MONTH (?:NEXT MONTH_WORD | MONTH_WORD (?:,? NEXT)? | NEXT)?
    """)
def _day_of_section(run: list[Token]) -> list[Token] | None:
    """«15 числа», «с 1 по 10 число»: days of the section's month, or of the one that follows."""
    of_next = any(token.tag is Tag.NEXT for token in run)
    of_each = of_next or any(token.tag in (Tag.MONTH_WORD, Tag.EVERY) for token in run)
    made = _day_pieces(run, lambda day: Point("day", 0, day, of_each=of_each, of_next=of_next))
    if made and value_of(run, Tag.NEXT) == "quarter":
        made.append(single(Tag.RECURRENCE, Recurrence("quarter"), run))
    return made


@RULES.rule(f"{NUMERALS} SCHOOL_TERM {YEAR} | SEASONAL SCHOOL_TERM {YEAR}")
def _of_school_year(run: list[Token]) -> list[Token] | None:
    """«I четверть», «осенние каникулы»: the institute's calendar says when they are."""
    kind, year, school = value_of(run, Tag.SCHOOL_TERM), year_of_token(run), school_year_of(run)
    is_season = run[0].tag is Tag.SEASONAL
    if is_season != (kind == "holidays"):
        return None
    code = SCHOOL_CODES[str(kind)]
    return _numbered(
        run,
        lambda number: Point("school", 0, code + number, year, school_year=school),
        (Tag.SEASONAL,) if is_season else WHICH,
    )


@RULES.rule("""
    ^ [UNTIL BY]? NUMBER $
    | ^ NUMBER (?:[- , AND] NUMBER)* $
    | ^ FROM NUMBER [TO UNTIL] NUMBER $
    """)
def _bare_days(run: list[Token]) -> list[Token] | None:
    """«15», «15–20»: in a section that is a month, days of it."""
    made = _day_pieces(
        run[1:] if run[0].tag in (Tag.UNTIL, Tag.BY) else run, lambda day: Point("day", 0, day)
    )
    return [run[0], *made] if made and run[0].tag in (Tag.UNTIL, Tag.BY) else made
