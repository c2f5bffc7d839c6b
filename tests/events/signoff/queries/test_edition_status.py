"""Status of editions: in force, replaced, repealed, not approved."""

import pytest

from events.models import Plan
from events.signoff.queries.edition_status import edition_status, edition_statuses
from events.signoff.rules.revision import (
    repeal_plan,
)
from tests.plans import bring_to, change, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", "approved", association=cast.association, rows=1)


def repealed(cast, plan: Plan, who: str = "methodist", **more) -> Plan:
    facts = {"reason": "Ошибка в сроках", **more}
    return repeal_plan(plan=plan, seen=plan.official.sha256, **facts, by=cast.actor(who))


def approvals(plan: Plan, number: int) -> list[object]:
    signed = plan.signatures.filter(edition__number=number, decision__in=["agreed", "approved"])
    return [one.at for one in signed.order_by("at")]


def test_approval_puts_the_edition_in_force(plan):
    assert plan.official == plan.edition
    force = edition_status(plan.official)
    assert (force.state, force.since) == ("in_force", approvals(plan, 1)[-1])


@pytest.mark.parametrize("status", ["draft", "signoff", "returned"])
def test_edition_in_force_stays_while_the_next_is_made(plan, status):
    plan = bring_to(change(plan), status)
    assert plan.official.number == 1
    assert edition_status(plan.official).state == "in_force"
    if status != "draft":
        assert plan.edition.number == 2
        assert edition_status(plan.edition).state == "not_approved"


def test_next_edition_replaces_it_when_approved(plan):
    plan = bring_to(change(plan), "approved")
    assert (plan.official, plan.official.number) == (plan.edition, 2)
    first, second = plan.editions.order_by("number")
    force = edition_status(first)
    assert (force.state, force.replaced_by) == ("replaced", second)
    assert force.since == approvals(plan, 2)[-1]
    assert edition_status(second).state == "in_force"
    last = plan.changes.filter(action="approve_plan").first()
    assert last.words == "План утверждён, редакция 2 действует. Редакция 1 заменена."


def test_edition_that_was_not_approved_replaces_nothing(plan):
    plan = bring_to(change(plan), "returned")
    plan = bring_to(change(plan, "ещё раз"), "approved")
    states = {
        n: edition_statuses(plan)[pk].state for pk, n in plan.editions.values_list("pk", "number")
    }
    assert states == {1: "replaced", 2: "not_approved", 3: "in_force"}
    assert edition_status(plan.editions.get(number=1)).replaced_by.number == 3


def test_signature_of_closing_is_no_approval(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    assert plan.signatures.filter(decision="closed").exists()
    assert edition_status(plan.edition).state == "not_approved"


def test_repealed_plan_is_approved_anew_by_its_next_edition(cast, plan):
    plan = bring_to(change(repealed(cast, plan)), "approved")
    first, second = plan.editions.order_by("number")
    assert (edition_status(first).state, edition_status(second).state) == ("repealed", "in_force")


def test_replaced_edition_does_not_come_back_when_the_next_is_repealed(cast, plan):
    plan = repealed(cast, bring_to(change(plan), "approved"))
    first, second = plan.editions.order_by("number")
    assert (edition_status(first).state, edition_status(second).state) == ("replaced", "repealed")
