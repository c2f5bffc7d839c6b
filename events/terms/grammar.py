"""The grammar of terms: an ordered cascade of rules over the letters of tokens.

Each rule is a pattern over letters and a function that turns the tokens it covers into fewer
ones; what no rule understood keeps its letter. It refuses to know years' places and periods.

Letters made here: p point, 1 piece, 2 piece until, 3 piece since, 4 recurrence, 5 all period,
6 the section's month, 7 by need, 8 a year to which the rest belongs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from events.terms.lexer import Numeric, Token
from events.terms.meaning import LAST, Every, Recurrence
from events.terms.points import Piece, Point, Unit

Rule = Callable[[list[Token]], list[Token] | None]
RULES: Final[list[tuple[re.Pattern[str], Rule]]] = []

NUMBER: Final = "[noar]"
JOINT: Final = "(?:,&|[-,&;])"
NUMBERS: Final = f"{NUMBER}(?:{JOINT}{NUMBER})*"
EVERY: Final[dict[str, Every]] = {
    "M": "month",
    "q": "quarter",
    "h": "half",
    "w": "week",
    "g": "year",
    "J": "day",
    "v": "other",
    "k": "other",
    "m": "month",
}
PART: Final[dict[str, Unit]] = {"w": "week", "k": "decade", "H": "fortnight"}


def rule(pattern: str) -> Callable[[Rule], Rule]:
    """Puts a rule at the end of the cascade."""

    def keep(build: Rule) -> Rule:
        RULES.append((re.compile(pattern), build))
        return build

    return keep


def reduce(tokens: list[Token]) -> list[Token]:
    """The tokens after the whole cascade."""
    letters = "".join([token.letter for token in tokens])
    for pattern, build in RULES:
        at = 0
        while match := pattern.search(letters, at):
            lo, hi = match.span()
            made = build(tokens[lo:hi])
            if made is None:
                at = lo + 1
                continue
            tokens[lo:hi] = made
            letters = "".join([token.letter for token in tokens])
            at = lo + len(made)
    return tokens


def _one(letter: str, value: object, run: list[Token]) -> Token:
    return Token(letter, value, run[0].lo, run[-1].hi)


def _as(letter: str) -> Rule:
    return lambda run: [_one(letter, None, run)]


def _dropped(_run: list[Token]) -> list[Token]:
    return []


def _value(run: list[Token], letters: str) -> object:
    """The value of the first token with one of the letters."""
    return next((token.value for token in run if token.letter in letters), None)


def _number(token: Token) -> int:
    return token.value if isinstance(token.value, int) else 0


def _year(run: list[Token]) -> int | None:
    value = _value(run, "y")
    return value if isinstance(value, int) else None


def _school_year(run: list[Token]) -> int | None:
    value = _value(run, "Y")
    return value[0] if isinstance(value, tuple) else None


# Figures that aren't dates: classes, lessons, hours, numbers of rooms and schools.
rule(r"Sn[TZ]nU|n(?:[-,&][nQ])*U|[oaQ]U|oHJ|aHJ")(_as("x"))
rule(r"N+n(?:[-,&]n)*")(_as("x"))
rule(r"SdTt|Sd[TZ]t|StTd|d-t|[VS]?t(?:[-ZT&]+[td])?|(?<![a-zA-Z])Vd(?=\)|$)")(_dropped)
rule(r"(?<=[Ddmyg])Vd|(?<=[Ddmyg],)Vd")(_dropped)
rule(r"(?<!n)\.|\.$")(_dropped)

# Years, and months with a needless «месяц».
rule(r"yf?g")(lambda run: [_one("y", run[0].value, run)])
rule(r"Yu?g?")(lambda run: [_one("Y", run[0].value, run)])
rule(r"yu?g")(_as("?"))
rule(r"mM|Mm")(lambda run: [_one("m", _value(run, "m"), run)])
rule(r"e")(lambda run: [_one("p", _month_and_year(run[0]), run)])


def _month_and_year(token: Token) -> Point:
    month, year = token.value if isinstance(token.value, tuple) else (0, 0)
    return Point("month", month, year=year)


# What returns.
@rule(r"!?jx?,?(?=[nQoaR])")
def _at_least(run: list[Token]) -> list[Token]:
    return [_one("j", _value(run, "j"), run)]


@rule(r"j?(?:[nQoa](?:[-,&]?[nQ])?)?R(?:(?:V|VC|CV|/|A)?(?:[nQ]|[oa])?[Euf]*)([MqhwgJvk])")
def _so_often(run: list[Token]) -> list[Token] | None:
    at = next(index for index, token in enumerate(run) if token.letter == "R")
    counts = [_number(token) for token in run[:at] if token.letter in "nQoa"]
    steps = [_number(token) for token in run[at + 1 :] if token.letter in "nQoa"]
    times = counts[0] if counts else _number(run[at])
    step = steps[0] if steps else 1
    if times < 1 or step < 1:
        return None
    at_least = bool(_value(run, "j")) or len(counts) > 1
    every = EVERY[run[-1].letter]
    return [_one("4", Recurrence(every, times=times, step=step, at_least=at_least), run)]


@rule(rf"E?{NUMBERS}W(?:E?M|(?=[,(]*F))|(?<=F){NUMBERS}W|(?<=F,){NUMBERS}W|(?<=F\(){NUMBERS}W")
def _weekday_of_each_month(run: list[Token]) -> list[Token]:
    numbers = tuple(_number(token) for token in run if token.letter in "noar")
    weekday = _number(next(token for token in run if token.letter == "W"))
    return [_one("4", Recurrence("month", weekdays=(weekday,), numbers=numbers), run)]


@rule(rf"[TZK]?{NUMBERS}c(?:E?M|(?=[,(]*F))|(?<=F)[TZK]?{NUMBERS}c|(?<=F[,(])[TZK]?{NUMBERS}c")
def _day_of_each_month(run: list[Token]) -> list[Token]:
    days = tuple(_number(token) for token in run if token.letter in "noar")
    by_day = run[0].letter in "TZK"
    return [_one("4", Recurrence("month", days=days, by_day=by_day), run)]


@rule(r"[ZE]W(?:(?:,&|[,&])[ZE]?W)*|(?<=F)[,(]*[ZV]?W(?:(?:,&|[,&])W)*")
def _weekdays(run: list[Token]) -> list[Token]:
    days = tuple(sorted({_number(token) for token in run if token.letter == "W"}))
    made = [_one("4", Recurrence("week", weekdays=days), run)]
    return [run[0], *made] if run[0].letter == "(" else made


@rule(r"E[nQoa]?[uf]*[MqhwgJvkm]|VXE[Mqhgvw]|XE[Mqhgvw]|[TKZ]XE[Mqhgv]")
def _each(run: list[Token]) -> list[Token]:
    steps = [_number(token) for token in run if token.letter in "nQ"]
    every = EVERY[run[-1].letter]
    return [_one("4", Recurrence(every, step=max(1, *steps, 1)), run)]


@rule(r"[VA]?[oa]J[Euf]*[Mqh]")
def _last_day_of_each(run: list[Token]) -> list[Token] | None:
    if _number(next(token for token in run if token.letter in "oa")) != LAST:
        return None
    return [_one("4", Recurrence(EVERY[run[-1].letter]), run)]


@rule(r"F")
def _by_word(run: list[Token]) -> list[Token]:
    every: Every = next((one for one in EVERY.values() if one == run[0].value), "other")
    return [_one("4", Recurrence(every), run)]


# Points: what a month or a numbered part of a year gives.
YEAR: Final = "(?:,?Vy|,?[yY]|,uY|uY)?"


@rule(
    rf"S?[na](?:{JOINT}S?[na]|[ZT][na])*m{YEAR}|S?[na](?:(?:{JOINT}|[ZT])S?[na])*(?:{JOINT}|[ZT])[dD]"
)
def _days_of_month(run: list[Token]) -> list[Token] | None:
    """«5, 12–14 мая 2026», «с 12 по 16.05»: days that share the month named last."""
    month, year = 0, _year(run)
    last = next(token for token in reversed(run) if token.letter in "mdD")
    if isinstance(last.value, Numeric):
        month, year = last.value.month, last.value.year
    else:
        month = _number(last)
    school = _school_year(run)
    return _day_pieces(run, lambda day: Point("day", month, day, year, school_year=school))


def _day_pieces(run: list[Token], point: Callable[[int], Point]) -> list[Token] | None:
    pieces: list[Token] = []
    lo: Token | None = None
    joint, since = "", False
    for token in run:
        if token.letter in "nadD":
            number = token.value.day if isinstance(token.value, Numeric) else _number(token)
            here = Token("p", point(number), token.lo, token.hi)
            if joint in ("-", "Z", "T") and lo is not None:
                if joint == "T" and not since:
                    return None
                pieces.append(_range([lo, here]))
                lo, since = None, False
            elif since and lo is not None:
                return None
            else:
                pieces += [lo] if lo is not None else []
                lo = here
            joint = ""
        elif token.letter == "S":
            if lo is not None:
                pieces.append(lo)
                lo = None
            since = True
        elif token.letter in "-ZT,&;":
            if token.letter in "-ZT" and lo is None:
                return None
            joint = token.letter
    if since and lo is not None and len(run) > 0 and pieces:
        return None
    if lo is not None:
        pieces.append(lo)
        if since:
            return [Token("S", None, run[0].lo, run[0].lo), *pieces]
    return _separated(pieces)


def _separated(pieces: list[Token]) -> list[Token]:
    """The pieces with commas put between them, so that each is seen as one of a list."""
    made: list[Token] = []
    for piece in pieces:
        if made:
            made.append(Token(",", None, piece.lo, piece.lo))
        made.append(piece)
    return made


def _range(run: list[Token]) -> Token:
    lo, hi = run[0].value, run[-1].value
    if isinstance(lo, Point) and isinstance(hi, Point):
        return _one("1", Piece("in", lo, hi), run)
    return _one("?", None, run)


@rule(r"[dD]m")
def _date_beside_month(run: list[Token]) -> list[Token] | None:
    """«20.05 май»: the same month twice is a date; another month beside it isn't."""
    value = run[0].value
    same = isinstance(value, Numeric) and value.month == run[1].value
    return [run[0]] if same else [_one("?", None, run)]


@rule(r"[dD]")
def _numeric(run: list[Token]) -> list[Token]:
    value = run[0].value
    if not isinstance(value, Numeric):
        return [_one("?", None, run)]
    return [_one("p", Point("day", value.month, value.day, value.year), run)]


@rule(rf"m[,(]?{NUMBERS}[wkH]\)?{YEAR}|{NUMBERS}[wkH](?:V?m|f?M)?{YEAR}")
def _part_of_month(run: list[Token]) -> list[Token] | None:
    """«3-я, 4-я неделя», «вторая декада мая», «сентябрь (1 неделя)»."""
    unit = PART[next(token.letter for token in run if token.letter in PART)]
    month = _value(run, "m")
    number_of_month = month if isinstance(month, int) else 0
    if unit == "fortnight" and not number_of_month and "M" not in {t.letter for t in run}:
        return None
    return _numbered(
        run,
        lambda number: Point(
            unit, number_of_month, number, _year(run), school_year=_school_year(run)
        ),
    )


@rule(rf"{NUMBERS}q{YEAR}|{NUMBERS}(?:h|Hf?u?g){YEAR}")
def _part_of_year(run: list[Token]) -> list[Token] | None:
    unit: Unit = "quarter" if any(token.letter == "q" for token in run) else "half"
    return _numbered(
        run, lambda number: Point(unit, 0, number, _year(run), school_year=_school_year(run))
    )


def _numbered(run: list[Token], point: Callable[[int], Point]) -> list[Token] | None:
    numbers = [token for token in run if token.letter in "noar"]
    dashed = any(token.letter == "-" for token in run)
    points = [Token("p", point(_number(token)), token.lo, token.hi) for token in numbers]
    if dashed and len(points) == 2:
        return [_range(points)]
    return None if dashed else _separated(points)


@rule(rf"{NUMBERS}W(?:Vm|m){YEAR}|{NUMBERS}W$")
def _weekday_of_month(run: list[Token]) -> list[Token] | None:
    month = _value(run, "m")
    weekday = _number(next(token for token in run if token.letter == "W"))
    if any(token.letter == "-" for token in run):
        return None
    return _numbered(
        run,
        lambda number: Point(
            "weekday", month if isinstance(month, int) else 0, number, _year(run), weekday
        ),
    )


@rule(r"s(?:,?y|Y)?")
def _season(run: list[Token]) -> list[Token]:
    year = _year(run)
    school = _school_year(run)
    if school and run[0].value == 4:
        year = school
    return [_one("p", Point("season", 0, _number(run[0]), year, school_year=school), run)]


@rule(rf"V?[bXi]m{YEAR}")
def _third_of_month(run: list[Token]) -> list[Token] | None:
    named = next(token.letter for token in run if token.letter in "bXi")
    month = _number(next(token for token in run if token.letter == "m"))
    point = Point("third", month, " biX".index(named), _year(run), school_year=_school_year(run))
    return [Token("X" if named == "X" else "p", point, run[0].lo, run[-1].hi)]


@rule(rf"mV?y\)?|m\(y\)|m{YEAR}")
def _month(run: list[Token]) -> list[Token]:
    point = Point("month", _number(run[0]), year=_year(run), school_year=_school_year(run))
    return [_one("p", point, run)]


@rule(r"[TZK]?[na]c")
def _day_of_section(run: list[Token]) -> list[Token]:
    """«15 числа»: a day of the section's month."""
    number = _number(next(token for token in run if token.letter in "na"))
    made = [_one("p", Point("day", 0, number), run)]
    return [run[0], *made] if run[0].letter in "TZK" else made


# Deadlines by an end, before ranges take the points.
@rule(r"(?:VP)?(?:!LT?|[TZK])X(?![uf]*[gPMqy])")
def _until_end_of_month(run: list[Token]) -> list[Token] | None:
    point = run[-1].value
    if not isinstance(point, Point):
        return None
    whole = Point("month", point.month, year=point.year, school_year=point.school_year)
    return [_one("2", Piece("until", whole), run)]


@rule(r"(?:VP)?(?:!LT?|[TZK])X[ufB]*(?:g|P|yg?|Y|M)")
def _until_end_of_period(run: list[Token]) -> list[Token]:
    if run[-1].letter == "M":
        return [_one("2", Piece("until", Point("month")), run)]
    return [_one("2", _year(run) or "period", run)]


@rule(r"X")
def _end_of_month(run: list[Token]) -> list[Token] | None:
    return [_one("p", run[0].value, run)] if isinstance(run[0].value, Point) else None


# Ranges.
@rule(r"p(?:-p){2,}")
def _chain(run: list[Token]) -> list[Token]:
    points = [token.value for token in run if isinstance(token.value, Point)]
    months = [point.month for point in points]
    consecutive = all((b - a) % 12 == 1 for a, b in zip(months, months[1:], strict=False))
    if consecutive and all(point.unit == "month" for point in points):
        return [_range(run)]
    return [_one("?", None, run)]


@rule(r"S+p,?-?[ZT]p|S*p-p|pZp|S+p&p")
def _from_to(run: list[Token]) -> list[Token]:
    return [_range([token for token in run if token.letter == "p"])]


@rule(r"(?:VP)?(?:!LT?|[TKZ])p")
def _until(run: list[Token]) -> list[Token]:
    point = run[-1].value
    if not isinstance(point, Point):
        return [_one("?", None, run)]
    why = "" if point.unit == "day" else "boundary"
    if run[-2].letter == "Z":
        why = ""
    return [_one("2", Piece("until", point, why=why), run)]


@rule(r"S+p")
def _since(run: list[Token]) -> list[Token]:
    point = run[-1].value
    if not isinstance(point, Point):
        return [_one("?", None, run)]
    return [_one("3", Piece("since", point), run)]


@rule(r"p")
def _single(run: list[Token]) -> list[Token]:
    point = run[0].value
    if not isinstance(point, Point):
        return [_one("?", None, run)]
    return [_one("1", Piece("in", point), run)]


# By need. It may swallow «года» and the like, never a point.
rule(
    r"(?:V?l[SA]?|[ZSVA])(?:[xfEuU]|x,)*(?:O[-&]?)+(?:[xfuvOU]|[gPMqhw](?![a-zA-Z1-9])|[VAS&Z](?=[xuOPvU]))*(?:Ay|AY)?"
)(_as("7"))

# The whole period, and the section's month.
rule(r"V?C[Bfu]*(?:gY|Y|y|g|P)|[VA]?B[fu]*[gP]|AB?u?g|A[yY]|G|^Z?[fu]*g$|^[fu]+g(?=\()")(
    lambda run: [_one("5", _year(run) or _school_pair(run), run)]
)
rule(r"V?C[Bf]*M|B[f]*M")(_as("6"))
rule(r"V?C[Bf]*[wk]$")(_as("9"))


def _school_pair(run: list[Token]) -> object:
    return _value(run, "Y")


rule(r"V?[yY]")(lambda run: [_one("8", run[-1].value, run)])
rule(r"V?P[-:,]*(?=[1-356])|V?[CB]B?(?=1)|[VA](?=[1-9])")(_dropped)
