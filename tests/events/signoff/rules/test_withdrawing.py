"""Withdrawing one's own decision: who, until when, and where the plan is after it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from events.models import Change, Signature, Withdrawal
from events.plan.vocabulary import Decision
from events.signoff.queries.edition_status import edition_status
from events.signoff.queries.pending_steps import count_waiting_for, pending_steps
from events.signoff.queries.verify import verify_records
from events.signoff.rules.deciding import reject_plan, return_plan, sign_plan
from events.signoff.rules.revision import repeal_plan, revise_plan
from events.signoff.rules.sending import recall_plan
from events.signoff.rules.withdrawing import (
    AFTER_APPROVAL,
    NOT_YOURS,
    NOTHING,
    TOO_LATE,
    objection_to_withdrawing,
    withdraw_decision,
)
from tests.plans import bring_to, change, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast):
    """A plan that the curator agrees first and the approver approves then."""
    return make_plan("rumo-headings", "signoff", association=cast.association, rows=1)


def steps_of(plan):
    agree, approve = plan.steps.get(verb="agree"), plan.steps.get(verb="approve")
    return agree, approve


def agree(plan, by, **values):
    step = plan.steps.get(verb="agree")
    return sign_plan(plan=plan, step=step, seen=plan.edition.sha256, by=by, **values)


def approve(plan, by):
    step = plan.steps.get(verb="approve")
    return sign_plan(plan=plan, step=step, seen=plan.edition.sha256, by=by)


def withdraw(plan, verb, by, **values):
    return withdraw_decision(plan=plan, step=plan.steps.get(verb=verb), by=by, **values)


def test_an_agreement_goes_back_and_is_given_again(sent, cast):
    first, second = steps_of(sent)
    plan = agree(sent, cast.actor("curator"))
    assert plan.stage == second.stage
    plan = withdraw(plan, "agree", cast.actor("curator"), reason="Не тот план.")
    assert (plan.status, plan.stage) == ("signoff", first.stage)
    assert pending_steps(plan) == [first]
    assert count_waiting_for(cast.actor("curator")) == 1
    assert count_waiting_for(cast.actor("approver")) == 0
    taken = Withdrawal.objects.get()
    assert (taken.reason, taken.by_id, taken.ended_approval) == (
        "Не тот план.",
        cast.actor("curator").user_id,
        False,
    )
    told = Change.objects.filter(action="withdraw_decision").get()
    assert told.after["withdrawal"] == taken.hash
    assert "Не тот план." in told.words
    assert verify_records(plan) == []
    plan = agree(plan, cast.actor("curator"))
    assert [one.attempt for one in Signature.objects.order_by("pk") if one.step_uid == first.uid][
        -2:
    ] == [None, 2]
    plan = approve(plan, cast.actor("approver"))
    assert plan.status == "approved"
    assert verify_records(plan) == []


def test_nobody_else_withdraws(sent, cast):
    plan = agree(sent, cast.actor("curator"))
    for actor in (cast.actor("chair"), cast.actor("approver"), cast.actor("methodist")):
        with pytest.raises(PermissionDenied, match=NOT_YOURS):
            withdraw(plan, "agree", actor)
    assert not Withdrawal.objects.exists()


def test_without_a_decision_there_is_nothing_to_withdraw(sent, cast):
    with pytest.raises(ValidationError, match=NOTHING):
        withdraw(sent, "agree", cast.actor("curator"))


def test_a_decision_of_the_next_stage_keeps_it(sent, cast):
    plan = approve(agree(sent, cast.actor("curator")), cast.actor("approver"))
    with pytest.raises(ValidationError, match="уже утверждён после вашего решения"):
        withdraw(plan, "agree", cast.actor("curator"))


def test_a_recalled_plan_keeps_its_decisions(sent, cast):
    plan = recall_plan(plan=agree(sent, cast.actor("curator")), by=cast.actor("chair"))
    with pytest.raises(ValidationError, match="уже у авторов"):
        withdraw(plan, "agree", cast.actor("curator"))


@pytest.mark.parametrize("rule", [return_plan, reject_plan])
def test_a_plan_comes_back_from_its_authors(sent, cast, rule):
    step, _ = steps_of(sent)
    seen = sent.edition.sha256
    plan = rule(plan=sent, step=step, seen=seen, comment="Не то.", by=cast.actor("curator"))
    assert plan.is_open
    plan = withdraw(plan, "agree", cast.actor("curator"))
    assert (plan.status, plan.stage, plan.edition.sha256) == ("signoff", step.stage, seen)
    assert verify_records(plan) == []
    assert approve(agree(plan, cast.actor("curator")), cast.actor("approver")).status == "approved"


@pytest.mark.parametrize("rule", [return_plan, reject_plan])
def test_not_once_the_authors_have_changed_it(sent, cast, rule):
    step, _ = steps_of(sent)
    plan = rule(
        plan=sent, step=step, seen=sent.edition.sha256, comment="Не то.", by=cast.actor("curator")
    )
    plan = change(plan)
    with pytest.raises(ValidationError, match="Авторы уже исправляют"):
        withdraw(plan, "agree", cast.actor("curator"))


def test_an_approval_is_withdrawn_within_its_minutes(sent, cast):
    plan = approve(agree(sent, cast.actor("curator")), cast.actor("approver"))
    plan = withdraw(plan, "approve", cast.actor("approver"))
    assert (plan.status, plan.official_id) == ("signoff", None)
    status = edition_status(plan.edition)
    assert (status.state, status.words) == ("withdrawn", "Утверждение отозвано")
    assert verify_records(plan) == []
    plan = approve(plan, cast.actor("approver"))
    assert (plan.official, edition_status(plan.edition).state) == (plan.edition, "in_force")
    assert verify_records(plan) == []


def test_an_approval_stays_after_its_minutes(sent, cast):
    plan = approve(agree(sent, cast.actor("curator")), cast.actor("approver"))
    later = timezone.now() + AFTER_APPROVAL + dt.timedelta(seconds=1)
    step = plan.steps.get(verb="approve")
    assert objection_to_withdrawing(plan, step, cast.actor("approver")) is None
    assert objection_to_withdrawing(plan, step, cast.actor("approver"), now=later) == TOO_LATE


def test_the_edition_before_is_in_force_again(sent, cast):
    plan = approve(agree(sent, cast.actor("curator")), cast.actor("approver"))
    first, plan = plan.edition, bring_to(change(plan), "approved")
    step = plan.steps.get(verb="approve")
    last = plan.edition.signatures.get(step_uid=step.uid)
    by = cast.actor("approver")
    assert last.user_id == by.user_id
    plan = withdraw_decision(plan=plan, step=step, by=by)
    assert plan.official == first
    assert plan.status == "signoff"
    assert edition_status(first).state == "in_force"
    assert verify_records(plan) == []


@pytest.mark.parametrize("begun", ["revise", "repeal"])
def test_not_once_a_change_was_begun(sent, cast, begun):
    plan = approve(agree(sent, cast.actor("curator")), cast.actor("approver"))
    if begun == "revise":
        plan = revise_plan(plan=plan, by=cast.actor("chair"))
    else:
        seen = plan.official.sha256
        plan = repeal_plan(plan=plan, seen=seen, reason="Ошибка", by=cast.actor("methodist"))
    with pytest.raises(ValidationError, match="у авторов"):
        withdraw(plan, "approve", cast.actor("approver"))


def test_a_page_that_shows_another_decision_is_stale(sent, cast):
    plan = agree(sent, cast.actor("curator"))
    key = str(plan.edition.signatures.standing().get(decision=Decision.AGREED).key)
    plan = agree(withdraw(plan, "agree", cast.actor("curator"), seen=key), cast.actor("curator"))
    with pytest.raises(ValidationError, match="изменился"):
        withdraw(plan, "agree", cast.actor("curator"), seen=key)
