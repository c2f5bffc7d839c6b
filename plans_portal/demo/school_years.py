"""The calendar of the school year in the demo: quarters and holidays."""

import datetime as dt
from typing import Final

from events.drafting.models.school_span import SchoolPart
from events.drafting.rules.school_year import add_school_span
from events.plan.period import academic_to_plan
from plans_portal.demo.scenery import Scenery

SEPTEMBER: Final = 9
# A school year in the calendar of the institute: month and day of the first and last day.
SCHOOL_YEAR = (
    (SchoolPart.FIRST_QUARTER, (9, 1), (10, 25)),
    (SchoolPart.AUTUMN_HOLIDAYS, (10, 26), (11, 3)),
    (SchoolPart.SECOND_QUARTER, (11, 5), (12, 28)),
    (SchoolPart.WINTER_HOLIDAYS, (12, 29), (1, 11)),
    (SchoolPart.THIRD_QUARTER, (1, 12), (3, 21)),
    (SchoolPart.SPRING_HOLIDAYS, (3, 22), (3, 30)),
    (SchoolPart.FOURTH_QUARTER, (3, 31), (5, 26)),
    (SchoolPart.SUMMER_HOLIDAYS, (5, 27), (8, 31)),
)


def write_school_years(scenery: Scenery, today: dt.date) -> None:
    """The school years that a plan of today may touch."""
    coming = academic_to_plan(today).starts.year
    for year in (coming - 1, coming, coming + 1):
        for part, first, last in SCHOOL_YEAR:
            starts, ends = (
                dt.date(year + (month < SEPTEMBER), month, day) for month, day in (first, last)
            )
            add_school_span(
                institution=scenery.institution,
                year=year,
                part=part,
                starts=starts,
                ends=ends,
                by=scenery.actor("methodist"),
            )
