"""What the demo plans say: reads their files and puts the years of a period into the words.

The files hold a plan's content in its JSON form (docs/plan-json.md), fields at their defaults
left out; nothing here is written to the database.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from events.content import EventContent, PlanContent, SectionContent, from_json
from events.outline import section_number
from events.period import Period

PLANS: Final = Path(__file__).parent / "plans"
FIRST_CONTEST: Final = 2017
SEPTEMBER: Final = 9
JUNE: Final = 6
# Of last year's plan every fourth row was not there yet.
EACH: Final = 4


def periods_of(kind: str, today: dt.date) -> tuple[Period, Period]:
    """Last period and the present one: in autumn the calendar year that is being planned."""
    if kind == "academic":
        year = today.year if today.month >= JUNE else today.year - 1
        return Period.of_academic_year(year - 1), Period.of_academic_year(year)
    year = today.year + 1 if today.month >= SEPTEMBER else today.year
    return Period.of_calendar_year(year - 1), Period.of_calendar_year(year)


def words_of(name: str, period: Period, day: dt.date) -> PlanContent:
    """The words of a plan for a period; `day` is the date of its order, where it has one."""
    values = json.loads((PLANS / f"{name}.json").read_text(encoding="utf-8"))
    year = period.starts.year
    said = {
        "y": year,
        "y0": year - 1,
        "y1": year + 1,
        "nth": section_number(year - FIRST_CONTEST, "roman"),
        "day": day,
    }
    return from_json(_filled(values, said))


def shorter(content: PlanContent) -> PlanContent:
    """The plan of a year before: the same work with fewer rows."""
    return replace(content, sections=tuple(_shorter(one) for one in content.sections))


def _shorter(section: SectionContent) -> SectionContent:
    return replace(
        section,
        paragraphs=section.paragraphs[: max(3, len(section.paragraphs) - 1)],
        events=_fewer(section.events),
        sections=tuple(_shorter(one) for one in section.sections),
    )


def _fewer(events: tuple[EventContent, ...]) -> tuple[EventContent, ...]:
    return tuple(one for place, one in enumerate(events, 1) if place % EACH or one.same_number)


def _filled(value: Any, said: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, said) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, said) for one in value]
    return value.format_map(said) if isinstance(value, str) else value
