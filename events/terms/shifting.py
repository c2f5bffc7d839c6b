"""Carries the dates of a text over to another year: «22.08.2025» becomes «22.08.2026».

Day and month are kept, and a rule by weekdays («вторая среда месяца») stays a rule. Dates and years
that belong to an act or lie far from the plan's period are left alone. What is not certain is left
as it is, or in the case of a day off as it came out, and told as a `Doubt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, cast

from events.plan.period import Period, last_day
from events.terms.days_off import day_off, nearest_weekday, nearest_working_day
from events.terms.lexer import Numeric, Token, tokens_of
from events.terms.returning_words import WEEKDAYS
from events.terms.tags import Tag
from events.terms.years import NEAR

_YEARS: Final = frozenset((Tag.FULL_DATE, Tag.MONTH_AND_YEAR, Tag.YEAR, Tag.TWO_YEARS))
_BETWEEN: Final = frozenset((Tag.COMMA, Tag.OPENING, Tag.DOT))
_AFTER_YEAR: Final = frozenset((Tag.YEAR_WORD, Tag.ACADEMIC, Tag.FILLER))
_ENDS: Final = frozenset((Tag.FROM, Tag.UNTIL, Tag.TO, Tag.BY, Tag.DASH))
_QUOTED: Final = re.compile(r"«[^«»]*»|\"[^\"]*\"|„[^„“]*“")
# What has a year in its own name.
_ACT: Final = re.compile(
    r"приказ|закон|постановлени|распоряжени|указ\w*\s+президент|письм|протокол|стратеги|концепци"
    r"|программ\w*\s+развития|нацпроект|национальн\w+\s+проект|федеральн\w+\s+проект|дорожн\w+\s+карт"
    r"|десятилети",
    re.IGNORECASE,
)
_OF_ACT_BEFORE: Final = re.compile(r"\bот\s+(?:«?\d{1,2}»?\s+[а-яё]+\s+)?$", re.IGNORECASE)
_NUMBER_BEFORE: Final = re.compile(
    r"(?:№|\bN)\s?\S+\s+от\s+(?:«?\d{1,2}»?\s+[а-яё]+\s+)?$", re.IGNORECASE
)
_NUMBER_AFTER: Final = re.compile(r"\s*(?:г(?:\.|ода)?)?\s*(?:№|N\s?\d)", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[;\n]|\.\s+(?=[А-ЯЁA-Z–-])")
_CLAUSE_REACHES: Final = 400
_NO_WORD: Final = re.compile(r"\w{60,}")
_WORD: Final = re.compile(r"\S+")
_WORDS_BEFORE: Final = 2
_REACHES: Final = 120
# A text as long as a book must be read in time.
_MOST: Final = 500
_FEBRUARY: Final = 2
_LEAP: Final = 29

QUOTED: Final = "год стоит в названии"
BARE: Final = "непонятно, год ли это плана"
OF_ACT: Final = "похоже на название документа"
FAR: Final = "дата далеко от периода плана"
NO_SUCH_DAY: Final = "такого дня в этом году нет"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place in a text: its words as they are, the words that may be meant, why it is not sure."""

    words: str
    proposed: str
    why: str


@dataclass(frozen=True, slots=True)
class Shifted:
    """A text in its new year, how many dates were carried over, and what is not certain."""

    text: str
    count: int = 0
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Edit:
    """New figures at places of the text; `why` where it is not sure. A year keeps its length."""

    lo: int
    hi: int
    figures: dict[tuple[int, int], str] = field(default_factory=dict)
    why: str = ""


def shift_years(text: str, period: Period, years: int, *, is_term: bool = False) -> Shifted:
    """The text of a plan of the period, carried over by so many years.

    In a term every year is the plan's own, and days off are looked at too; elsewhere a year may be
    part of a name.
    """
    if not any(letter.isdigit() for letter in text):
        return Shifted(text)
    # A letter that grows in lower case would move the places of the others.
    readable = _NO_WORD.sub(lambda run: " " * len(run.group()), text)
    tokens = tokens_of("".join(one if len(one.lower()) == 1 else "x" for one in readable))
    edits = list(_Reading(text, tokens, period, years, is_term=is_term).edits())
    sure = [edit for edit in edits if not edit.why]
    shifted = _written(text, sure)
    doubts = tuple(_doubts(shifted, [edit for edit in edits if edit.why]))
    return Shifted(shifted, len(sure), doubts)


def same_day(day: date, years: int) -> date:
    """The same day and month of another year; the last of February stays the last."""
    last = last_day(day.year + years, day.month)
    if day == last_day(day.year, day.month):
        return last
    return day.replace(year=day.year + years)


class _Reading:
    """One text with its tokens, as its dates are looked at."""

    def __init__(
        self, text: str, tokens: list[Token], period: Period, years: int, *, is_term: bool
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.period = period
        self.years = years
        self.is_term = is_term
        self.quotes = [] if is_term else [match.span() for match in _QUOTED.finditer(text)]

    def edits(self) -> Iterator[_Edit]:
        """What changes, in the order of the text."""
        named = [place for place, token in enumerate(self.tokens) if token.tag in _YEARS][:_MOST]
        for place in named:
            why = self._why_not(place)
            if why is None:
                continue
            edit = self._carried(self.tokens[place])
            if edit.why or why:
                edit.why = edit.why or why
                yield edit
                continue
            yield edit
            if self.tokens[place].tag is Tag.FULL_DATE:
                yield from self._off(place, self.tokens[place].value)
        if self.is_term:
            yield from self._days_of_term()

    def _carried(self, token: Token) -> _Edit:
        """The token's figures in the new year."""
        runs = list(re.finditer(r"\d+", self.text[token.lo : token.hi]))
        edit = _Edit(token.lo, token.hi)
        of_year = [runs[0]] if len(runs) > 1 and len(runs[0].group()) > 2 else runs[-1:]  # noqa: PLR2004
        if token.tag is Tag.TWO_YEARS:
            of_year = runs[:2]
        for run in of_year:
            edit.figures[_span(run, token.lo)] = self._later(run.group())
        value = token.value
        if token.tag is Tag.FULL_DATE and isinstance(value, Numeric):
            year = (value.year or 0) + self.years
            if (value.month, value.day) == (_FEBRUARY, _LEAP) and last_day(
                year, _FEBRUARY
            ).day < _LEAP:
                edit.why = NO_SUCH_DAY
                day = runs[2] if of_year == runs[:1] else runs[0]
                edit.figures[_span(day, token.lo)] = "28"
        return edit

    def _later(self, figures: str) -> str:
        year = int(figures) + self.years
        return str(year) if len(figures) > 2 else f"{year % 100:0{len(figures)}d}"  # noqa: PLR2004

    def _why_not(self, place: int) -> str | None:
        """Empty where the year surely moves on, a reason where it may, None where it stays."""
        token = self.tokens[place]
        is_number = place > 0 and self.tokens[place - 1].tag is Tag.NUMBERED
        if is_number or self._is_of_act(token) or not self._is_near(token):
            return None
        if self.is_term:
            return ""
        if any(lo <= token.lo < hi for lo, hi in self.quotes):
            return QUOTED
        if _ACT.search(self._clause_before(token.lo)):
            return OF_ACT
        if token.tag in (Tag.FULL_DATE, Tag.MONTH_AND_YEAR):
            return self._of_date(token)
        return "" if self._is_of_plan(place) else BARE

    def _is_of_act(self, token: Token) -> bool:
        """Whether the date is that of an order or a law: «от 12.03.2019 № 17»."""
        before = self.text[max(0, token.lo - 60) : token.lo]
        if _NUMBER_AFTER.match(self.text, token.hi) or _NUMBER_BEFORE.search(before):
            return True
        is_dated = _OF_ACT_BEFORE.search(before) is not None
        return is_dated and _ACT.search(self._clause_before(token.lo)) is not None

    def _is_near(self, token: Token) -> bool:
        """Whether the year may be that of the plan, of the report before it or the plan after."""
        first, last = self.period.starts.year - 1, self.period.ends.year + 1
        value = token.value
        if isinstance(value, Numeric):
            return value.year is not None and first <= value.year <= last
        if token.tag is Tag.MONTH_AND_YEAR and isinstance(value, tuple):
            return bool(first <= value[1] <= last)
        if token.tag is Tag.TWO_YEARS and isinstance(value, tuple):
            return bool(first <= value[0] <= last)
        return isinstance(value, int) and first <= value <= last

    def _of_date(self, token: Token) -> str | None:
        value = token.value
        if not isinstance(value, Numeric):
            month, year = cast("tuple[int, int]", value)
            value = Numeric(1, month, year)
        day = _day(value)
        if day is None:
            return None
        return "" if self.period.distance(day, day) <= NEAR else FAR

    def _is_of_plan(self, place: int) -> bool:
        """«На 2026 год», «май, 2026», «2025/2026 учебный год», «за 2025 и 2026 годы»."""
        before = place - 1
        if before >= 0 and self.tokens[before].tag in _BETWEEN:
            before -= 1
        joint = self.tokens[before].tag if before >= 0 else None
        if joint in (Tag.MONTH, Tag.IN, Tag.ON):
            return True
        if self.tokens[place].tag is Tag.TWO_YEARS:
            return True
        after = place + 1
        while self._tag(after) in (Tag.AND, Tag.COMMA) and self._tag(after + 1) is Tag.YEAR:
            after += 2
        return self._tag(after) in _AFTER_YEAR and joint not in _ENDS

    def _tag(self, place: int) -> Tag | None:
        return self.tokens[place].tag if place < len(self.tokens) else None

    def _clause_before(self, place: int) -> str:
        near = max(0, place - _CLAUSE_REACHES)
        breaks = [match.end() for match in _CLAUSE.finditer(self.text, near, place)]
        return self.text[breaks[-1] if breaks else near : place]

    def _days_of_term(self) -> Iterator[_Edit]:
        """Days without a year beside their figures: «15 апреля», «07.03», «15 мая 2026 г.»."""
        for place, token in enumerate(self.tokens[:_MOST]):
            if token.tag is Tag.DAY_AND_MONTH:
                yield from self._off(place, token.value)
            elif token.tag is Tag.NUMBER and self._tag(place + 1) is Tag.MONTH:
                after = place + 2 + (self._tag(place + 2) in _BETWEEN)
                year = self.tokens[after].value if self._tag(after) is Tag.YEAR else None
                day, month = token.value, self.tokens[place + 1].value
                value = Numeric(*cast("tuple[int, int, int | None]", (day, month, year)))
                yield from self._off(place, value, until=place + 1)

    def _off(self, place: int, value: object, until: int | None = None) -> Iterator[_Edit]:
        """The doubt of a day that is off work in the new year, or is another day of the week."""
        until = place if until is None else until
        if not isinstance(value, Numeric):
            return
        token = self.tokens[place]
        run = re.compile(r"\d+").search(self.text, token.lo)
        was = self._in_period(value)
        if run is None or was is None:
            return
        edit = _Edit(token.lo, self.tokens[until].hi)
        edit.why, proposed = self._why_off(was, is_end=self._is_end(place, until))
        if edit.why:
            width = len(run.group()) if run.group().startswith("0") else 1
            edit.figures[run.span()] = f"{proposed:0{width}d}"
            yield edit

    def _why_off(self, was: date, *, is_end: bool) -> tuple[str, int]:
        """Why the day needs a look in its new year, and the day of the month that is proposed."""
        year = was.year + self.years
        if was.day > last_day(year, was.month).day:
            return NO_SUCH_DAY, last_day(year, was.month).day
        day = was.replace(year=year)
        weekdays = {token.value for token in self.tokens if token.tag is Tag.WEEKDAY}
        if self.is_term and weekdays == {was.weekday()} != {day.weekday()}:
            other = nearest_weekday(day, was.weekday())
            return f"{WEEKDAYS[was.weekday()]} в {year} году — другое число", other.day
        off = day_off(day)
        if off and not is_end and not day_off(was):
            return f"в {year} году это {off}", nearest_working_day(day).day
        return "", 0

    def _is_end(self, place: int, until: int) -> bool:
        """Whether the day is an end of a range or a deadline: such a day may be off."""
        joint = self.tokens[place - 1].tag if place else None
        after = until + 1
        while self._tag(after) in (Tag.YEAR, Tag.YEAR_WORD, Tag.DOT):
            after += 1
        return joint in _ENDS or self._tag(after) in (Tag.DASH, Tag.TO, Tag.UNTIL)

    def _in_period(self, value: Numeric) -> date | None:
        """The day in its written year, else the only one of the period."""
        if value.year is not None:
            return _day(value)
        days = (_day(value._replace(year=year)) for year in self.period.years)
        inside = [day for day in days if day is not None and self.period.contains(day)]
        return inside[0] if len(inside) == 1 else None


def _day(value: Numeric) -> date | None:
    try:
        return date(value.year or 0, value.month, value.day)
    except ValueError:
        return None


def _span(run: re.Match[str], offset: int) -> tuple[int, int]:
    return offset + run.start(), offset + run.end()


def _written(text: str, edits: list[_Edit]) -> str:
    """The text with the new figures."""
    figures = {span: new for edit in edits for span, new in edit.figures.items()}
    pieces = []
    ends = 0
    for (lo, hi), new in sorted(figures.items()):
        pieces += [text[ends:lo], new]
        ends = hi
    return "".join([*pieces, text[ends:]])


def _doubts(text: str, edits: list[_Edit]) -> Iterator[Doubt]:
    """The doubts with so many words around them that they can be found again."""
    ends = 0
    for edit in sorted(edits, key=lambda one: one.lo):
        lo, hi = _with_words(text, edit.lo, edit.hi, ends)
        proposed = _written(text[:hi], [edit])[lo:]
        yield Doubt(text[lo:hi], proposed, edit.why)
        ends = hi


def _with_words(text: str, lo: int, hi: int, least: int) -> tuple[int, int]:
    """The place with words before it in its line, from `least` on: few, but found once."""
    least = max(least, text.rfind("\n", 0, lo) + 1, lo - _REACHES)
    line_ends = text.find("\n", hi)
    rest = _WORD.match(text, hi, line_ends if line_ends >= 0 else len(text))
    hi = rest.end() if rest else hi
    words = [word.start() for word in _WORD.finditer(text, least, lo)]
    for back, start in enumerate(reversed(words), 1):
        if back > _WORDS_BEFORE and text.count(text[lo:hi]) == 1:
            break
        lo = start
    return lo, hi
