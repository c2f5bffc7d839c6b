"""Queries of «Мой стол»."""

import pytest

from events.models import Plan
from events.oversight.queries import missing_plans, my_plans, returned_first, returns_of
from events.signoff.queries.plan_state import with_steps
from events.signoff.rules.revision import (
    repeal_plan,
)
from tests.plans import change, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", "approved", association=cast.association, rows=1)


def repealed(cast, plan: Plan, who: str = "methodist", **more) -> Plan:
    facts = {"reason": "Ошибка в сроках", **more}
    return repeal_plan(plan=plan, seen=plan.official.sha256, **facts, by=cast.actor(who))


def test_staff_remind_of_a_repealed_plan_and_not_of_a_changed_one(cast, plan):
    def listed() -> bool:
        return plan.pk in {
            one.plan.pk for one in missing_plans(cast.actor("methodist")) if one.plan
        }

    plan = change(plan)
    assert not listed()
    repealed(cast, plan)
    assert listed()


@pytest.mark.parametrize("status", ["returned", "rejected"])
def test_returned_plans_come_first(cast, status):
    late = make_plan("rumo-headings", association=cast.association, rows=1)
    back = make_plan("moc-results", status, association=cast.association, rows=1)
    plans = my_plans(cast.actor("chair"))
    assert list(returned_first(plans)) == [back, late]


def test_who_returned_a_plan_is_told_with_the_remarks(cast):
    back = make_plan("moc-results", "returned", association=cast.association, rows=1)
    sent = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    plans = with_steps(Plan.objects.filter(pk__in=[back.pk, sent.pk]))
    [(key, told)] = returns_of(plans, cast.actor("chair")).items()
    assert (key, [one.text for one in told.remarks]) == (back.pk, ["Уточните сроки."])
    assert told.by == back.edition.signatures.get(decision="returned").name
