"""The content of a plan carried over to another year: dates shifted, doubts told.

Uids are kept, so that a row can be told from the same row of the other year.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from events.checks import CarriedDoubt
from events.plan.content import (
    EventContent,
    PeriodContent,
    PlanContent,
    SectionContent,
    StepContent,
)
from events.plan.dated_rows import inherited_month
from events.plan.period import Period
from events.plan.roles import EVENT_TEXTS
from events.plan.stamps import has_blank_date
from events.terms import choice_of, same_day, shift_years

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class NextYear:
    """A content in its new period, what is not certain in it, how many dates were carried over."""

    content: PlanContent
    doubts: tuple[CarriedDoubt, ...]
    dates: int


def period_moved(period: Period, years: int) -> Period:
    """The same days of another year."""
    return Period(period.kind, same_day(period.starts, years), same_day(period.ends, years))


def content_next_year(content: PlanContent, old: Period, new: Period) -> NextYear:
    """The content of a plan of the old period, as it would be in the new one.

    Stamps lose the dates and the acts of the old year.
    """
    carrying = _Carrying(old, new)
    sections = carrying.sections(content.sections)
    lines = tuple(carrying.text("", "title", line) for line in content.title)
    moved = replace(
        content,
        period=PeriodContent(new.kind, new.starts.isoformat(), new.ends.isoformat()),
        title=lines,
        imprint=carrying.text("", "imprint", content.imprint, is_term=True),
        steps=tuple(carrying.step(step) for step in content.steps),
        sections=sections,
    )
    return NextYear(moved, tuple(carrying.doubts), carrying.dates)


@dataclass(slots=True)
class _Carrying:
    """Carries the parts of one plan over, and collects what is not certain."""

    old: Period
    new: Period
    doubts: list[CarriedDoubt] = field(default_factory=list)
    dates: int = 0

    @property
    def years(self) -> int:
        return self.new.starts.year - self.old.starts.year

    def text(self, uid: str, name: str, words: str, *, is_term: bool = False) -> str:
        """The words of a field in the new year."""
        shifted = shift_years(words, self.old, self.years, is_term=is_term)
        self.dates += shifted.count
        self.doubts += [
            CarriedDoubt(uid, name, one.words, one.proposed, one.why) for one in shifted.doubts
        ]
        return shifted.text

    def step(self, step: StepContent) -> StepContent:
        """A step without the act and the date of the old year; a blank date keeps its shape."""
        blank = step.date_line if has_blank_date(step) else ""
        line = shift_years(blank, self.old, self.years, is_term=True).text
        return replace(step, act="", date_line=line)

    def sections(
        self, sections: Iterable[SectionContent], above: tuple[str, ...] = ()
    ) -> tuple[SectionContent, ...]:
        """Sections with their rows; `above` are the headings over them, the nearest first."""
        return tuple(self._section(section, above) for section in sections)

    def _section(self, section: SectionContent, above: tuple[str, ...]) -> SectionContent:
        uid = section.uid
        heading = self.text(uid, "heading", section.heading)
        headings = (heading, *above)
        return replace(
            section,
            heading=heading,
            lead_in=self.text(uid, "lead_in", section.lead_in),
            paragraphs=tuple(self.text(uid, "paragraphs", one) for one in section.paragraphs),
            events=self._events(section.events, inherited_month(headings)),
            sections=self.sections(section.sections, headings),
        )

    def _events(
        self, events: Iterable[EventContent], month: int | None
    ) -> tuple[EventContent, ...]:
        return tuple(self._event(event, month) for event in events)

    def _event(self, event: EventContent, month: int | None) -> EventContent:
        uid = event.uid
        texts: dict[str, Any] = {
            name: self.text(uid, name, getattr(event, name), is_term=name == "term")
            for name in EVENT_TEXTS
        }
        agenda = tuple(
            replace(item, text=self.text(uid, "agenda", item.text)) for item in event.agenda
        )
        choice = _ISO.sub(self._day_later, event.term_choice)
        return replace(
            event,
            **texts,
            term_choice=choice_of(texts["term"], choice, self.new, month),
            agenda=agenda,
            events=self._events(event.events, month),
        )

    def _day_later(self, day: re.Match[str]) -> str:
        return same_day(date.fromisoformat(day.group()), self.years).isoformat()
