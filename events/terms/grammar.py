"""The grammar of terms: an ordered cascade of rules over the letters of tokens.

Each rule is a pattern over letters and a function that turns the tokens it covers into fewer
ones; what no rule understood keeps its letter. It refuses to know years' places and periods.

Letters made here: p point, 1 piece, 2 piece until, 3 piece since, 4 recurrence, 5 all period,
6 the section's month, 7 by need, 8 a year to which the rest belongs, 9 not enough said.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from events.terms import figures, named, returning
from events.terms.cascade import Cascade, Rules, dropped, ranged, renamed, single, value_of, year_of
from events.terms.lexer import Token
from events.terms.points import Piece, Point

JOINING: Final = Rules()


# Deadlines by an end, before ranges take the points.
@JOINING.rule(r"(?:VP)?(?:!LT?|[TZK])X(?![uf]*[gPMqy])")
def _until_end_of_month(run: list[Token]) -> list[Token] | None:
    point = run[-1].value
    if not isinstance(point, Point):
        return None
    whole = Point("month", point.month, year=point.year, school_year=point.school_year)
    return [single("2", Piece("until", whole), run)]


@JOINING.rule(r"(?:VP)?(?:!LT?|[TZK])Xp")
def _until_end_of_point(run: list[Token]) -> list[Token] | None:
    point = run[-1].value
    return [single("2", Piece("until", point), run)] if isinstance(point, Point) else None


@JOINING.rule(r"(?:VP)?(?:!LT?|[TZK])X[ufB]*(?:g|P|yg?|Y|M)")
def _until_end_of_period(run: list[Token]) -> list[Token]:
    if run[-1].letter == "M":
        return [single("2", Piece("until", Point("month")), run)]
    return [single("2", year_of(run) or "period", run)]


@JOINING.rule(r"X")
def _end_of_month(run: list[Token]) -> list[Token] | None:
    return [single("p", run[0].value, run)] if isinstance(run[0].value, Point) else None


# Ranges.
@JOINING.rule(r"p(?:-p){2,}")
def _chain(run: list[Token]) -> list[Token]:
    points = [token.value for token in run if isinstance(token.value, Point)]
    months = [point.month for point in points]
    consecutive = all((b - a) % 12 == 1 for a, b in pairwise(months))
    if consecutive and all(point.unit == "month" for point in points):
        return [ranged(run)]
    return [single("?", None, run)]


@JOINING.rule(r"S+p,?-?[ZT]p|S*p-p|pZp")
def _from_to(run: list[Token]) -> list[Token]:
    return [ranged([token for token in run if token.letter == "p"])]


@JOINING.rule(r"(?:VP)?(?:!LT?|[TKZ])p")
def _until(run: list[Token]) -> list[Token]:
    point = run[-1].value
    if not isinstance(point, Point):
        return [single("?", None, run)]
    why = "" if point.unit == "day" else "boundary"
    if run[-2].letter == "Z":
        why = ""
    return [single("2", Piece("until", point, why=why), run)]


@JOINING.rule(r"S+p")
def _since(run: list[Token]) -> list[Token]:
    point = run[-1].value
    if not isinstance(point, Point):
        return [single("?", None, run)]
    return [single("3", Piece("since", point), run)]


@JOINING.rule(r"p")
def _alone(run: list[Token]) -> list[Token]:
    point = run[0].value
    if not isinstance(point, Point):
        return [single("?", None, run)]
    return [single("1", Piece("in", point), run)]


# «До 1 марта и 1 июня» may be two deadlines, or a deadline and a day.
JOINING.rule(r"2(?:,&|[,&])1")(renamed("?"))

# By need. It may swallow «года» and the like, never a point.
JOINING.rule(
    r"(?:V?l[SA]?|[ZSVA])(?:[xfEuU]|x,)*(?:O[-&]?)+(?:[xfuvOUN]|[gPMqhw](?![a-zA-Z1-9])|[VAS&Z](?=[xuOPvU]))*(?:Ay|AY)?"
)(renamed("7"))

# The whole period, and the section's month.
JOINING.rule(r"V?C[Bfu]*(?:gY|Y|y|g|P)|[VA]?B[fu]*[gP]|AB?u?g|A[yY]|G|^Z?[fu]*g$|^[fu]+g(?=\()")(
    lambda run: [single("5", year_of(run) or _school_pair(run), run)]
)
JOINING.rule(r"(?:V?C|V)?[Bf]*@g?")(lambda run: [single("5", value_of(run, "@"), run)])
JOINING.rule(r"V?C[Bf]*M|B[f]*M")(renamed("6"))
JOINING.rule(r"V?C[Bf]*[wk]$")(renamed("9"))


def _school_pair(run: list[Token]) -> object:
    return value_of(run, "Y")


JOINING.rule(r"[,&]*z,?(?=7)|(?<=3)[,&]*z")(dropped)
JOINING.rule(r"j?(?:[nQ]-)?[nQ]R(?!V)")(renamed("x"))


@JOINING.rule(r"V?[yY]|V(?=[1-9])")
def _what_for(run: list[Token]) -> list[Token] | None:
    """«За март», «за 2025 год»: the time that is reported on, not the time of the event."""
    if run[0].value == "за":
        return [single("?", None, run)]
    return [single("8", run[-1].value, run)] if run[-1].letter in "yY" else []


JOINING.rule(r"V?P[-:,]*(?=[1-356])|V?[CB]B?(?=1)|[VA](?=[1-9])")(dropped)
JOINING.rule(r"(?<=[1-3)])[,x]*\((?:[xfuV,]*v[xfuV,]*)\)")(dropped)

CASCADE: Final = Cascade([*figures.RULES, *returning.RULES, *named.RULES, *JOINING])


def reduced(tokens: list[Token]) -> list[Token]:
    """The tokens after the whole cascade."""
    return CASCADE.reduce(tokens)
