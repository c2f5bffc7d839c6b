"""From words to meaning: one kind, its spans, place, form and doubt.

Nothing is guessed: a word that carries a date and was not understood makes the term «unknown».
"""

from __future__ import annotations

from datetime import date
from typing import Final

from events.plan.period import Period, PeriodKind
from events.terms.combining import TermParts, of_pieces
from events.terms.grammar import reduced
from events.terms.lexer import Token, tokens_of, visible_words
from events.terms.meaning import Recurrence, Span, Term, TermKind
from events.terms.places import form_in, place_in
from events.terms.points import Piece, Point
from events.terms.tags import DATES, RESULTS, Tag
from events.terms.whole import common_year, recurring, whole
from events.terms.years import NEAR

LONGEST: Final = 500
# With all blanks; longer words are not even normalised.
LONGEST_WRITTEN: Final = 4 * LONGEST
# The grammar takes time by the square of the tokens, and no real term has so many.
MOST_TOKENS: Final = 200
# What may be left over: plain words, what belongs to them, and marks.
HARMLESS: Final = frozenset(
    (
        *(Tag.WORD, Tag.BASIS, Tag.NUMBERED, Tag.COUNTED, Tag.ACCORDING, Tag.FILLER, Tag.ACADEMIC),
        *(Tag.WHOLE, Tag.ON, Tag.IN, Tag.FROM, Tag.TO, Tag.BY, Tag.CLOCK, Tag.DAY_WORD, Tag.OR),
        *(Tag.COMMA, Tag.SEMICOLON, Tag.COLON, Tag.SLASH, Tag.OPENING, Tag.CLOSING, Tag.AND),
        *(Tag.PLUS, Tag.DASH, Tag.DOT, Tag.ROMAN),
    )
)


def read(words: str, period: Period | None = None, month: int | date | None = None) -> Term:
    """The meaning of a term's words in a plan's period (and in a section that is a month).

    Never raises: what isn't surely understood is a term of kind «unknown».
    """
    text = visible_words(words) if len(words) <= LONGEST_WRITTEN else ""
    if not text or len(text) > LONGEST:
        return Term(TermKind.UNKNOWN, words=words)
    written = tokens_of(text)
    if len(written) > MOST_TOKENS:
        return Term(TermKind.UNKNOWN, words=words)
    tokens = reduced(written)
    parts = _sorted(tokens)
    term = _meaning(parts, period, month) if parts else Term(TermKind.UNKNOWN)
    return Term(
        kind=term.kind,
        spans=term.spans,
        recurrence=term.recurrence,
        instances=term.instances,
        year=term.year,
        place=place_in(text, tokens),
        form=form_in(text),
        doubt=term.doubt,
        words=words,
    )


def _sorted(tokens: list[Token]) -> TermParts | None:
    """The items by kind; None when something that carries a date was left over."""
    parts = TermParts()
    depth = 0
    for index, token in enumerate(tokens):
        tag = token.tag
        if tag in RESULTS:
            if not _keep(token, parts, bracketed=depth > 0):
                return None
        elif tag is Tag.OPENING:
            depth += 1
        elif tag is Tag.CLOSING:
            depth = max(0, depth - 1)
        elif tag is Tag.WEEKDAY:
            parts.weekdays.append(token.value)
        elif tag not in HARMLESS or not _harmless(tokens, index):
            return None
        elif tag is Tag.OR:
            parts.either = parts.either or _items_around(tokens, index)
    if parts.weekdays and not _one_day(parts):
        return None
    return parts


def _keep(token: Token, parts: TermParts, *, bracketed: bool) -> bool:
    value = token.value
    if isinstance(value, Piece):
        if not (value.lo.sound() and value.last.sound()):
            return False
        parts.pieces.append(value)
        parts.in_brackets.append(bracketed)
    elif isinstance(value, Recurrence):
        parts.recurrences.append(value)
    elif token.tag is Tag.DEADLINE:
        parts.until.append(value)
    elif token.tag is Tag.ALL_PERIOD:
        parts.whole.append(value)
    elif token.tag is Tag.SECTION_MONTH:
        parts.whole_month = True
    elif token.tag is Tag.ON_DEMAND:
        parts.by_need = True
    elif token.tag is Tag.OF_YEAR:
        parts.years.append(value)
    return True


def _harmless(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.tag is Tag.ROMAN:
        # A lone «п» or «х» is a word cut short; a true Roman numeral counted something.
        return token.hi - token.lo == 1 and token.value in (2, 3, 10)
    if token.tag in (Tag.BY, Tag.FROM, Tag.TO):
        # «К апрелю – маю»: a preposition that should have meant something.
        return index + 1 == len(tokens) or tokens[index + 1].tag not in RESULTS
    if token.tag is Tag.DASH:
        return not _items_around(tokens, index)
    return True


def _items_around(tokens: list[Token], index: int) -> bool:
    before = index > 0 and tokens[index - 1].tag in DATES
    return before and index + 1 < len(tokens) and tokens[index + 1].tag in DATES


def _one_day(parts: TermParts) -> bool:
    """Whether there is one day, so that a weekday beside it is only a remark."""
    return len(parts.pieces) == 1 and parts.pieces[0].lo.unit == "day" and not parts.recurrences


def _meaning(parts: TermParts, period: Period | None, month: int | date | None) -> Term:
    finer = sorted(
        (item for item in parts.recurrences if item.every != "year" or item.step > 1),
        key=_vagueness,
    )
    if parts.until:
        return _until_end(parts, period)
    if parts.pieces:
        return _pieces_and_returning(of_pieces(parts, period, month), parts, finer, period)
    common = common_year(parts.years + parts.whole)
    if finer or (parts.recurrences and not parts.by_need):
        chosen = [*finer, *parts.recurrences][0]
        return recurring(chosen, period, whole(common, period) if common else None)
    if parts.whole or parts.years:
        return whole(common, period)
    if parts.whole_month:
        return _whole_month(period, month)
    if parts.by_need:
        return Term(TermKind.ON_DEMAND)
    return Term(TermKind.UNKNOWN)


def _vagueness(recurrence: Recurrence) -> int:
    """For sorting: «еженедельно, по средам» is about Wednesdays.

    But «ежеквартально до 10 числа» is once a quarter.
    """
    if recurrence.every in ("quarter", "half", "other"):
        return 0
    return 1 if recurrence.weekdays or recurrence.days else 2


def _pieces_and_returning(
    term: Term, parts: TermParts, finer: list[Recurrence], period: Period | None
) -> Term:
    if finer and term.understood:
        return recurring(finer[0], period, term)
    if parts.recurrences and term.understood and not term.spans and not term.doubt:
        # «Ежегодно на 1 ноября» where no single year is planned.
        return recurring(parts.recurrences[0], period, None)
    return term


def _whole_month(period: Period | None, month: int | date | None) -> Term:
    if month is None:
        if period is not None and period.kind == PeriodKind.MONTH:
            return Term(TermKind.MONTH, (Span(period.starts, period.ends),), year="inferred")
        return Term(TermKind.MONTH)
    parts = TermParts(pieces=[Piece("in", Point("month"))], in_brackets=[False])
    return of_pieces(parts, period, month)


def _until_end(parts: TermParts, period: Period | None) -> Term:
    value = parts.until[0]
    if len(parts.until) > 1 or parts.pieces or parts.recurrences:
        return Term(TermKind.UNKNOWN)
    if isinstance(value, int):
        ends = date(value, 12, 31)
    elif isinstance(value, tuple):
        ends = date(value[1], 8, 31)
    elif period is not None:
        return Term(TermKind.DEADLINE, (Span(None, period.ends),), year="inferred")
    else:
        return Term(TermKind.DEADLINE)
    far = period is not None and not period.contains(ends) and period.distance(ends, ends) > NEAR
    return Term(TermKind.DEADLINE, (Span(None, ends),), year="contradicts" if far else "given")
