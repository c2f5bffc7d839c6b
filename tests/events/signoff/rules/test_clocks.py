"""The clock of a step stops with a recall, goes on with the same step, begins anew after a return."""

import datetime as dt

import pytest
from django.utils import timezone

from events.models import Plan, Step
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan, sign_plan
from events.signoff.rules.sending import recall_plan
from tests.plans import bring_to, change, make_plan

# A Monday, with eight working days before it in two weeks that have no holiday.
TODAY = dt.date(2026, 11, 30)
THREE_WORKING_DAYS_AGO = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


@pytest.fixture
def plan(cast):
    """A plan that a curator has had for three working days."""
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    return waits_since(plan, THREE_WORKING_DAYS_AGO)


def waits_since(plan: Plan, moment: dt.datetime) -> Plan:
    Plan.objects.filter(pk=plan.pk).update(status_since=moment)
    return Plan.objects.get(pk=plan.pk)


def clock(plan: Plan, on: dt.date = TODAY):
    (found,) = clocks_of(plan, pending_steps(plan), on=on).values()
    return found


def sent_again(plan: Plan) -> Plan:
    monday = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
    return waits_since(bring_to(change(plan), "signoff"), monday)


def test_recalled_plan_goes_on_where_it_stopped(cast, plan):
    assert clock(plan).day == 3
    recall_plan(plan=plan, by=cast.actor("chair", TODAY))
    again = clock(sent_again(plan))
    assert (again.day, again.due) == (3, dt.date(2026, 12, 2))


def test_returned_plan_has_its_whole_term_again(cast, plan):
    recall_plan(plan=plan, by=cast.actor("chair", TODAY))
    plan = sent_again(plan)
    step = pending_steps(plan)[0]
    seen, by = plan.edition.sha256, cast.actor("curator", TODAY)
    plan = return_plan(plan=plan, step=step, seen=seen, comment="Уточните", by=by)
    again = clock(sent_again(plan))
    assert (again.day, again.due) == (0, dt.date(2026, 12, 7))


def test_step_that_was_decided_has_its_whole_term_again(cast, plan):
    recall_plan(plan=plan, by=cast.actor("chair", TODAY))
    plan = sent_again(plan)
    step = pending_steps(plan)[0]
    plan = sign_plan(
        plan=plan, step=step, seen=plan.edition.sha256, by=cast.actor("curator", TODAY)
    )
    recall_plan(plan=plan, by=cast.actor("chair", TODAY))
    assert set(Step.objects.filter(plan=plan).values_list("used_days", flat=True)) == {0}


def test_next_stage_begins_when_the_one_before_has_ended(cast, plan):
    step = pending_steps(plan)[0]
    plan = sign_plan(
        plan=plan, step=step, seen=plan.edition.sha256, by=cast.actor("curator", TODAY)
    )
    today = timezone.localdate()
    assert clock(plan, on=today).day == 0
