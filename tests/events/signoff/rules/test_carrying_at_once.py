"""A plan is sent again while something else happens, really: threads on PostgreSQL."""

import datetime as dt

import pytest

from associations.models import Office
from associations.offices.rules import end_office
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.deviations import ask_deviation
from events.models import Plan
from events.plan.codec import fingerprint
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.queries.verify import verify_records
from events.signoff.rules.deciding import sign_plan
from events.signoff.rules.sending import recall_plan, send_plan
from tests.at_once import AT_ONCE, at_once, refusals
from tests.factories import TODAY, make_actor, make_office
from tests.plans import bring_to, make_plan, sign_next

pytestmark = AT_ONCE


@pytest.fixture
def plan(cast) -> Plan:
    """Give a plan that its curator has agreed, and that was recalled then."""
    plan = sign_next(make_plan("rumo-headings", "signoff", association=cast.association, rows=1))
    return recall_plan(plan=plan, by=cast.actor("chair"))


def sending(cast, plan: Plan, who: str = "chair"):
    seen = fingerprint(read_content(plan))
    return lambda: send_plan(plan=plan, seen=seen, by=cast.actor(who))


def agreed(plan: Plan) -> int:
    edition = Plan.objects.get(pk=plan.pk).edition
    return edition.signatures.filter(decision="agreed").count()


def test_two_send_it_again_at_once(cast, plan):
    answers = at_once(sending(cast, plan), sending(cast, plan, "secretary"))
    assert len(refusals(answers)) == 1
    plan.refresh_from_db()
    assert (plan.editions.count(), plan.stage, agreed(plan)) == (2, 2, 1)
    assert verify_records(plan) == []


def test_office_of_who_agreed_ends_while_the_plan_is_sent(cast, plan):
    office = cast.office("curator")
    end = lambda: end_office(  # noqa: E731
        office=Office.objects.get(pk=office.pk),
        until=TODAY - dt.timedelta(days=1),
        leave_vacant=True,
        by=cast.actor("methodist"),
    )
    at_once(sending(cast, plan), end)
    plan.refresh_from_db()
    # Either the agreement stood and was carried, or the seat was vacant already and is asked.
    assert (plan.status, plan.stage, agreed(plan)) in {("signoff", 2, 1), ("signoff", 1, 0)}
    assert verify_records(plan) == []


def test_seat_is_given_to_somebody_else_while_the_plan_is_sent(cast, plan):
    other = make_office("curator", cast.association)
    step = plan.steps.get(verb="agree")
    give = lambda: ask_deviation(  # noqa: E731
        plan=plan,
        kind="replace",
        step=step,
        office=other,
        reason="Так решил совет.",
        by=cast.actor("methodist"),
    )
    answers = at_once(sending(cast, plan), give)
    plan.refresh_from_db()
    if plan.status == "signoff":
        assert (plan.stage, agreed(plan)) == (2, 1)
    else:
        # What was seen was changed first.
        assert plan.steps.get(uid=step.uid).office == other
    assert len(refusals(answers)) <= 1
    assert verify_records(plan) == []


def test_last_of_n_is_reached_once_with_an_agreement_that_stands(cast):
    for _ in range(2):
        make_office("agreer", cast.association)
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    plan.steps.filter(verb="agree").update(enough=2)
    plan = sign_next(bring_to(plan, "signoff"))
    recall_plan(plan=plan, by=cast.actor("chair"))
    plan.refresh_from_db()
    plan = bring_to(plan, "signoff")
    assert agreed(plan) == 1
    seen = plan.edition.sha256
    steps = [one for one in pending_steps(plan) if one.office]
    at_once(
        *(
            lambda step=step: sign_plan(plan=plan, step=step, seen=seen, by=make_actor(step.office))
            for step in steps
        )
    )
    plan.refresh_from_db()
    assert plan.stage == 2
    assert [step.verb for step in pending_steps(plan)] == ["approve"]
    assert verify_records(plan) == []
