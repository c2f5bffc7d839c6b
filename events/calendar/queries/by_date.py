"""The rows of one plan in the order of their dates.

Works on plain content without the database, so it serves drafts and frozen editions.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from events.plan.content import EventContent, PlanContent
from events.plan.dated_rows import period_of, placed_sections
from events.plan.outline import TableBlock, outline
from events.plan.period import SchoolDays
from events.terms import Span, Term, explain, term_of
from events.terms.meaning import TermKind

# Terms without days of their own come after the dated ones.
_UNDATED = frozenset(
    {TermKind.ALL_PERIOD, TermKind.RECURRING, TermKind.ON_DEMAND, TermKind.UNKNOWN}
)


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A row or sub-event with its term.

    `uid` is that of its row on the plan's page, `whole` the title of the event it is part of.
    """

    event: EventContent
    term: Term
    uid: str
    number: str = ""
    whole: str = ""

    @property
    def title(self) -> str:
        """The title in one line."""
        event = self.event
        words = event.title or event.description or event.direction or event.lead_in
        return " ".join(words.split()) or "Строка без названия"

    @property
    def days(self) -> str:
        """The recognised days in words; empty if the term itself says the same."""
        words = self.event.term.strip()
        days = explain(self.term) if words or self.term.understood else ""
        return "" if words.casefold().rstrip("г. ") == days.casefold() else days

    @property
    def spans(self) -> tuple[Span, ...]:
        """The days, for filtering."""
        return self.term.instances or self.term.spans

    @property
    def is_dated(self) -> bool:
        """Whether it has days of its own."""
        return self.term.kind not in _UNDATED and bool(self.spans)


@dataclass(frozen=True, slots=True)
class ByDate:
    """Rows with days in the order of dates, and the others (`apart`) in the order of the plan."""

    dated: tuple[DatedRow, ...]
    apart: tuple[DatedRow, ...]


def by_date(
    content: PlanContent,
    since: dt.date | None = None,
    until: dt.date | None = None,
    school: tuple[SchoolDays, ...] = (),
) -> ByDate:
    """Order the rows by date; with `since` or `until`, only those that touch these days.

    With a limit, rows whose days are not known are left out. `school` is the institute's calendar.
    """
    rows = list(_rows(content, school))
    if since or until:
        rows = [row for row in rows if any(_touches(span, since, until) for span in row.spans)]

    def first(row: DatedRow) -> tuple[dt.date, dt.date]:
        spans = [span for span in row.spans if _touches(span, since, until)]
        days = [(span.starts or span.ends, span.ends or span.starts) for span in spans]
        return min((starts, ends) for starts, ends in days if starts and ends)

    dated = sorted((row for row in rows if row.is_dated), key=first)
    return ByDate(tuple(dated), tuple(row for row in rows if not row.is_dated))


def _touches(span: Span, since: dt.date | None, until: dt.date | None) -> bool:
    # A deadline is one day: an event due in May is not shown in March.
    starts = span.starts or span.ends
    ends = span.ends or dt.date.max
    return (until is None or starts is None or starts <= until) and (since is None or ends >= since)


def _rows(content: PlanContent, school: tuple[SchoolDays, ...]) -> Iterator[DatedRow]:
    months = {place.section.uid: place.month for place in placed_sections(content)}
    period = period_of(content, school)
    if period is None:
        return
    for block in outline(content):
        if not isinstance(block, TableBlock):
            continue
        for row in block.rows:
            month = months.get(row.section_uid)
            for event, whole in _with_parts(row.event, ""):
                # A direction without rows is drawn as an empty row.
                if event == EventContent():
                    continue
                term = term_of(event.term, event.term_choice, period, month)
                yield DatedRow(event, term, row.event.uid, row.number, whole)


def _with_parts(event: EventContent, whole: str) -> Iterator[tuple[EventContent, str]]:
    yield event, whole
    for part in event.events:
        yield from _with_parts(part, " ".join(event.title.split()).rstrip(":"))
