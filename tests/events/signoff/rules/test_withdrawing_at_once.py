"""A decision is withdrawn while somebody acts on it, really: threads on PostgreSQL."""

import pytest

from events.models import Plan, Signature, Withdrawal
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.queries.verify import verify_records
from events.signoff.rules.deciding import return_plan, sign_plan
from events.signoff.rules.revision import repeal_plan, revise_plan
from events.signoff.rules.sending import recall_plan
from events.signoff.rules.withdrawing import withdraw_decision
from reports.issuing.rules.issue import issue_pdf
from reports.models import IssuedDocument
from tests.at_once import AT_ONCE, at_once, refusals
from tests.cast import Cast
from tests.plans import change, make_plan, sign_next

pytestmark = AT_ONCE


def sent(cast: Cast) -> Plan:
    return make_plan("rumo-headings", "signoff", association=cast.association, rows=1)


def withdrawing(cast: Cast, plan: Plan, verb: str):
    who = {"agree": "curator", "approve": "approver"}[verb]
    step = plan.steps.get(verb=verb)
    return lambda: withdraw_decision(plan=plan, step=step, by=cast.actor(who))


def whole(plan: Plan) -> Plan:
    """Give the plan as it is, once nothing contradicts anything."""
    assert verify_records(plan) == []
    return Plan.objects.get(pk=plan.pk)


def test_against_the_next_decision(cast):
    plan = sign_next(sent(cast))
    (step,) = pending_steps(plan)
    seen = plan.edition.sha256
    answers = at_once(
        withdrawing(cast, plan, "agree"),
        lambda: sign_plan(plan=plan, step=step, seen=seen, by=cast.actor("approver")),
    )
    assert len(refusals(answers)) == 1
    is_withdrawn = Withdrawal.objects.exists()
    assert whole(plan).status == ("signoff" if is_withdrawn else "approved")


def test_against_a_recall(cast):
    plan = sign_next(sent(cast))
    answers = at_once(
        withdrawing(cast, plan, "agree"), lambda: recall_plan(plan=plan, by=cast.actor("chair"))
    )
    # A recall after a withdrawal is right too; before it there is nothing to withdraw any more.
    assert len(refusals(answers)) == (0 if Withdrawal.objects.exists() else 1)
    assert whole(plan).status == "draft"


def test_a_return_against_the_authors_who_correct(cast):
    plan = sent(cast)
    (step,) = pending_steps(plan)
    seen, by = plan.edition.sha256, cast.actor("curator")
    plan = return_plan(plan=plan, step=step, seen=seen, comment="Нет", by=by)
    answers = at_once(withdrawing(cast, plan, "agree"), lambda: change(plan))
    assert len(refusals(answers)) == 1
    after = whole(plan)
    assert after.status == ("signoff" if Withdrawal.objects.exists() else "returned")
    assert ("с изменениями" in after.title) == (after.status == "returned")


def test_two_at_once(cast):
    plan = sign_next(sent(cast))
    answers = at_once(*[withdrawing(cast, plan, "agree")] * 2)
    assert len(refusals(answers)) == 1
    assert Withdrawal.objects.count() == 1
    assert whole(plan).stage == plan.steps.get(verb="agree").stage


def test_withdrawn_and_decided_again_at_once(cast):
    plan = sign_next(sent(cast))
    step, seen = plan.steps.get(verb="agree"), plan.edition.sha256
    at_once(
        withdrawing(cast, plan, "agree"),
        lambda: sign_plan(plan=plan, step=step, seen=seen, by=cast.actor("curator")),
    )
    whole(plan)
    assert Signature.objects.standing().filter(step_uid=step.uid).count() <= 1
    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize("begun", ["revise", "repeal"])
def test_an_approval_against_a_change(cast, begun):
    plan = sign_next(sign_next(sent(cast)))
    seen, chair, staff = plan.official.sha256, cast.actor("chair"), cast.actor("methodist")
    begin = {
        "revise": lambda: revise_plan(plan=plan, by=chair),
        "repeal": lambda: repeal_plan(plan=plan, seen=seen, reason="Ошибка", by=staff),
    }
    answers = at_once(withdrawing(cast, plan, "approve"), begin[begun])
    assert len(refusals(answers)) == 1
    after = whole(plan)
    if Withdrawal.objects.exists():
        assert (after.status, after.official_id) == ("signoff", None)
    else:
        assert after.status == {"revise": "draft", "repeal": "returned"}[begun]


def test_an_approval_against_its_document(cast):
    plan = sign_next(sign_next(sent(cast)))
    at_once(
        withdrawing(cast, plan, "approve"),
        lambda: issue_pdf(plan=plan, by=cast.actor("chair")),
    )
    after = whole(plan)
    assert (after.status, after.official_id) == ("signoff", None)
    for document in IssuedDocument.objects.all():
        assert document.issued_at < Withdrawal.objects.get().at
    assert not IssuedDocument.objects.of_last_approval().exists()
