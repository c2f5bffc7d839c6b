"""Steps that wait for a decision, and who may decide them."""

from events.models import Plan, Step
from events.signoff.queries.pending_steps import pending_for, pending_steps
from tests.cast import EVERYBODY
from tests.plans import make_plan


def plan_in(cast, status: str, layout: str = "rumo-headings") -> Plan:
    return make_plan(layout, status, association=cast.association, rows=1)


def test_steps_of_one_stage_wait_side_by_side(cast):
    plan = plan_in(cast, "signoff", "rmc-directions")
    assert [step.verb for step in pending_steps(plan)] == ["agree", "agree"]


def test_what_waits_for_me_is_only_mine(cast):
    plan = plan_in(cast, "signoff")
    waiting = {
        who: [one.pk for one, _step in pending_for(Plan.objects.all(), cast.actor(who))]
        for who in EVERYBODY
    }
    assert [who for who, found in waiting.items() if found == [plan.pk]] == ["curator"]
    assert [who for who, found in waiting.items() if found] == ["curator"]


def test_step_office_is_known_to_its_turn(cast):
    plan = plan_in(cast, "signoff")
    assert Step.objects.get(plan=plan, verb="agree").office == cast.office("curator")
