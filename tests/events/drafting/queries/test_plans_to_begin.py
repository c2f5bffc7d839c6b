"""From which plan the next is begun, and which years have a plan already."""

import pytest

from events.drafting.queries.plans_to_begin import (
    beginnings,
    free_year,
    plans_of_year,
    year_to_plan,
)
from events.drafting.rules.removal import remove_draft
from events.plan.period import Period
from tests.factories import TODAY
from tests.plans import make_plan

IN_2026, IN_2027 = Period.of_calendar_year(2026), Period.of_calendar_year(2027)


def offered(cast, who="chair"):
    return [
        (one.period, list(one.made), list(one.sources))
        for one in beginnings(cast.association, cast.actor(who))
    ]


def plan_for(cast, period, status="draft", layout="moc-results"):
    return make_plan(layout, status, association=cast.association, period=period, rows=1)


def test_nothing_is_offered_where_there_is_no_plan(cast):
    assert offered(cast) == []


@pytest.mark.parametrize("status", ["draft", "signoff"])
def test_plan_of_last_year_is_offered_for_the_year_planned_now(cast, status):
    plan = plan_for(cast, IN_2026, status)
    assert offered(cast) == [(IN_2027, [], [plan])]


def test_plan_of_an_earlier_year_is_offered_where_last_year_has_none(cast):
    plan = plan_for(cast, Period.of_calendar_year(2024))
    plan_for(cast, Period.of_calendar_year(2023))
    assert offered(cast) == [(IN_2027, [], [plan])]


def test_year_that_has_a_plan_is_told_instead_of_offered(cast):
    plan_for(cast, IN_2026)
    made = plan_for(cast, IN_2027)
    assert offered(cast) == [(IN_2027, [made], [])]


def test_after_an_approved_plan_the_year_after_it_is_offered_too(cast):
    made = plan_for(cast, IN_2027, "approved")
    assert offered(cast) == [
        (IN_2027, [made], []),
        (Period.of_calendar_year(2028), [], [made]),
    ]


def test_both_kinds_of_year_are_offered(cast):
    calendar = plan_for(cast, IN_2026)
    school = plan_for(cast, Period.of_academic_year(2025), layout="rmc-directions")
    assert offered(cast) == [
        (IN_2027, [], [calendar]),
        (Period.of_academic_year(2026), [], [school]),
    ]


def test_removed_draft_neither_takes_its_year_nor_is_offered(cast):
    removed = plan_for(cast, IN_2027)
    remove_draft(plan=removed, by=cast.actor("chair"))
    assert offered(cast) == []
    assert free_year(cast.association, "calendar", cast.actor("chair")) == IN_2027


def test_plans_that_the_reader_does_not_see_are_not_offered(cast):
    plan_for(cast, IN_2026)
    assert offered(cast, "stranger") == []
    assert plans_of_year(cast.association, IN_2026, cast.actor("stranger")) == []


def test_number_of_queries_is_the_same_for_many_plans(cast, django_assert_num_queries):
    for year in range(2020, 2027):
        plan_for(cast, Period.of_calendar_year(year))
    by = cast.actor("chair")
    with django_assert_num_queries(1):
        beginnings(cast.association, by)


def test_free_year_is_the_first_without_a_plan(cast):
    by = cast.actor("chair")
    assert free_year(cast.association, "calendar", by) == year_to_plan("calendar", TODAY) == IN_2027
    plan_for(cast, IN_2027)
    assert free_year(cast.association, "calendar", by) == Period.of_calendar_year(2028)
    assert free_year(cast.association, "academic", by) == Period.of_academic_year(2026)


def test_plans_of_a_year_are_those_of_its_kind(cast):
    plan = plan_for(cast, IN_2027)
    by = cast.actor("chair")
    assert plans_of_year(cast.association, IN_2027, by) == [plan]
    assert plans_of_year(cast.association, Period.of_academic_year(2027), by) == []
