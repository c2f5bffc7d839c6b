"""The grammar of terms: an ordered cascade of rules over the tags of tokens (see `tags`).

Each rule is a pattern and a function that turns the tokens it matches into fewer ones; a token
that no rule understood keeps its tag.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

from events.terms import figures, named, returning
from events.terms.cascade import (
    ANY_WORD,
    RESULT,
    Cascade,
    Rules,
    dropped,
    pick,
    ranged,
    renamed,
    single,
    value_of,
    year_of_token,
)
from events.terms.lexer import Token
from events.terms.points import OF_YEAR, Piece, Point
from events.terms.tags import Tag
from events.terms.years import nameless

JOINING: Final = Rules()


# Ends, before ranges take the points.
@JOINING.rule("FROM+ POINT ,? [TO UNTIL] END")
def _to_the_end(run: list[Token]) -> list[Token] | None:
    """«С июня по конец мая»."""
    end = run[-1].value
    if not isinstance(end, Point):
        return None
    month = single(Tag.POINT, replace(end, unit="month", number=0), run[-1:])
    return [ranged([pick(run, Tag.POINT), month])]


@JOINING.rule("""
    (?:IN PERIOD)? (?:NOT LATER UNTIL? | [UNTIL TO BY]) END (?![ACADEMIC FILLER]*
      [YEAR_WORD PERIOD MONTH_WORD QUARTER YEAR])
    """)
def _until_end_of_month(run: list[Token]) -> list[Token] | None:
    point = run[-1].value
    if not isinstance(point, Point):
        return None
    whole = Point("month", point.month, year=point.year, school_year=point.school_year)
    return [single(Tag.DEADLINE, Piece("until", whole), run)]


@JOINING.rule("(?:IN PERIOD)? (?:NOT LATER UNTIL? | [UNTIL TO BY]) END POINT")
def _until_end_of_point(run: list[Token]) -> list[Token] | None:
    point = run[-1].value
    return [single(Tag.DEADLINE, Piece("until", point), run)] if isinstance(point, Point) else None


@JOINING.rule("""
    (?:IN PERIOD)? (?:NOT LATER UNTIL? | [UNTIL TO BY]) END [ACADEMIC FILLER WHOLE]*
      (?:YEAR_WORD | PERIOD | YEAR YEAR_WORD? | TWO_YEARS | MONTH_WORD)
    """)
def _until_end_of_period(run: list[Token]) -> list[Token]:
    if run[-1].tag is Tag.MONTH_WORD:
        return [single(Tag.DEADLINE, Piece("until", Point("month")), run)]
    return [single(Tag.DEADLINE, year_of_token(run) or "period", run)]


@JOINING.rule("END")
def _end_of_month(run: list[Token]) -> list[Token] | None:
    return [single(Tag.POINT, run[0].value, run)] if isinstance(run[0].value, Point) else None


# Ranges.
@JOINING.rule("POINT (?:- POINT){2,}")
def _chain(run: list[Token]) -> list[Token]:
    points = [token.value for token in run if isinstance(token.value, Point)]
    months = [point.month for point in points]
    consecutive = all((b - a) % 12 == 1 for a, b in pairwise(months))
    if consecutive and all(point.unit == "month" for point in points):
        return [ranged(run)]
    return [single(Tag.UNREAD, None, run)]


@JOINING.rule("FROM+ POINT ,? -? [TO UNTIL] POINT | FROM* POINT - POINT | POINT TO POINT")
def _from_to(run: list[Token]) -> list[Token]:
    return [ranged([token for token in run if token.tag is Tag.POINT])]


@JOINING.rule("(?:IN PERIOD)? (?:NOT LATER UNTIL? | [UNTIL BY TO]) POINT")
def _until(run: list[Token]) -> list[Token]:
    point = run[-1].value
    if not isinstance(point, Point):
        return [single(Tag.UNREAD, None, run)]
    why = "" if point.unit == "day" else "boundary"
    if run[-2].tag is Tag.TO:
        why = ""
    return [single(Tag.DEADLINE, Piece("until", point, why=why), run)]


@JOINING.rule("FROM+ POINT")
def _since(run: list[Token]) -> list[Token]:
    point = run[-1].value
    if not isinstance(point, Point):
        return [single(Tag.UNREAD, None, run)]
    return [single(Tag.SINCE, Piece("since", point), run)]


@JOINING.rule("AFTER POINT")
def _after(run: list[Token]) -> list[Token] | None:
    point = run[-1].value
    return [single(Tag.SINCE, Piece("after", point), run)] if isinstance(point, Point) else None


@JOINING.rule("POINT")
def _alone(run: list[Token]) -> list[Token]:
    point = run[0].value
    if not isinstance(point, Point):
        return [single(Tag.UNREAD, None, run)]
    return [single(Tag.PIECE, Piece("in", point), run)]


@JOINING.rule(r"[, (]? IN? EXCEPT PIECE (?:(?:, AND | [, AND]) PIECE)* \)?")
def _except(run: list[Token]) -> list[Token] | None:
    """«Кроме июля и августа»."""
    pieces = tuple(token.value for token in run if token.tag is Tag.PIECE)
    if any(isinstance(piece, Piece) and nameless(piece) for piece in pieces):
        return None
    return [single(Tag.EXCEPTION, pieces, run)]


# «До 1 марта и 1 июня» may be two deadlines, or a deadline and a day.
JOINING.rule("DEADLINE (?:, AND | [, AND]) PIECE")(renamed(Tag.UNREAD))

# By need. It may swallow «года» and the like, never a point.
JOINING.rule(
    f"""
    (?:IN? ACCORDING [FROM ON]? | [TO FROM IN ON])
    (?:[WORD FILLER EVERY ACADEMIC COUNTED] | WORD ,)*
    (?:BASIS [- AND]?)+
    (?:[WORD FILLER ACADEMIC SCHOOL_TERM BASIS COUNTED NUMBERED]
      | [YEAR_WORD PERIOD MONTH_WORD QUARTER HALF_YEAR WEEK] (?![{ANY_WORD} {RESULT}])
      | [IN ON FROM AND TO] (?=[WORD ACADEMIC BASIS PERIOD SCHOOL_TERM COUNTED]))*
    (?:ON YEAR | ON TWO_YEARS)?
    """
)(renamed(Tag.ON_DEMAND))

# «Май, по запросу в течение года»: the year belongs to the request.
JOINING.rule("(?<=[PIECE DEADLINE SINCE] ,) ON_DEMAND IN? DURING YEAR_WORD")(renamed(Tag.ON_DEMAND))

# The whole period, and the section's month.
JOINING.rule("^ ACADEMIC YEAR_WORD : (?=PIECE)")(dropped)
JOINING.rule(r"""
    IN? DURING [WHOLE FILLER ACADEMIC]*
      (?:YEAR_WORD TWO_YEARS | TWO_YEARS | YEAR | YEAR_WORD | PERIOD)
    | [IN ON]? WHOLE [FILLER ACADEMIC]* [YEAR_WORD PERIOD]
    | ON WHOLE? ACADEMIC? YEAR_WORD
    | ON [YEAR TWO_YEARS]
    | ALWAYS
    | ^ TO? [FILLER ACADEMIC]* YEAR_WORD $
    | ^ [FILLER ACADEMIC]+ YEAR_WORD (?=\()
    """)(lambda run: [single(Tag.ALL_PERIOD, year_of_token(run) or _school_pair(run), run)])
JOINING.rule("(?:IN? DURING | IN)? [WHOLE FILLER]* MANY_YEARS YEAR_WORD?")(
    lambda run: [single(Tag.ALL_PERIOD, value_of(run, Tag.MANY_YEARS), run)]
)
JOINING.rule("IN? DURING [WHOLE FILLER]* MONTH_WORD | WHOLE [FILLER]* MONTH_WORD")(
    renamed(Tag.SECTION_MONTH)
)
JOINING.rule("IN? DURING [WHOLE FILLER]* [WEEK TEN_DAYS] $")(renamed(Tag.TOO_LITTLE))


def _school_pair(run: list[Token]) -> object:
    return value_of(run, Tag.TWO_YEARS)


JOINING.rule("[, AND]* FURTHER ,? (?=ON_DEMAND) | (?<=SINCE) [, AND]* FURTHER")(dropped)
JOINING.rule("RARER? (?:[NUMBER CARDINAL] -)? [NUMBER CARDINAL] TIMES (?!IN)")(renamed(Tag.WORD))


@JOINING.rule("^ IN PIECE")
def _for_a_part_of_a_year(run: list[Token]) -> list[Token] | None:
    """«За II квартал» is when, unless an event that reports on it is named."""
    piece = run[1].value
    if run[0].value != "за" or not isinstance(piece, Piece) or piece.lo.unit not in OF_YEAR:
        return None
    return [single(Tag.PIECE, replace(piece, why="report"), run)]


@JOINING.rule(f"IN? [YEAR TWO_YEARS] | IN (?=[{RESULT}])")
def _what_for(run: list[Token]) -> list[Token] | None:
    """«За март», «за 2025 год» tell what is reported on, not when the event is."""
    if run[0].value == "за":
        return [single(Tag.UNREAD, None, run)]
    is_year = run[-1].tag in (Tag.YEAR, Tag.TWO_YEARS)
    return [single(Tag.OF_YEAR, run[-1].value, run)] if is_year else []


JOINING.rule(f"""
    IN? PERIOD [- : ,]* (?=[PIECE DEADLINE SINCE ALL_PERIOD SECTION_MONTH])
    | IN? [DURING WHOLE] WHOLE? (?=PIECE)
    | [IN ON] (?=[{RESULT}])
    """)(dropped)
JOINING.rule(r"""
    (?<=[PIECE DEADLINE SINCE)]) [, WORD]* \((?:[WORD FILLER ACADEMIC IN ,]* SCHOOL_TERM
      [WORD FILLER ACADEMIC IN ,]*) \)
    """)(renamed(Tag.WORD))

CASCADE: Final = Cascade([*figures.RULES, *returning.RULES, *named.RULES, *JOINING])


def reduced(tokens: list[Token]) -> list[Token]:
    """The tokens after the whole cascade."""
    return CASCADE.reduce(tokens)
