"""What is to be held and what was, for one plan and for many."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.execution.queries.facts import (
    facts_of,
    place_of,
    progress_of,
    row_with,
    rows_in_force_of,
)
from events.execution.rules.marking import FactValues, mark_event
from events.models import Plan
from events.plan.held import MarkPlace, PlannedDate, PlannedRow, Progress
from events.plan.period import Period
from events.plan.vocabulary import Mark
from events.signoff.rules.revision import revise_plan
from tests.events.execution.held import MAY_DAY, TITLES, chair, plan_in_force, uid_of
from tests.plans import bring_to, make_plan


def read(*plans: Plan) -> list[Plan]:
    related = ("association", "official")
    return list(Plan.objects.filter(pk__in=[one.pk for one in plans]).select_related(*related))


def test_the_rows_are_those_of_the_edition_in_force(cast):
    plan = revise_plan(plan=plan_in_force(cast.association), by=chair_of(cast))
    plan.events.all().delete()
    [rows] = rows_in_force_of(read(plan)).values()
    assert len(rows) == len(TITLES)


def test_a_draft_plans_nothing_yet(cast):
    assert rows_in_force_of(read(make_plan(association=cast.association))) == {}
    assert progress_of([], MAY_DAY) == {}


def test_progress_of_a_plan(cast):
    plan = plan_in_force(cast.association)
    place = MarkPlace(uid_of(plan, "Сборник"))
    mark_event(plan=plan, place=place, values=FactValues(Mark.DONE), by=chair(plan))
    # The seminar of March and the school of April have passed without a mark.
    assert progress_of(read(plan), MAY_DAY) == {plan.pk: Progress(5, done=1, due=2)}
    assert set(facts_of(plan)) == {place}


def test_many_plans_cost_no_more_queries_than_one(cast):
    plans = [plan_in_force(cast.association)]
    for year in (2028, 2029):
        period = Period.of_calendar_year(year)
        plan = make_plan(association=cast.association, period=period, rows=2)
        plans.append(bring_to(plan, "approved"))
    counted = []
    for some in (read(plans[0]), read(*plans)):
        caches["editions"].clear()
        with CaptureQueriesContext(connection) as queries:
            progress_of(some, MAY_DAY)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 3
    with CaptureQueriesContext(connection) as queries:
        progress_of(read(*plans), MAY_DAY)
    assert len(queries) == counted[0], "the plans are read, and the words of none"


def test_a_part_is_found_by_its_uid():
    part = PlannedRow("b")
    assert row_with([PlannedRow("a", (), (part,))], "b") == part
    assert row_with([part], "c") is None


@pytest.mark.parametrize(("dates", "key"), [(1, ""), (2, "/2027-05-01")])
def test_the_only_date_is_the_whole(dates, key):
    date = PlannedDate(None, MAY_DAY)
    assert place_of(PlannedRow("a", (date,) * dates), date) == MarkPlace("a", key)


def chair_of(cast):
    return cast.actor("chair", MAY_DAY)
