"""A plan that the chair of another association approves: he reads what was sent, and decides."""

import pytest
from django.urls import reverse

from events.models import Plan, Step
from events.signoff.rules.deciding import sign_plan
from tests.factories import TODAY
from tests.plans import bring_to, change, hand_over, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    """Give a plan whose approval is the stranger's: the chair of another association."""
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    return hand_over(plan, cast.office("stranger"))


def answer(cast, who, plan, name="plan_detail"):
    return cast.client(who).get(reverse(f"events:{name}", args=[plan.pk]))


def test_he_sees_nothing_before_it_is_sent(cast, plan):
    assert answer(cast, "stranger", plan).status_code == 404


def test_he_reads_and_decides_what_was_sent(cast, plan):
    plan = bring_to(plan, "signoff")
    text = answer(cast, "stranger", plan).content.decode()
    assert "Рассмотреть и" in text
    assert plan.title_line in cast.client("stranger").get(reverse("events:desk")).content.decode()
    assert answer(cast, "stranger", plan, "plan_history").status_code == 200
    while plan.status == Plan.Status.SIGNOFF:
        step = plan.steps.filter(stage=plan.stage).exclude(verb="close")[0]
        actor = cast.actor("stranger", TODAY)
        plan = sign_plan(plan=plan, step=step, seen=plan.edition.sha256, by=actor)
    assert plan.status == Plan.Status.APPROVED


def test_he_reads_no_unsent_change(cast, plan):
    plan = change(bring_to(plan, "returned"), "тайная правка")
    page = answer(cast, "stranger", plan)
    assert page.status_code == 200
    assert "тайная правка" not in page.content.decode()


def test_it_stays_hidden_from_others(cast, plan):
    plan = bring_to(plan, "signoff")
    assert answer(cast, "foreigner", plan).status_code == 404
    assert Step.objects.filter(plan=plan, office=cast.office("stranger")).exists()
    assert not Plan.objects.visible_to(cast.actor("unplaced")).exists()
