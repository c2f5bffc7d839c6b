"""Queries of «Мой стол»."""

import pytest

from events.models import Plan
from events.oversight.queries import missing_plans
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
