"""From words to meaning: one kind, its spans, place, form and doubt.

Nothing is guessed: a word that carries a date and was not understood makes the term «unknown».
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from events.plan.period import Period, PeriodKind
from events.terms.combining import TermParts, by_weekdays, of_pieces
from events.terms.grammar import reduced
from events.terms.leftover import basis_in, unused_words
from events.terms.lexer import Token, tokens_of, visible_words
from events.terms.meaning import Doubt, Recurrence, Span, Term, TermKind
from events.terms.places import form_in, place_in
from events.terms.points import Piece, Point
from events.terms.tags import DATES, RESULTS, Tag
from events.terms.together import together, without
from events.terms.whole import common_year, recurring, whole
from events.terms.wrong import impossible, objection_to_point
from events.terms.years import NEAR, nameless

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
# Kinds without days of their own.
LOOSE: Final = frozenset((TermKind.ALL_PERIOD, TermKind.RECURRING))
UNUSED_WHY: Final = "Слова «{}» на срок не повлияли."
NO_DATE_WHY: Final = "Даты {} не бывает."


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
    term = _meaning(parts, period, month) if isinstance(parts, TermParts) else impossible(parts)
    place, basis = place_in(text, tokens), basis_in(text, tokens)
    doubt = term.doubt if term.doubt is None or term.doubt.why else None
    if doubt is None and term.kind not in (TermKind.UNKNOWN, TermKind.ON_DEMAND):
        # Where days are named, a schedule beside them may be meant to move them.
        known = (place, basis) if term.kind in LOOSE else (place,)
        unused = unused_words(text, tokens, known)
        doubt = Doubt(UNUSED_WHY.format(unused)) if unused else None
    return Term(
        kind=term.kind,
        spans=term.spans,
        recurrence=term.recurrence,
        instances=term.instances,
        year=term.year,
        place=place,
        form=form_in(text),
        basis=basis,
        doubt=doubt,
        words=words,
    )


def _sorted(tokens: list[Token]) -> TermParts | str:
    """The items by kind; a string where some are left over: what is wrong, if that is known."""
    parts = TermParts()
    depth = 0
    wrong: str | None = None
    for index, token in enumerate(tokens):
        tag = token.tag
        if tag in RESULTS:
            wrong = _keep(token, parts, bracketed=depth > 0) or wrong
        elif tag is Tag.OPENING:
            depth += 1
        elif tag is Tag.CLOSING:
            depth = max(0, depth - 1)
        elif tag is Tag.WEEKDAY:
            parts.weekdays.append(token.value)
        elif tag not in HARMLESS or not _harmless(tokens, index):
            wrong = wrong or (NO_DATE_WHY.format(token.value) if _is_date(token) else "")
        elif tag is Tag.OR:
            parts.either = parts.either or _items_around(tokens, index)
    if wrong is None and parts.weekdays and not _one_day(parts):
        return ""
    return parts if wrong is None else wrong


def _is_date(token: Token) -> bool:
    return token.tag is Tag.UNREAD and isinstance(token.value, str)


def _keep(token: Token, parts: TermParts, *, bracketed: bool) -> str:
    """Add the token's value; give what is wrong with it."""
    value = token.value
    if isinstance(value, Piece):
        parts.pieces.append(value)
        parts.in_brackets.append(bracketed)
        return objection_to_point(value)
    if isinstance(value, Recurrence):
        parts.recurrences.append(value)
    elif token.tag is Tag.EXCEPTION and isinstance(value, tuple):
        parts.excluded += value
        return next(filter(None, map(objection_to_point, value)), "")
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
    return ""


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
    if parts.excluded:
        return _with_exceptions(parts, period, month)
    # «Ежегодно» says nothing in the plan of a year.
    often = [one for one in parts.recurrences if one.every != "year" or one.step > 1]
    loose = [piece for piece in parts.pieces if nameless(piece)]
    if loose and (often or (month is None and _of_each_month(parts, loose))):
        return _returning(parts, often, loose, period, month)
    if parts.pieces and not parts.until:
        return _pieces_and_returning(of_pieces(parts, period, month), parts, often, period)
    return _of_no_days(parts, often, period, month)


def _of_no_days(
    parts: TermParts, often: list[Recurrence], period: Period | None, month: int | date | None
) -> Term:
    if parts.until:
        return _until_end(parts, period)
    common = common_year(parts.years + parts.whole)
    if often or (parts.recurrences and not parts.by_need):
        recurrence, why = together(often or parts.recurrences)
        return recurring(recurrence, period, whole(common, period) if common else None, why)
    if parts.whole or parts.years:
        return whole(common, period)
    if parts.whole_month:
        return _whole_month(period, month)
    if parts.by_need:
        return Term(TermKind.ON_DEMAND)
    return Term(TermKind.UNKNOWN)


def _of_each_month(parts: TermParts, loose: list[Piece]) -> bool:
    """Whether parts of a month that is not named are of each month, or of each in a range."""
    if all(piece.hi or piece in loose for piece in parts.pieces) and any(
        piece not in loose for piece in parts.pieces
    ):
        return all(piece.lo.of_each for piece in loose)
    return len(loose) == len(parts.pieces) and all(
        piece.lo.unit == "weekday" or piece.lo.of_each for piece in loose
    )


def _returning(
    parts: TermParts,
    often: list[Recurrence],
    loose: list[Piece],
    period: Period | None,
    month: int | date | None,
) -> Term:
    """«Ежемесячно, 15 числа, с сентября по май»."""
    recurrence, why = together(often, loose)
    kept = [index for index, piece in enumerate(parts.pieces) if piece not in loose]
    if not kept:
        common = common_year(parts.years + parts.whole)
        return recurring(recurrence, period, whole(common, period) if common else None, why)
    named = replace(
        parts,
        pieces=[parts.pieces[index] for index in kept],
        in_brackets=[parts.in_brackets[index] for index in kept],
    )
    inside = of_pieces(named, period, month)
    return recurring(recurrence, period, inside, why) if inside.understood else inside


def _pieces_and_returning(
    term: Term, parts: TermParts, often: list[Recurrence], period: Period | None
) -> Term:
    if often and term.understood:
        recurrence, why = together(often)
        if recurrence.weekdays and all(piece.is_day for piece in parts.pieces):
            return by_weekdays(term, recurrence.weekdays)
        return recurring(recurrence, period, term, why)
    if parts.recurrences and term.understood and not term.spans and not term.doubt:
        # «Ежегодно на 1 ноября» where no single year is planned.
        return recurring(parts.recurrences[0], period, None)
    return term


def _with_exceptions(parts: TermParts, period: Period | None, month: int | date | None) -> Term:
    """«Ежемесячно, кроме июля»: the rest of the meaning without these days."""
    term = _meaning(replace(parts, excluded=[]), period, month)
    holes = of_pieces(
        TermParts(pieces=parts.excluded, in_brackets=[False] * len(parts.excluded)), period, month
    )
    if not holes.spans or term.doubt or not term.spans:
        return Term(TermKind.UNKNOWN, doubt=holes.doubt)
    if term.recurrence:
        return replace(term, instances=without(term.instances, holes.spans))
    if term.kind not in (TermKind.ALL_PERIOD, TermKind.RANGE):
        return Term(TermKind.UNKNOWN)
    spans = without(term.spans, holes.spans)
    return replace(term, kind=TermKind.RANGE if len(spans) == 1 else TermKind.MONTHS, spans=spans)


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
