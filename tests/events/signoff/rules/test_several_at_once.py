"""The same plans signed in two tabs at once, recalled, or withdrawn: threads on PostgreSQL."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from events.models import Plan, Signature
from events.signoff.queries.verify import verify_records
from events.signoff.rules.sending import recall_plan
from events.signoff.rules.withdrawing import withdraw_decision
from tests.at_once import AT_ONCE, at_once, refusals
from tests.cast import Cast
from tests.events.signoff.several import sent, waiting_plans

pytestmark = AT_ONCE


@pytest.fixture
def plans(cast) -> list[Plan]:
    return waiting_plans(cast)


def tab(cast: Cast, plans: list[Plan]) -> Callable[[], Any]:
    client, values = cast.client("approver"), sent(plans)
    return lambda: client.post(reverse("events:decide_several"), values)


def approvals(plan: Plan) -> int:
    return Signature.objects.filter(plan=plan, decision="approved").count()


def assert_whole(plans: list[Plan]) -> None:
    """Each plan is signed once and approved, or neither; and every chain is unbroken."""
    for plan in Plan.objects.filter(pk__in=[one.pk for one in plans]):
        assert approvals(plan) == (plan.status == Plan.Status.APPROVED)
        assert (plan.official_id is not None) == (plan.status == Plan.Status.APPROVED)
        assert verify_records(plan) == []


def test_two_tabs_send_the_same_batch(cast, plans):
    answers = at_once(tab(cast, plans), tab(cast, plans[::-1]))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("Подписано: 3<" in answer.text for answer in answers)
    assert [approvals(plan) for plan in plans] == [1, 1, 1]
    assert_whole(plans)


def test_plans_are_recalled_in_the_middle(cast, plans):
    chair = cast.actor("chair")
    recalls = (lambda one=one: recall_plan(plan=one, by=chair) for one in plans)
    batch, *recalled = at_once(tab(cast, plans), *recalls)
    assert batch.status_code == 200
    refused = len(refusals(recalled))
    assert Plan.objects.filter(status="approved").count() == refused
    assert f"Подписано: {refused}" in batch.text
    assert_whole(plans)


def test_decision_is_withdrawn_while_the_other_tab_sends_the_batch_again(cast, plans):
    tab(cast, plans)()
    plan = Plan.objects.get(pk=plans[0].pk)
    step = plan.steps.get(verb="approve")
    again, _ = at_once(
        tab(cast, plans),
        lambda: withdraw_decision(plan=plan, step=step, by=cast.actor("approver")),
    )
    assert again.status_code == 200
    plan.refresh_from_db()
    standing = Signature.objects.standing().filter(plan=plan, decision="approved").count()
    assert standing == (plan.status == Plan.Status.APPROVED)
    assert verify_records(plan) == []
    assert_whole(plans[1:])
