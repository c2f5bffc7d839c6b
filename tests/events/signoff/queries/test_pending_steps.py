"""Steps that wait for a decision, and who may decide them."""

import datetime as dt

from events.models import Plan, Step
from events.signoff.queries.pending_steps import (
    count_waiting_for,
    next_waiting,
    pending_for,
    pending_steps,
)
from tests.cast import EVERYBODY
from tests.plans import make_plan, sign_next


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


def test_menu_counts_what_the_desk_lists(cast):
    """Plans: with two seats in one of them it is one; a signed one and a removed one are none."""
    plan = plan_in(cast, "signoff")
    plan.steps.filter(verb="approve").update(stage=1, office=cast.office("curator"))
    plan_in(cast, "signoff", "rumo-directions").steps.update(office=cast.office("curator"))
    sign_next(plan_in(cast, "signoff", "omo-directions"))
    for who in EVERYBODY:
        actor = cast.actor(who)
        listed = pending_for(Plan.objects.visible_to(actor), actor)
        assert count_waiting_for(actor) == len(listed), who
    assert count_waiting_for(cast.actor("curator")) == 2


def test_counting_is_one_question_and_none_for_who_is_never_asked(cast, django_assert_num_queries):
    curator, methodist = cast.actor("curator"), cast.actor("methodist")
    with django_assert_num_queries(1):
        count_waiting_for(curator)
    with django_assert_num_queries(0):
        count_waiting_for(methodist)


def test_next_is_the_one_that_began_to_wait_after_and_then_the_first(
    cast, django_assert_num_queries
):
    plans = [
        plan_in(cast, "signoff", layout)
        for layout in ("rumo-headings", "rumo-directions", "omo-directions")
    ]
    for days, plan in enumerate(plans):
        plan.steps.update(office=cast.office("curator"), stage=plan.stage)
        plan.status_since += dt.timedelta(days=days)
        plan.save(update_fields=["status_since"])
    by = cast.actor("curator")
    following = [next_waiting(by, plan).plan for plan in plans]
    assert following == [*plans[1:], plans[0]]
    with django_assert_num_queries(1):
        next_waiting(by, plans[0])


def test_nothing_is_next_where_no_other_plan_waits(cast):
    plan = plan_in(cast, "signoff")
    plan_in(cast, "signoff", "rumo-directions").steps.update(office=cast.office("approver"))
    assert next_waiting(cast.actor("curator"), plan) is None
    assert next_waiting(cast.actor("stranger"), plan) is None
