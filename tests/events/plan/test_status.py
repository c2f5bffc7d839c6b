"""What each status of a plan means."""

import datetime as dt

import pytest

from events.drafting.rules.transitions import TRANSITIONS, place_in_words
from events.layouts.models import Layout
from events.models import Plan, Step
from events.plan.status import PlanStatus
from events.signoff.queries.plan_state import plan_state
from events.templatetags.plans import state_mark
from tests.factories import TODAY

PLAN_STATES = {
    PlanStatus.DRAFT: ("У авторов плана", "отправить на согласование"),
    PlanStatus.SIGNOFF: ("Согласует И. И. Первая", "утвердит И. И. Вторая"),
    PlanStatus.RETURNED: ("У авторов плана", "исправить по замечаниям и отправить снова"),
    PlanStatus.REJECTED: ("У авторов плана", "переделать и отправить заново"),
    PlanStatus.APPROVED: ("Утверждён", "проведение мероприятий по редакции 0"),
}
SINCE = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def plan_in(status: str) -> Plan:
    return Plan(status=status, status_since=SINCE, stage=1, layout=Layout())


@pytest.mark.parametrize("status", PlanStatus)
def test_status_has_all_its_facts(status):
    assert status.label
    assert status.where
    assert status.instead.endswith(".")
    assert status.icon
    assert status.tone in ("", "wait", "good", "bad")
    assert status.is_open is not status.closed_because.endswith(".")


@pytest.mark.parametrize("status", PlanStatus)
def test_model_and_badge_follow(status):
    plan = plan_in(status.value)
    assert plan.is_open is status.is_open
    assert place_in_words(plan) == status.where
    assert state_mark(plan) == {"text": status.label, "icon": status.icon, "tone": status.tone}


@pytest.mark.parametrize("status", PlanStatus)
def test_there_is_a_way_out(status):
    assert [name for name, starts in TRANSITIONS.items() if status in starts and name != "repeal"]


@pytest.mark.parametrize("status", PlanStatus)
def test_plan_state_of_a_status(status):
    steps = [
        Step(uid="1", stage=1, verb="agree", name="И. И. Первая"),
        Step(uid="2", stage=2, verb="approve", name="И. И. Вторая"),
        Step(uid="3", stage=2, verb="close", name="И. И. Третья"),
        Step(uid="4", stage=3, verb="approve", name="И. И. Четвёртая"),
    ]
    found = plan_state(plan_in(status.value), steps, set(), on=TODAY)
    assert (found.holder, found.then) == PLAN_STATES[status]
    assert found.since == dt.date(2026, 11, 21)


def test_unknown_status_is_no_other_one():
    with pytest.raises(ValueError, match="archived"):
        plan_state(plan_in("archived"), [], set(), on=TODAY)
