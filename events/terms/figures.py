"""Rules for figures: those that aren't dates (classes, rooms, hours), and years.

They come first in the cascade; they refuse to know months and what recurs.
"""

from __future__ import annotations

from typing import Final

from events.terms.cascade import Rules, dropped, number_of, pick, renamed, single, value_of
from events.terms.lexer import CENTURY, HOURS, Token
from events.terms.meaning import Recurrence
from events.terms.points import Point

RULES: Final = Rules()
FIRST_SHORT_YEAR: Final = 10


# Figures that aren't dates: classes, lessons, hours, numbers of rooms and schools.
@RULES.rule(r"j?[nQ]?RV[nQ]U")
def _once_in_years(run: list[Token]) -> list[Token] | None:
    if run[-1].value != "лет":
        return None
    return [single("4", Recurrence("year", step=min(10, max(1, number_of(run[-2])))), run)]


RULES.rule(r"(?:^|(?<=[m;yg.x]))n\)")(dropped)
RULES.rule(r"Sn[TZ]nU|n(?:[-,&][nQ])*U|[oaQr]U|dU|oHJ|aHJ")(renamed("x"))
RULES.rule(r"(?<=[nQoa])N(?=[VA]C?[Euf]*[Mqhgv])")(
    # «Одно заседание в квартал» says how often.
    lambda run: [single("R", 1, run)] if run[0].value == "either" else None
)
RULES.rule(r"[noarQ]N")(lambda run: [single("x", None, run)] if run[1].value == "either" else None)
RULES.rule(r"[noar]P")(lambda run: [single("x", None, run)] if run[1].value == "смена" else None)
RULES.rule(r"N+\.?n(?:[-,&]n)*(?!(?:[-,&;Z]n)*m|[-.]?[ndD])|r\.?d")(renamed("x"))


RULES.rule(r"N\.?x+,?n(?:[/-]n)?(?!m)")(
    lambda run: [single("x", None, run)] if run[0].value == "street" else None
)
RULES.rule(r"N\.?n(?=[,&;]n)")(
    lambda run: [single("?", None, run)] if run[0].value == "either" else None
)


@RULES.rule(r"N\.?[nd]m?")
def _number_of_a_place(run: list[Token]) -> list[Token] | None:
    """«№ 5, 7 мая»: the sign takes its number; «СОШ 5 мая» may be a school or a day."""
    if run[0].value == "№":
        month = [run[-1]] if run[-1].letter == "m" else []
        return [single("x", None, run[: len(run) - len(month)]), *month]
    if run[0].value is not None or run[-1].letter == "d":
        return None
    return [single("?" if run[-1].letter == "m" else "x", None, run)]


RULES.rule(r"SdTt|Sd[TZ]t|StTd|d-t|[VS]?t(?:[-ZT&]+[td])?|(?<![a-zA-Z])Vd(?=\)|$)")(dropped)
RULES.rule(r"(?<=[Ddmyg])Vd|(?<=[Ddmyg],)Vd")(dropped)
RULES.rule(r"(?<!n)\.|\.$")(dropped)


@RULES.rule(r"(?<=D)n-n")
def _clock_with_hyphen(run: list[Token]) -> list[Token] | None:
    hours, minutes = number_of(run[0]), number_of(run[2])
    return [] if hours < HOURS and minutes in (15, 30, 45) else None


@RULES.rule(r"n[-/]nug?")
def _short_school_year(run: list[Token]) -> list[Token] | None:
    first, second = number_of(run[0]), number_of(run[2])
    if second != first + 1 or first < FIRST_SHORT_YEAR:
        return None
    return [single("Y", (CENTURY + first, CENTURY + second), run)]


# Years, and months with a needless «месяц».
RULES.rule(r"yf?g")(lambda run: [single("y", run[0].value, run)])
RULES.rule(r"(?<=m)\.?g$")(dropped)
RULES.rule(r"g(?=\.?x)")(lambda run: [single("x", None, run)] if run[0].value == "г" else None)
RULES.rule(r"Yu?g?")(lambda run: [single("Y", _pair_of_years(run), run)])
RULES.rule(r"yu?g")(renamed("?"))
RULES.rule(r"(?<=m)fg|(?<=[dD])fg")(lambda run: [] if run[0].value == "this" else None)
RULES.rule(r"(?<=n)c(?=m)")(dropped)
RULES.rule(r",?\?Vf[Mqg]?")(lambda run: [] if any(token.value == "next" for token in run) else None)
RULES.rule(r"[ZVA][fx]*O(?:[noar]+[qhgwM]|[uf]*[gqhM]|y|Y)(?:[yY]|[uf]*g)?")(
    lambda run: [single("7", None, run)] if pick(run, "O").value == "after" else None
)
RULES.rule(r"mM|Mm")(lambda run: [single("m", value_of(run, "m"), run)])
RULES.rule(r"e")(lambda run: [single("p", _month_and_year(run[0]), run)])


def _pair_of_years(run: list[Token]) -> object:
    """The two years, and a mark where «учебный» is written beside them."""
    value = run[0].value
    school = isinstance(value, tuple) and any(token.letter == "u" for token in run)
    return (*value, "school") if school and isinstance(value, tuple) else value


def _month_and_year(token: Token) -> Point:
    month, year = token.value if isinstance(token.value, tuple) else (0, 0)
    return Point("month", month, year=year)
