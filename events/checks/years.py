"""Finds years left over from another plan, in the words of rows and of headings.

Years that only date an act, are part of a name in quotes or end a programme are no findings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from events.checks.finding import Finding
from events.checks.survey import RowContext, Survey, row_words
from events.plan.period import Period, PeriodKind
from events.terms.meaning import TermKind

_QUOTED = re.compile(r"«[^«»]*»|\"[^\"]*\"|„[^„“]*“")
_GO_ON = r"(?:г(?:г|ода?|оды)?\b\.?|уч\w*\.?|кал\w*\.?|финанс\w*)"
_MENTION = re.compile(
    r"\b(?P<how>за|на)\s+"
    # What may come before the year: «за 6 месяцев», «на I полугодие», «за период».
    r"(?:(?:(?:перв|втор|трет|четв)\w+|[IVХ]{1,4}|\d{1,2}(?!\d)|прошедш\w+|текущ\w+|период|месяц\w*"
    r"|квартал\w*|полугоди\w*|отч[её]тн\w+|учебн\w+|календарн\w+|год)\s+){0,4}"
    r"(?P<first>20\d\d)(?:\s*[-–—/]\s*(?P<last>20\d\d|\d\d(?!\d)))?"
    r"(?P<more>(?:\s*(?:,|и)\s*20\d\d)*)"
    rf"(?P<after>\s*{_GO_ON}(?:\s*{_GO_ON})*)?(?![\d.])",
    re.IGNORECASE,
)
# An act or a programme has a year in its own name.
_ACT = re.compile(
    r"приказ|закон|постановлени|распоряжени|указ\w*\s+президент|письм|протокол|стратеги|концепци"
    r"|госпрограмм|государственн\w+\s+программ|программ\w*\s+развития|нацпроект|национальн\w+\s+проект"
    r"|федеральн\w+\s+проект|дорожн\w+\s+карт|комплекс\w*\s+мер|десятилети|бюджет",
    re.IGNORECASE,
)
_BACKWARDS = re.compile(
    r"анализ|отч[её]т|итог|выполнени|исполнени|результат|сравн|по сравнению", re.IGNORECASE
)
_PLANS = re.compile(r"\bплан(?:а|у|ом|е|ы|ов|ирован\w*)?\b", re.IGNORECASE)
_MAKES = re.compile(
    r"подготов|составлени|разработ|утвержд|планирован|проект\w*\s+план|обсуждени|формирован",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;\n]|\.\s+(?=[А-ЯЁA-Z–-])")
_LATE = timedelta(days=92)
_SOON = timedelta(days=31)
# A clause is no longer, and no sentence names more years: a text as long as a book must be
# checked in time.
_CLAUSE_REACHES = 400
_MOST = 200


@dataclass(frozen=True, slots=True)
class Mention:
    """A year named for a plan («на») or for a report («за»), and the clause around it."""

    how: str
    first: int
    last: int
    words: str
    before: str
    is_span: bool


def mentions(text: str) -> Iterator[Mention]:
    """The years of plans and reports that a text names outside quotes and names of acts."""
    unquoted = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    for match in islice(_MENTION.finditer(unquoted), _MOST):
        near = max(0, match.start() - _CLAUSE_REACHES)
        breaks = [m.end() for m in _CLAUSE.finditer(unquoted, near, match.start())]
        before = unquoted[breaks[-1] if breaks else near : match.start()]
        if _ACT.search(before):
            continue
        first = int(match["first"])
        last = _last_year(first, match["last"])
        if match["more"]:  # «за 2024 и 2025 годы»: only the last of them can be stale
            first = last = int(match["more"][-4:])
        if last is None or last - first > 1:
            continue
        words = " ".join(match.group().split())
        yield Mention(match["how"].casefold(), first, last, words, before, last > first)


def stale_years(plan: Survey) -> Iterator[Finding]:
    """Years outside the plan's period, and a plan for this year that is made at its end."""
    if plan.period is None or not plan.period.is_year:
        return
    for placed in plan.rows:
        fields = (("title", row_words(placed.event)), ("result", placed.event.result))
        for where, text in fields:
            for mention in mentions(text):
                why = _objection(mention, plan.period, placed)
                if why:
                    yield placed.finding("stale_year", why, where)
                    break
    for section in plan.content.all_sections():
        for where, texts in (("heading", (section.heading,)), ("paragraphs", section.paragraphs)):
            for mention in (m for text in texts for m in mentions(text)):
                why = _objection(mention, plan.period, None)
                if why:
                    words = f"Раздел «{section.heading.rstrip(':.')}»: {why}"
                    yield Finding("stale_year", "warns", words, section.uid, where)
                    break
    for mention in mentions(" ".join(plan.content.title)):
        if _years_off(mention, plan.period):
            words = f"Заголовок говорит «{mention.words}», а период плана — {plan.period.label()}."
            yield Finding("stale_year", "warns", words, field="title")


def _last_year(first: int, written: str | None) -> int | None:
    if written is None:
        return first
    last = int(written) if len(written) > 2 else first // 100 * 100 + int(written)  # noqa: PLR2004
    return last if last >= first else None


def _years_off(mention: Mention, period: Period) -> int:
    """How many plans away the year is: 0 for this one, -1 for the one before."""
    starts, ends = period.starts.year, period.ends.year
    if mention.is_span and period.kind == PeriodKind.ACADEMIC:
        return mention.first - starts
    if mention.last < starts:
        return mention.last - starts
    return max(0, mention.first - ends)


def _objection(mention: Mention, period: Period, placed: RowContext | None) -> str:
    """Why the year cannot be right; empty where it can."""
    if mention.how == "за":
        return _of_report(mention, period, placed)
    return _of_plan(mention, period, placed)


def _of_report(mention: Mention, period: Period, placed: RowContext | None) -> str:
    """A report may be about this year or the one before."""
    starts = period.starts.year
    off = _years_off(mention, period)
    if off < -1:
        return f"{_both(mention, period)}, похоже, год остался от старого плана."
    if off > 0:
        return f"{_both(mention, period)}, этот год ещё не наступит."
    late = placed is not None and _starts_late(placed, period)
    if period.kind == PeriodKind.CALENDAR and mention.last == starts - 1 and late:
        return f"«{mention.words}» — а срок строки в конце {starts} года."
    return ""


def _of_plan(mention: Mention, period: Period, placed: RowContext | None) -> str:
    looks_back = _BACKWARDS.search(mention.before) is not None
    off = _years_off(mention, period)
    if off < 0 and not looks_back:
        return (
            f"«{mention.words}» — а план на {period.label()}, похоже, год остался от старого плана."
        )
    makes_plan = _PLANS.search(mention.before) is not None
    if makes_plan and off > 1:
        return f"{_both(mention, period)}, до этого года ещё далеко."
    if placed is None or not makes_plan or (looks_back and not _MAKES.search(mention.before)):
        return ""
    day = _due(placed)
    if day is None or not _is_this(mention, period):
        return ""
    if day > period.ends:
        return f"«план … {mention.words}» — а срок строки уже после конца {period.genitive()}."
    if day > period.ends - _SOON and _MAKES.search(mention.before):
        return f"«план … {mention.words}» — а срок строки в самом конце {period.genitive()}."
    return ""


def _both(mention: Mention, period: Period) -> str:
    return f"«{mention.words}» — а план на {period.label()}"


def _is_this(mention: Mention, period: Period) -> bool:
    """Whether the mention is exactly the plan's own year."""
    if period.kind == PeriodKind.ACADEMIC:
        return mention.is_span and mention.first == period.starts.year
    return not mention.is_span and mention.first == period.starts.year


def _due(placed: RowContext) -> date | None:
    term = placed.term
    if (
        term.kind not in (TermKind.DATE, TermKind.RANGE, TermKind.MONTH, TermKind.DEADLINE)
        or term.doubt is not None
    ):
        return None
    return term.starts or term.ends


def _starts_late(placed: RowContext, period: Period) -> bool:
    term = placed.term
    if term.kind not in (TermKind.DATE, TermKind.RANGE, TermKind.MONTH) or term.starts is None:
        return False
    return period.ends - _LATE < term.starts <= period.ends
