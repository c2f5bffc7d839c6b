"""Persons, not offices: the recipes by which one person wrote, sent and approved a plan."""

import pytest
from django.core.exceptions import ValidationError

from associations.vocabulary import OfficeRole
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.steps import StepValues, add_step
from events.models import Plan
from events.plan.codec import fingerprint
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import objection_to_deciding
from events.signoff.rules.paper import record_paper
from events.signoff.rules.sending import send_plan
from tests.factories import TODAY, make_actor, make_office, make_substitution
from tests.plans import bring_to, change, make_plan


def with_one_step(cast, who: str, **values) -> Plan:
    """A plan on a layout that prescribes nobody, with one step of approval by its author."""
    plan = make_plan("omo-directions", association=cast.association, rows=1)
    by = cast.actor(who)
    plan.steps.all().delete()
    plan.layout.seats.all().delete()
    values = {"verb": "approve"} | (values or {"position": "Директор", "name": "О. Н. Рощин"})
    add_step(plan=plan, values=StepValues(**values), by=by)
    return plan


def send(plan: Plan, by) -> Plan:
    return send_plan(plan=plan, seen=fingerprint(read_content(plan)), by=by)


def test_methodist_does_not_record_the_approval_on_paper_of_a_plan_of_her_own(cast):
    plan = send(with_one_step(cast, "methodist"), cast.actor("methodist"))
    (step,) = pending_steps(plan)
    values = {"plan": plan, "step": step, "seen": plan.edition.sha256}
    values |= {"signed_on": TODAY, "act": "письмо № 15"}
    with pytest.raises(ValidationError, match="записывает другой методист"):
        record_paper(**values, by=cast.actor("methodist"))
    other = make_office(OfficeRole.METHODIST, cast.institution)
    assert record_paper(**values, by=make_actor(other, TODAY)).status == "approved"


def test_secretary_who_is_the_approver_too_approves_nothing_alone(cast):
    office = make_office(OfficeRole.APPROVER, cast.association, cast.person("secretary"))
    plan = with_one_step(cast, "secretary", office_id=office.pk)
    with pytest.raises(ValidationError, match="только его авторы"):
        send(plan, cast.actor("secretary"))
    # The chair wrote nothing, so the secretary is an author by office and by hand.
    with pytest.raises(ValidationError, match="только его авторы"):
        send(plan, cast.actor("chair"))


def test_secretary_who_became_the_approver_later_does_not_approve_her_words(cast):
    plan = with_one_step(cast, "secretary", office_id=cast.office("approver").pk)
    plan = send(plan, cast.actor("secretary"))
    make_substitution(cast.office("approver"), cast.person("secretary"))
    (step,) = pending_steps(plan)
    for _ in range(2):
        objection = objection_to_deciding(plan, step, cast.actor("secretary"))
        assert "утверждать её вам нельзя" in objection
        # Words that she wrote are hers though another has sent them.
        plan.edition.made_by = cast.user("chair")
    assert objection_to_deciding(plan, step, cast.actor("approver")) is None


@pytest.mark.parametrize(("status", "is_free"), [("returned", False), ("approved", True)])
def test_words_are_free_of_who_wrote_them_once_others_were_approved(cast, status, is_free):
    """A comma that another changes after a return, or a recall, makes nobody's words another's."""
    plan = with_one_step(cast, "secretary", office_id=cast.office("approver").pk)
    plan = bring_to(plan, status, by=cast.actor("secretary"))
    plan = bring_to(change(plan), "signoff")
    make_substitution(cast.office("approver"), cast.person("secretary"))
    (step,) = pending_steps(plan)
    objection = objection_to_deciding(plan, step, cast.actor("secretary"))
    assert (objection is None) == is_free


def test_chair_approves_where_the_layout_says_so(cast):
    plan = make_plan("rumo-directions", "approved", association=cast.association, rows=1)
    assert plan.signatures.get(decision="approved").person == cast.person("chair")


def test_whoever_approves_costs_the_same_whatever_was_written(cast, django_assert_num_queries):
    plan = make_plan("omo-directions", "signoff", association=cast.association, rows=1)
    long = make_plan("rmc-directions", "signoff", association=cast.association, rows=9)
    for one in (plan, long):
        step = one.steps.select_related("office__person").get(verb="approve")
        one.stage = step.stage
        actor = make_actor(step.office, TODAY)
        with django_assert_num_queries(4):
            assert objection_to_deciding(one, step, actor) is None
