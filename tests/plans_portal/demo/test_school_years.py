"""The school years of the demo."""

from itertools import pairwise

from events.drafting.models.school_span import SchoolSpan
from plans_portal.demo.school_years import SCHOOL_YEAR, write_school_years


def test_quarters_and_holidays_of_three_school_years_are_written_in_their_order(scenery):
    write_school_years(scenery, scenery.today)
    spans = SchoolSpan.objects.filter(institution=scenery.institution).order_by("starts")
    assert spans.count() == 3 * len(SCHOOL_YEAR)
    days = [(one.starts, one.ends) for one in spans]
    assert all(first <= last for first, last in days)
    assert all(ended < begins for (_, ended), (begins, _) in pairwise(days))
