"""The school year by the institute's calendar, for reading terms such as «осенние каникулы»."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from events.models import Plan, SchoolSpan
from events.plan.period import Period, SchoolDays

# Terms without such words need no calendar.
SCHOOL_WORDS: Final = "четверт|каникул|триместр"


def names_school_days(term: str) -> bool:
    """Whether the words of a term may name a part of a school year."""
    return re.search(SCHOOL_WORDS, term, re.IGNORECASE) is not None


def school_days_of(institution_id: int) -> tuple[SchoolDays, ...]:
    """What the institution's calendar says, all years (1 query)."""
    return tuple(span.as_days() for span in SchoolSpan.objects.filter(institution=institution_id))


def dated_period(plan: Plan) -> Period:
    """The plan's period with its institution's calendar, for reading terms (1 query)."""
    spans = SchoolSpan.objects.filter(institution__associations=plan.association_id)
    return replace(plan.period, school=tuple(span.as_days() for span in spans))


def dated_periods(plans: Iterable[Plan]) -> dict[int, Period]:
    """The same for plans with their associations, by primary key (1 query for all)."""
    plans = list(plans)
    found: defaultdict[int, list[SchoolDays]] = defaultdict(list)
    institutions = {plan.association.institution_id for plan in plans}
    for span in SchoolSpan.objects.filter(institution__in=institutions):
        found[span.institution_id].append(span.as_days())
    return {
        plan.pk: replace(plan.period, school=tuple(found[plan.association.institution_id]))
        for plan in plans
    }
