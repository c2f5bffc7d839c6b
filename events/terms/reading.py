"""From words to meaning: one kind, its spans, place, form and doubt.

Nothing is guessed: a word that carries a date and was not understood makes the term «unknown».
"""

from __future__ import annotations

from datetime import date
from typing import Final

from events.plan.period import Period, PeriodKind
from events.terms.combining import Found, of_pieces
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
    found = _sorted(tokens)
    term = _meaning(found, period, month) if found else Term(TermKind.UNKNOWN)
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


def _sorted(tokens: list[Token]) -> Found | None:
    """The items by sort; None when something that carries a date was left over."""
    found = Found()
    depth = 0
    for at, token in enumerate(tokens):
        tag = token.tag
        if tag in RESULTS:
            if not _keep(token, found, bracketed=depth > 0):
                return None
        elif tag is Tag.OPENING:
            depth += 1
        elif tag is Tag.CLOSING:
            depth = max(0, depth - 1)
        elif tag is Tag.WEEKDAY:
            found.weekdays.append(token.value)
        elif tag not in HARMLESS or not _harmless(tokens, at):
            return None
        elif tag is Tag.OR:
            found.either = found.either or _items_around(tokens, at)
    if found.weekdays and not _one_day(found):
        return None
    return found


def _keep(token: Token, found: Found, *, bracketed: bool) -> bool:
    value = token.value
    if isinstance(value, Piece):
        if not (value.lo.sound() and value.last.sound()):
            return False
        found.pieces.append(value)
        found.in_brackets.append(bracketed)
    elif isinstance(value, Recurrence):
        found.recurrences.append(value)
    elif token.tag is Tag.DEADLINE:
        found.until.append(value)
    elif token.tag is Tag.ALL_PERIOD:
        found.whole.append(value)
    elif token.tag is Tag.SECTION_MONTH:
        found.whole_month = True
    elif token.tag is Tag.ON_DEMAND:
        found.by_need = True
    elif token.tag is Tag.OF_YEAR:
        found.years.append(value)
    return True


def _harmless(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.tag is Tag.ROMAN:
        # A lone «п» or «х» is a word cut short; a true Roman numeral counted something.
        return token.hi - token.lo == 1 and token.value in (2, 3, 10)
    if token.tag in (Tag.BY, Tag.FROM, Tag.TO):
        # «К апрелю – маю»: a preposition that should have meant something.
        return at + 1 == len(tokens) or tokens[at + 1].tag not in RESULTS
    if token.tag is Tag.DASH:
        return not _items_around(tokens, at)
    return True


def _items_around(tokens: list[Token], at: int) -> bool:
    before = at > 0 and tokens[at - 1].tag in DATES
    return before and at + 1 < len(tokens) and tokens[at + 1].tag in DATES


def _one_day(found: Found) -> bool:
    """Whether a weekday beside it can only be a remark."""
    return len(found.pieces) == 1 and found.pieces[0].lo.unit == "day" and not found.recurrences


def _meaning(found: Found, period: Period | None, month: int | date | None) -> Term:
    finer = sorted(
        (one for one in found.recurrences if one.every != "year" or one.step > 1), key=_vagueness
    )
    if found.until:
        return _until_end(found, period)
    if found.pieces:
        return _pieces_and_returning(of_pieces(found, period, month), found, finer, period)
    common = common_year(found.years + found.whole)
    if finer or (found.recurrences and not found.by_need):
        chosen = [*finer, *found.recurrences][0]
        return recurring(chosen, period, whole(common, period) if common else None)
    if found.whole or found.years:
        return whole(common, period)
    if found.whole_month:
        return _whole_month(period, month)
    if found.by_need:
        return Term(TermKind.ON_DEMAND)
    return Term(TermKind.UNKNOWN)


def _vagueness(recurrence: Recurrence) -> int:
    """Puts first what says most: «еженедельно, по средам» is about Wednesdays.

    «Ежеквартально до 10 числа» is once a quarter all the same.
    """
    if recurrence.every in ("quarter", "half", "other"):
        return 0
    return 1 if recurrence.weekdays or recurrence.days else 2


def _pieces_and_returning(
    term: Term, found: Found, finer: list[Recurrence], period: Period | None
) -> Term:
    if finer and term.understood:
        return recurring(finer[0], period, term)
    if found.recurrences and term.understood and not term.spans and not term.doubt:
        # «Ежегодно на 1 ноября» where no single year is planned.
        return recurring(found.recurrences[0], period, None)
    return term


def _whole_month(period: Period | None, month: int | date | None) -> Term:
    if month is None:
        if period is not None and period.kind == PeriodKind.MONTH:
            return Term(TermKind.MONTH, (Span(period.starts, period.ends),), year="inferred")
        return Term(TermKind.MONTH)
    found = Found(pieces=[Piece("in", Point("month"))], in_brackets=[False])
    return of_pieces(found, period, month)


def _until_end(found: Found, period: Period | None) -> Term:
    value = found.until[0]
    if len(found.until) > 1 or found.pieces or found.recurrences:
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
