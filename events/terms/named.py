"""Rules for points: days, months and the numbered parts of months and years.

They make letter p (and 1 for days that share one month); they refuse to know periods.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from events.terms.cascade import (
    JOINT,
    NUMBERS,
    YEAR,
    Rules,
    number_of,
    ranged,
    school_year_of,
    separated,
    single,
    value_of,
    year_of,
)
from events.terms.lexer import Numeric, Token
from events.terms.points import WINTER, Point, Unit

RULES: Final = Rules()
PAIR: Final = 2
RANGE_JOINTS: Final = frozenset(("n-n", "nZn", "Sn-n", "SnZn"))
PART: Final[dict[str, Unit]] = {"w": "week", "k": "decade", "H": "fortnight"}


@RULES.rule(
    rf"S?[na](?:{JOINT}S?[na]|[ZT][na])*m{YEAR}|S?[na](?:(?:{JOINT}|[ZT])S?[na])*(?:{JOINT}|[ZT])[dD]"
)
def _days_of_month(run: list[Token]) -> list[Token] | None:
    """«5, 12–14 мая 2026», «с 12 по 16.05»: days that share the month named last."""
    month, year = 0, year_of(run)
    last = next(token for token in reversed(run) if token.letter in "mdD")
    if isinstance(last.value, Numeric):
        month, year = last.value.month, last.value.year
    else:
        month = number_of(last)
    school = school_year_of(run)
    return _day_pieces(run, lambda day: Point("day", month, day, year, school_year=school))


def _day_pieces(run: list[Token], point: Callable[[int], Point]) -> list[Token] | None:
    """Points and ranges of days out of their figures; None where the joints make no sense."""
    items: list[list[Token]] = [[]]
    for token in run:
        if token.letter in ",&;I":
            items.append([])
        elif token.letter in "nadDSZT-":
            items[-1].append(token)
    pieces: list[Token] = []
    filled = [item for item in items if item]
    for item in filled:
        days = [
            Token("p", point(_day_of(token)), token.lo, token.hi)
            for token in item
            if token.letter in "nadD"
        ]
        joints = "".join([token.letter if token.letter in "SZT-" else "n" for token in item])
        if joints == "n":
            pieces += days
        elif joints in RANGE_JOINTS or (joints == "SnTn" and len(filled) == 1):
            pieces.append(ranged(days))
        elif joints == "Sn" and len(filled) == 1:
            return [item[0], *days]
        else:
            return None
    numbers = [_day_of(token) for token in run if token.letter in "nadD"]
    if len(pieces) > 1 and numbers != sorted(set(numbers)):
        # «Ул. Садовая, 15, 10 марта»: days of a list don't run backwards.
        return [single("?", None, run)]
    return separated(pieces, _joint(run))


def _joint(run: list[Token]) -> str:
    """What stands between the items: «или» makes them a choice, the rest a list."""
    return "I" if any(token.letter == "I" for token in run) else ","


def _day_of(token: Token) -> int:
    return token.value.day if isinstance(token.value, Numeric) else number_of(token)


@RULES.rule(r"[dD]m")
def _date_beside_month(run: list[Token]) -> list[Token] | None:
    """«20.05 май»: the same month twice is a date; another month beside it isn't."""
    value = run[0].value
    same = isinstance(value, Numeric) and value.month == run[1].value
    # «1.5 мая» may be a point of a list and the fifth of May.
    same = same and run[0].hi - run[0].lo >= len("1.05")
    return [run[0]] if same else [single("?", None, run)]


@RULES.rule(r"[dD]")
def _numeric(run: list[Token]) -> list[Token]:
    value = run[0].value
    if not isinstance(value, Numeric):
        return [single("?", None, run)]
    return [single("p", Point("day", value.month, value.day, value.year), run)]


@RULES.rule(
    rf"(?<!m,)(?<!m&)(?<!m)m[-,(]?{NUMBERS}[wkH](?!\)?V?m)\)?{YEAR}|{NUMBERS}[wkH](?:V?m|f?M)?{YEAR}"
)
def _part_of_month(run: list[Token]) -> list[Token] | None:
    """«3-я, 4-я неделя», «вторая декада мая», «сентябрь (1 неделя)»."""
    if _counted(run):
        return [single("?", None, run)]
    unit = PART[next(token.letter for token in run if token.letter in PART)]
    month = value_of(run, "m")
    number_of_month = month if isinstance(month, int) else 0
    letters = {token.letter for token in run}
    if unit == "fortnight" and not number_of_month and "M" not in letters:
        return None
    return _numbered(
        run,
        lambda number: Point(
            unit,
            number_of_month,
            number,
            year_of(run),
            school_year=school_year_of(run),
            of_each="M" in letters,
        ),
    )


@RULES.rule(rf"{NUMBERS}q{YEAR}|{NUMBERS}(?:h|Hf?u?g){YEAR}")
def _part_of_year(run: list[Token]) -> list[Token] | None:
    if _counted(run):
        return [single("?", None, run)]
    unit: Unit = "quarter" if any(token.letter == "q" for token in run) else "half"
    return _numbered(
        run, lambda number: Point(unit, 0, number, year_of(run), school_year=school_year_of(run))
    )


def _counted(run: list[Token]) -> bool:
    """Whether it counts («2 недели», «двух кварталов») instead of naming which one."""
    numbers = [token for token in run if token.letter in "noar"]
    form = value_of(run, "wkqh")
    single = len(numbers) == 1 and numbers[0].letter == "n"
    if form == "some" or (form == "of" and single and any(t.letter in "wk" for t in run)):
        return True
    # «2 квартала 2026 г.» and «до конца 2 квартала» name one; «за 2 квартала» counts.
    return form == "of" and single and number_of(numbers[0]) > 1 and not year_of(run)


def _numbered(run: list[Token], point: Callable[[int], Point]) -> list[Token] | None:
    numbers = [token for token in run if token.letter in "noar"]
    dashed = any(token.letter == "-" for token in run[run.index(numbers[0]) :])
    points = [Token("p", point(number_of(token)), token.lo, token.hi) for token in numbers]
    if dashed and len(points) == PAIR:
        return [ranged(points)]
    return None if dashed else separated(points, _joint(run))


@RULES.rule(rf"{NUMBERS}W(?:Vm|m){YEAR}|{NUMBERS}W$")
def _weekday_of_month(run: list[Token]) -> list[Token] | None:
    month = value_of(run, "m")
    weekday = number_of(next(token for token in run if token.letter == "W"))
    if any(token.letter == "-" for token in run):
        return None
    return _numbered(
        run,
        lambda number: Point(
            "weekday", month if isinstance(month, int) else 0, number, year_of(run), weekday
        ),
    )


@RULES.rule(r"s(?:,?y|Y)?")
def _season(run: list[Token]) -> list[Token]:
    year = year_of(run)
    school = school_year_of(run)
    if school and run[0].value == WINTER:
        year = school
    return [single("p", Point("season", 0, number_of(run[0]), year, school_year=school), run)]


@RULES.rule(rf"V?[bXi]m{YEAR}")
def _third_of_month(run: list[Token]) -> list[Token] | None:
    named = next(token.letter for token in run if token.letter in "bXi")
    month = number_of(next(token for token in run if token.letter == "m"))
    point = Point(
        "third", month, " biX".index(named), year_of(run), school_year=school_year_of(run)
    )
    return [Token("X" if named == "X" else "p", point, run[0].lo, run[-1].hi)]


@RULES.rule(r"V?[bXi]f?M")
def _third_of_section(run: list[Token]) -> list[Token]:
    named = next(token.letter for token in run if token.letter in "bXi")
    point = Point("third", 0, " biX".index(named), of_each=True)
    return [Token("X" if named == "X" else "p", point, run[0].lo, run[-1].hi)]


@RULES.rule(rf"mV?y\)?|m\(y\)|m{YEAR}")
def _month(run: list[Token]) -> list[Token]:
    point = Point("month", number_of(run[0]), year=year_of(run), school_year=school_year_of(run))
    return [single("p", point, run)]


@RULES.rule(r"nc|(?<=[TZK])ac")
def _day_of_section(run: list[Token]) -> list[Token]:
    """«15 числа»: a day of the section's month."""
    return [single("p", Point("day", 0, number_of(run[0])), run)]


@RULES.rule(r"^[TK]?n$|^n(?:[-,&]n)*$|^Sn[ZT]n$")
def _bare_days(run: list[Token]) -> list[Token] | None:
    """«15», «15–20»: in a section that is a month, days of it."""
    made = _day_pieces(run[1:] if run[0].letter in "TK" else run, lambda day: Point("day", 0, day))
    return [run[0], *made] if made and run[0].letter in "TK" else made
