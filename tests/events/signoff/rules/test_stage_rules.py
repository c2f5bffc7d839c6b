"""A stage of which any one, or N, are enough: who waits, who is not needed, when it is over."""

import pytest
from django.core.exceptions import ValidationError

from events.drafting.rules.steps import StepValues, add_step
from events.drafting.views.sheet import signatures_on
from events.models import Plan
from events.signoff.queries.edition_status import approved_at
from events.signoff.queries.pending_steps import count_waiting_for, pending_for, pending_steps
from events.signoff.queries.plan_state import state_of_plan, with_steps
from events.signoff.rules.deciding import objection_to_deciding, return_plan, sign_plan
from events.signoff.rules.paper import record_paper
from events.signoff.views.steps import step_lines
from reports.paper.document import agreement_sheet, edition_document
from tests.factories import TODAY, make_actor, make_office
from tests.plans import bring_to, make_plan, sign_next


@pytest.fixture
def plan(cast) -> Plan:
    """Give a sent plan that one of two agreers agrees, then the approver approves."""
    make_office("agreer", cast.association, position="Декан факультета")
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    plan.layout.seats.filter(verb="agree").update(enough=1)
    plan.steps.filter(verb="agree").update(enough=1)
    return bring_to(plan, "signoff")


def signed(plan: Plan, step) -> Plan:
    return sign_plan(plan=plan, step=step, seen=plan.edition.sha256, by=make_actor(step.office))


def test_first_of_two_is_enough_and_the_other_is_told_so(cast, plan):
    first, second = pending_steps(plan)
    plan = signed(plan, second)
    assert [step.verb for step in pending_steps(plan)] == ["approve"]
    assert plan.stage == 2
    objection = objection_to_deciding(plan, first, make_actor(first.office))
    assert "Очередь этого шага" in objection
    with pytest.raises(ValidationError):
        signed(plan, first)
    assert pending_for(Plan.objects.all(), make_actor(first.office)) == []
    lines = step_lines(plan, plan.steps.order_by("order"), signatures_on(plan.edition), on=TODAY)
    assert [line.is_needed for line in lines] == [False, True, True]
    plan = signed(plan, pending_steps(plan)[0])
    assert plan.status == "approved"
    assert approved_at(plan.official) == plan.official.last_signed_at


def test_others_of_the_stage_still_wait_for_who_is_needed_alone(cast, plan):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    for position in ("Ректор", "Проректор"):
        values = StepValues("agree", position=position)
        step = add_step(plan=plan, values=values, by=cast.actor("chair"))
        plan.steps.filter(pk=step.pk).update(enough=1)
    plan = bring_to(plan, "signoff")
    asked = cast.actor("curator")
    assert count_waiting_for(asked) == len(pending_for(Plan.objects.all(), asked)) == 1
    curator = plan.steps.get(seat__role="curator")
    rector, vice = plan.steps.filter(seat=None).order_by("order")
    methodist = cast.actor("methodist")
    seen = plan.edition.sha256
    plan = record_paper(
        plan=plan, step=rector, seen=seen, signed_on=methodist.on, act="письмо № 1", by=methodist
    )
    assert pending_steps(plan) == [curator]
    assert "не понадобилось" in objection_to_deciding(plan, vice, methodist)


def test_any_of_them_may_return_it(cast, plan):
    step = pending_steps(plan)[1]
    seen, by = plan.edition.sha256, make_actor(step.office)
    assert return_plan(plan=plan, step=step, seen=seen, comment="Нет", by=by).status == "returned"


def test_state_says_how_many_are_enough(plan):
    def said() -> str:
        return state_of_plan(with_steps(Plan.objects.filter(pk=plan.pk)).get(), on=TODAY).holder

    assert said().startswith("Согласует любой из: ")
    for word in ("Утверждает ", "Утверждён"):
        sign_next(Plan.objects.select_related("edition").get(pk=plan.pk))
        assert said().startswith(word)


def test_two_of_three(cast):
    for position in ("Декан", "Проректор по науке"):
        make_office("agreer", cast.association, position=position)
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    expert = StepValues("agree", office_id=cast.office("curator").pk)
    add_step(plan=plan, values=expert, by=cast.actor("chair"))
    plan.steps.filter(verb="agree").update(enough=2)
    plan = bring_to(plan, "signoff")
    assert len(pending_steps(plan)) == 3
    plan = sign_next(plan)
    assert len(pending_steps(plan)) == 2
    plan = sign_next(plan)
    assert [step.verb for step in pending_steps(plan)] == ["approve"]
    assert approved_at(plan.edition) is None


def test_paper_prints_no_stamp_of_who_was_not_needed_and_the_sheet_says_so(plan):
    first = pending_steps(plan)[0]
    assert len(edition_document(plan.edition).agreements) == 2
    plan = sign_next(sign_next(plan))
    (stamp,) = edition_document(plan.official).agreements
    assert stamp.step_uid == first.uid
    decisions = [row.decision for row in agreement_sheet(plan.official).sheet.rows]
    assert decisions == ["Согласовано", "Не понадобилось", "Утверждено"]


def test_who_is_not_needed_is_not_counted_while_the_stage_still_waits(cast):
    """Of two agreers any one is enough, but the curator's agreement is needed beside it."""
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    offices = [make_office("agreer", cast.association, position=one) for one in ("Ректор", "Декан")]
    for office in offices:
        values = StepValues("agree", office_id=office.pk)
        step = add_step(plan=plan, values=values, by=cast.actor("chair"))
        plan.steps.filter(pk=step.pk).update(enough=1)
    plan = bring_to(plan, "signoff")
    actors = [make_actor(office) for office in offices]
    assert [count_waiting_for(one) for one in actors] == [1, 1]
    plan = signed(plan, plan.steps.select_related("office").get(office=offices[0]))
    assert plan.stage == 1
    for actor in actors:
        assert count_waiting_for(actor) == len(pending_for(Plan.objects.all(), actor)) == 0
