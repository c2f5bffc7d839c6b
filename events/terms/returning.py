"""Rules for what returns: how often, on which weekdays, by which day of the month.

They make letter 4 before points take the months; they refuse to know periods.
"""

from __future__ import annotations

from typing import Final

from events.terms.cascade import NUMBERS, Rules, number_of, single, value_of
from events.terms.lexer import Token
from events.terms.meaning import LAST, Every, Recurrence

RULES: Final = Rules()
# More isn't a recurrence but figures that belong to something else.
OFTENEST: Final = 31
RAREST: Final = 12
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


# What returns.
@RULES.rule(r"!?j,?x?,?(?=[nQoaR])")
def _at_least(run: list[Token]) -> list[Token]:
    return [single("j", value_of(run, "j"), run)]


@RULES.rule(r"j?(?:[nQoa](?:[-,&]?[nQ])?)?R(?:(?:V|VC|CV|/|A)?(?:[nQ]|[oa])?[Euf]*)([MqhwgJvk])")
def _so_often(run: list[Token]) -> list[Token] | None:
    at = next(index for index, token in enumerate(run) if token.letter == "R")
    counts = [number_of(token) for token in run[:at] if token.letter in "nQoa"]
    steps = [number_of(token) for token in run[at + 1 :] if token.letter in "nQoa"]
    times = counts[0] if counts else number_of(run[at])
    step = steps[0] if steps else 1
    if not (1 <= times <= OFTENEST and 1 <= step <= RAREST):
        return None
    at_least = bool(value_of(run, "j")) or len(counts) > 1
    every = EVERY[run[-1].letter]
    return [single("4", Recurrence(every, times=times, step=step, at_least=at_least), run)]


@RULES.rule(rf"E?{NUMBERS}W(?:E?M|(?=[,(]*F))|E{NUMBERS}W|(?:(?<=F)|(?<=F[,(]))V?{NUMBERS}W")
def _weekday_of_each_month(run: list[Token]) -> list[Token]:
    numbers = tuple(number_of(token) for token in run if token.letter in "noar")
    weekday = number_of(next(token for token in run if token.letter == "W"))
    if run[0].letter == "E" and run[-1].letter == "W" and numbers == (2,):
        # «Каждый второй вторник» is every other one, unless a month is named.
        return [single("4", Recurrence("week", step=2, weekdays=(weekday,)), run)]
    return [single("4", Recurrence("month", weekdays=(weekday,), numbers=numbers), run)]


@RULES.rule(
    rf"[TZK]?{NUMBERS}c(?:E?M|(?=[,(]*F))|(?<=F)[TZK]?{NUMBERS}c|(?<=F[,(])[TZK]?{NUMBERS}c"
)
def _day_of_each_month(run: list[Token]) -> list[Token]:
    days = tuple(number_of(token) for token in run if token.letter in "noar")
    by_day = run[0].letter in "TZK"
    return [single("4", Recurrence("month", days=days, by_day=by_day), run)]


@RULES.rule(r"[ZE]W(?:(?:,&|[,&])[ZE]?W)*M?|(?<=F)[,(]*[ZV]?W(?:(?:,&|[,&])W)*")
def _weekdays(run: list[Token]) -> list[Token]:
    days = tuple(sorted({number_of(token) for token in run if token.letter == "W"}))
    made = [single("4", Recurrence("week", weekdays=days), run)]
    return [run[0], *made] if run[0].letter == "(" else made


@RULES.rule(r"E[nQoa]?[uf]*[MqhwgJvkm]|VXE[Mqhgvw]|XE[Mqhgvw]|[TKZ]XE[Mqhgv]")
def _each(run: list[Token]) -> list[Token] | None:
    steps = [number_of(token) for token in run if token.letter in "nQ"]
    every = EVERY[run[-1].letter]
    step = max([1, *steps])
    return [single("4", Recurrence(every, step=step), run)] if step <= RAREST else None


@RULES.rule(r"[VA]?[oa]J[Euf]*[Mqh]")
def _last_day_of_each(run: list[Token]) -> list[Token] | None:
    if number_of(next(token for token in run if token.letter in "oa")) != LAST:
        return None
    return [single("4", Recurrence(EVERY[run[-1].letter]), run)]


@RULES.rule(r"Z[qhM]")
def _by_parts(run: list[Token]) -> list[Token] | None:
    """«По кварталам»."""
    return [single("4", Recurrence(EVERY[run[1].letter]), run)] if run[1].value == "by" else None


@RULES.rule(r"F")
def _by_word(run: list[Token]) -> list[Token]:
    every: Every = next((one for one in EVERY.values() if one == run[0].value), "other")
    return [single("4", Recurrence(every), run)]
