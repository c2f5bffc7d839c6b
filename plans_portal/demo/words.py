"""The text of the demo plans: reads their files and puts years and dates into the words.

The files are in the JSON form of docs/plan-json.md, with default values left out.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from events.plan.codec import from_json
from events.plan.content import EventContent, PlanContent, SectionContent
from events.plan.period import Period, academic_to_plan, calendar_to_plan
from events.plan.section_number import section_number

PLANS: Final = Path(__file__).parent / "plans"
FIRST_CONTEST: Final = 2017
# Last year's plan lacks every fourth row.
EACH: Final = 4


def periods_of(kind: str, today: dt.date) -> tuple[Period, Period]:
    """The period before, and the one that is being planned on the day."""
    if kind == "academic":
        now = academic_to_plan(today)
        return Period.of_academic_year(now.starts.year - 1), now
    now = calendar_to_plan(today)
    return Period.of_calendar_year(now.starts.year - 1), now


def words_of(name: str, period: Period, day: dt.date) -> PlanContent:
    """The content of a plan for a period; `day` is the date of its order, if it has one."""
    values = json.loads((PLANS / f"{name}.json").read_text(encoding="utf-8"))
    year = period.starts.year
    years = {
        "y": year,
        "y0": year - 1,
        "y1": year + 1,
        "nth": section_number(year - FIRST_CONTEST, "roman"),
        "day": day,
    }
    return from_json(_filled(values, years))


def with_fewer_rows(content: PlanContent) -> PlanContent:
    """The plan with fewer rows, for the year before."""
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


def _filled(value: Any, years: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, years) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, years) for one in value]
    return value.format_map(years) if isinstance(value, str) else value
