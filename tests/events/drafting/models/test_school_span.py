"""A part of a school year as a row and as a value."""

import datetime as dt

from events.drafting.models.school_span import SchoolPart, SchoolSpan
from events.plan.period import SchoolDays


def test_it_is_told_in_words_and_given_as_a_value():
    days = (dt.date(2026, 9, 1), dt.date(2026, 10, 25))
    span = SchoolSpan(year=2026, part=SchoolPart.FIRST_QUARTER, starts=days[0], ends=days[1])
    assert str(span) == "I четверть: 01.09.2026–25.10.2026"
    assert span.school_year.short == "2026/2027"
    assert span.as_days() == SchoolDays(1, *days)
