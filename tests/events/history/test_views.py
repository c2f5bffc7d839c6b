"""The page of a plan's history."""

import pytest
from django.urls import reverse

from events.models import Plan
from tests.plans import bring_to, change, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", "approved", association=cast.association, rows=1)


def url(name: str, plan: Plan) -> str:
    return reverse(f"events:{name}", args=[plan.pk])


def page(cast, who: str, plan: Plan, name: str = "plan_detail") -> str:
    return cast.client(who).get(url(name, plan)).text


def test_history_tells_what_became_of_each_edition(cast, plan):
    plan = bring_to(change(plan), "approved")
    words = {"seen": plan.official.sha256, "reason": "Ошибка в сроках", "act": "приказ № 7"}
    cast.client("methodist").post(url("plan_repeal", plan), words)
    history = page(cast, "chair", plan, "plan_history")
    for said in ("Заменена редакцией 2", "Отменена", "приказ № 7", "Ошибка в сроках"):
        assert said in history
