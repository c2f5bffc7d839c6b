"""The one walk through a plan's sections that says in which period and month its terms are read.

Takes the content of a plan, asks no database and reads no term (that is `events.terms`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from events.plan.content import PlanContent, SectionContent
from events.plan.period import MONTHS, Period, PeriodKind

_MONTH_HEADING = re.compile(
    r"(?:(?:\d{1,2}|[IVX]{1,4})[.)]?\s*)?(?:месяц\s+)?"
    rf"(?P<month>{'|'.join(MONTHS)})(?:[,\s]+(?P<year>20\d\d)\s*(?:г(?:\.|ода?)?)?)?\s*[.:]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section where it stands: `position` (from 1) among its siblings, and the one above it.

    `month` (1 to 12) is that in which the terms of its rows are read, if there is one.
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


def period_of(content: PlanContent) -> Period | None:
    """The plan's period as a value; None where its days aren't dates."""
    try:
        starts = date.fromisoformat(content.period.starts)
        ends = date.fromisoformat(content.period.ends)
        return Period(PeriodKind(content.period.kind), starts, ends)
    except ValueError:
        return None


def inherited_month(headings: Iterable[str]) -> int | None:
    """The month of the first heading that is one; a section's own goes before those above it."""
    return next((month for one in headings if (month := _month_of(one))), None)


def _month_of(heading: str) -> int | None:
    """The month that a heading is: «Сентябрь», «II. Октябрь 2026 года»."""
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
