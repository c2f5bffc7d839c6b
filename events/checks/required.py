"""Finds what a plan must have and has not: a closing report, required sections."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from events.checks.finding import AddEvent, Finding, Repair, SetField
from events.checks.survey import RowContext, Survey, quoted_start, row_words, section_for
from events.plan.content import EventContent, PlanContent
from events.plan.period import Period, day_in_words
from events.terms.meaning import TermKind

_LOOKS_BACK = re.compile(
    r"\bотч[её]т|анализ|\bитог|подведени\w{0,9}\s+итог|мониторинг"
    r"|результат\w{0,9}\s+(?:работ|деятельност)",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\bотч[её]т|анализ|\bитог", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# A plan of fewer rows has only been started.
BEGUN = 3
ADD = "Добавить строку"


def required(plan: Survey) -> Iterator[Finding]:
    """What is missing in the whole plan."""
    late = tuple(_report_late(plan))
    yield from late
    if not late:
        yield from _no_report(plan)
    yield from _no_section(plan)


def _no_report(plan: Survey) -> Iterator[Finding]:
    if plan.period is None or not plan.period.is_year or len(plan.rows) < BEGUN:
        return
    if any(_LOOKS_BACK.search(_all_words(placed)) for placed in plan.rows):
        return
    text = "В плане нет строки об отчёте или анализе работы за период."
    yield Finding("no_report", "warns", text, repair=_report(plan, plan.period))


def _report(plan: Survey, period: Period, term: str = "") -> Repair | None:
    """The row of the closing report, where the plan has a table for it."""
    alike = [placed for placed in plan.rows if _REPORT.search(_all_words(placed))]
    section = section_for(plan, alike)
    what = period.label() if period.is_year else "весь период"
    event = EventContent(title=f"Отчёт о работе за {what}", term=term)
    return Repair(ADD, (AddEvent(section, event),)) if section else None


def _all_words(placed: RowContext) -> str:
    headings = " ".join(section.heading for section in (*placed.above, placed.section))
    return f"{headings} {row_words(placed.event)} {placed.event.result}"


def _report_late(plan: Survey) -> Iterator[Finding]:
    """The last row about a report must end by the required day."""
    day = plan.requirements.report_day(plan.period) if plan.period is not None else None
    if day is None or plan.period is None:
        return
    dates: list[tuple[date, RowContext]] = []
    for placed in plan.rows:
        ends = placed.term.ends
        if ends is not None and _REPORT.search(_all_words(placed)):
            dates.append((ends, placed))
    whole = plan.period.ends
    # A report in the whole period has no day.
    closing = [
        (d, placed)
        for d, placed in dates
        if placed.term.kind not in (TermKind.ALL_PERIOD, TermKind.RECURRING)
    ]
    if any(_is_closing(d, day, whole) for d, _ in closing):
        return
    due = f"до {day_in_words(day)}"
    missing = _report(plan, plan.period, due)
    if not closing:
        text = f"Нужен отчёт {due}, а такой строки в плане нет."
        yield Finding("report_missing", "warns", text, repair=missing)
        return
    last_day, placed = max(closing, key=lambda pair: pair[0])
    if last_day > day:
        yield placed.finding("report_late", f"отчёт нужен {due}", "term", repair=_due(placed, due))
    else:
        text = f"Нужен отчёт за весь период {due}, а последний — раньше его конца."
        yield Finding("report_missing", "warns", text, repair=missing)


def _due(placed: RowContext, term: str) -> Repair | None:
    """The term by which the report is due, in the place of a later one."""
    uid = placed.event.uid
    edits = (SetField(uid, "term", term), SetField(uid, "term_choice", ""))
    return Repair(f"Поставить срок «{term}»", edits) if uid else None


def _is_closing(ends: date, wanted: date, period_ends: date) -> bool:
    """Whether a report on this day closes the period: from its last quarter to the day wanted."""
    return ends <= wanted and (period_ends - ends).days <= 92  # noqa: PLR2004


def missing_sections(content: PlanContent, wanted: Iterable[str]) -> Iterator[str]:
    """Those of the wanted sections of which no heading has the words."""
    headings = [_stems(section.heading) for section in content.all_sections()]
    for words in wanted:
        stems = _stems(words)
        if stems and not any(stems <= heading for heading in headings):
            yield words


def _no_section(plan: Survey) -> Iterator[Finding]:
    for wanted in missing_sections(plan.content, plan.requirements.sections):
        text = f"В плане нет раздела «{quoted_start(wanted)}»."
        yield Finding("section_missing", "warns", text, field="sections")


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold().replace("ё", "е"))
    return frozenset(word[:6] for word in words if len(word) > 2)  # noqa: PLR2004
