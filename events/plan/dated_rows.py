"""In which period and month the terms of each section are read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from events.plan.content import PlanContent, SectionContent
from events.plan.period import MONTHS, Period, PeriodKind, SchoolDays

_MONTH_HEADING = re.compile(
    r"(?:(?:\d{1,2}|[IVX]{1,4})[.)]?\s*)?(?:план(?:\s+(?!на\b)[а-яё]+){0,3}\s+)?(?:на\s+)?(?:месяц\s+)?"
    rf"(?P<month>{'|'.join(MONTHS)})(?:\s+месяц)?"
    r"(?:[,\s]+20\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?\s*(?:уч(?:\.|ебн\w+)\s*)?(?:г(?:\.|ода?)?)?)?\s*[.:]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section, its `position` (from 1) among its siblings, and the section above it.

    `month` (1 to 12) is the one in which the terms of its rows are read, if any.
    """

    section: SectionContent
    position: int
    above: "PlacedSection | None"
    month: int | None

    @property
    def ancestors(self) -> tuple[SectionContent, ...]:
        """The sections above it, the outermost first."""
        return (*self.above.ancestors, self.above.section) if self.above else ()


def placed_sections(content: PlanContent) -> Iterator[PlacedSection]:
    """Every section and sub-section, in the order of the paper."""
    return _walk(content.sections, None)


def period_of(content: PlanContent, school: tuple[SchoolDays, ...] = ()) -> Period | None:
    """The plan's period, with the institute's calendar; None where its days are no dates."""
    try:
        starts = date.fromisoformat(content.period.starts)
        ends = date.fromisoformat(content.period.ends)
        return Period(PeriodKind(content.period.kind), starts, ends, school)
    except ValueError:
        return None


def inherited_month(headings: Iterable[str]) -> int | None:
    """The month of the first heading that is a month; give a section's own heading first."""
    return next(filter(None, map(_month_of, headings)), None)


def _month_of(heading: str) -> int | None:
    """The month that a heading is: «Сентябрь», «II. Октябрь 2026 года», «План на май»."""
    match = _MONTH_HEADING.fullmatch(heading.strip())
    return MONTHS.index(match["month"].casefold()) + 1 if match else None


def _walk(
    sections: tuple[SectionContent, ...], above: PlacedSection | None
) -> Iterator[PlacedSection]:
    for position, section in enumerate(sections, 1):
        month = _month_of(section.heading) or (above.month if above else None)
        placed = PlacedSection(section, position, above, month)
        yield placed
        yield from _walk(section.sections, placed)
