"""The clock of a waiting step: its own term or the institution's, and the institution's own days."""

import datetime as dt

import pytest

from associations.models import InstituteDay
from events.models import Plan
from events.signoff.queries.clocks import clocks_of, soonest
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.queries.plan_state import state_of_plan, with_steps
from tests.plans import make_plan

WEDNESDAY = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 30)


@pytest.fixture
def plan(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    Plan.objects.filter(pk=plan.pk).update(status_since=WEDNESDAY)
    return Plan.objects.get(pk=plan.pk)


def clock(plan):
    return soonest(clocks_of(Plan.objects.get(pk=plan.pk), pending_steps(plan), on=MONDAY))


def test_term_is_the_institutions_where_the_step_has_none(plan):
    assert (clock(plan).day, clock(plan).term, clock(plan).due) == (3, 5, dt.date(2026, 12, 2))
    plan.steps.update(working_days=2)
    assert (clock(plan).term, clock(plan).is_overdue) == (2, True)


def test_own_days_of_the_institution_are_not_counted(cast, plan):
    InstituteDay.objects.create(institution=cast.institution, day="2026-11-27")
    InstituteDay.objects.create(institution=cast.foreign_institution, day="2026-11-26")
    assert clock(plan).day == 2


def test_state_tells_the_clock_in_sign_off_alone(cast, plan):
    def state():
        return state_of_plan(with_steps(Plan.objects.filter(pk=plan.pk)).get(), on=MONDAY)

    assert state().clock.words == "3-й рабочий день из 5, срок — 2 декабря 2026 г."
    Plan.objects.filter(pk=plan.pk).update(status="returned", stage=0)
    assert state().clock is None


def test_nothing_waits_and_nothing_is_asked(plan, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert soonest(clocks_of(plan, [], on=MONDAY)) is None


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_much_of_many(cast, count, django_assert_num_queries):
    layouts = ("rumo-headings", "rumo-directions", "omo-directions")[:count]
    for layout in layouts:
        make_plan(layout, "signoff", association=cast.association, rows=1)
    with django_assert_num_queries(6):
        for plan in with_steps(Plan.objects.filter(status="signoff")):
            assert state_of_plan(plan, on=MONDAY).clock
