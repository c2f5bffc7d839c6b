"""Those of whom one is enough decide at the same time, really: threads on PostgreSQL."""

import pytest

from events.drafting.rules.deviations import ask_deviation, settle_deviation, withdraw_deviation
from events.layouts.queries.values import layout_values
from events.models import Deviation, Plan
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan, sign_plan
from tests.at_once import AT_ONCE, at_once, refusals
from tests.factories import make_actor, make_office
from tests.layouts import changed, own_layout, plan_on
from tests.plans import bring_to, make_plan

pytestmark = AT_ONCE


@pytest.fixture
def plan(cast) -> Plan:
    """Give a sent plan that one of two agreers agrees."""
    make_office("agreer", cast.association)
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    plan.steps.filter(verb="agree").update(enough=1)
    return bring_to(plan, "signoff")


def test_both_agree_at_once_and_the_plan_goes_on_once(cast, plan):
    seen = plan.edition.sha256
    answers = at_once(
        *(
            lambda step=step: sign_plan(plan=plan, step=step, seen=seen, by=make_actor(step.office))
            for step in pending_steps(plan)
        )
    )
    assert len(refusals(answers)) == 1
    plan.refresh_from_db()
    assert (plan.status, plan.stage, plan.signatures.count()) == ("signoff", 2, 1)
    assert [step.verb for step in pending_steps(plan)] == ["approve"]


def test_one_agrees_while_the_other_returns(cast, plan):
    seen = plan.edition.sha256
    first, second = pending_steps(plan)
    answers = at_once(
        lambda: sign_plan(plan=plan, step=first, seen=seen, by=make_actor(first.office)),
        lambda: return_plan(
            plan=plan, step=second, seen=seen, comment="Нет", by=make_actor(second.office)
        ),
    )
    assert len(refusals(answers)) == 1
    plan.refresh_from_db()
    assert (plan.status, plan.stage) in {("signoff", 2), ("returned", 0)}
    assert plan.signatures.count() == 1


def test_route_is_edited_while_a_plan_is_sent(cast):
    layout = own_layout(cast)
    plan = plan_on(cast, layout)
    seats = layout_values(layout).seats
    bring = lambda: bring_to(plan, "signoff")  # noqa: E731
    answers = at_once(bring, lambda: changed(cast, layout, name="Другая", seats=seats * 2))
    assert refusals(answers) == []
    plan.refresh_from_db()
    assert (plan.status, plan.layout_id) == ("signoff", layout.pk)
    assert layout.seats.count() == plan.steps.count() == 1


def test_request_is_answered_while_it_is_withdrawn(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    chair, staff = cast.actor("chair"), cast.actor("methodist")
    step = plan.steps.get(verb="agree")
    asked = ask_deviation(plan=plan, kind="remove", step=step, reason="Уехал", by=chair)
    answers = at_once(
        lambda: settle_deviation(deviation=asked, grants=True, by=staff),
        lambda: withdraw_deviation(deviation=asked, by=chair),
    )
    assert len(refusals(answers)) == 1
    is_granted = Deviation.objects.get().state == "granted"
    assert plan.steps.filter(pk=step.pk).exists() != is_granted
