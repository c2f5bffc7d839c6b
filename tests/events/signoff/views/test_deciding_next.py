"""After a decision the next plan that waits is offered."""

import pytest
from django.urls import reverse

from events.models import Plan
from tests.events.signoff.decisions import decide_url, returning, signing
from tests.plans import bring_to, make_plan


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", association=cast.association, rows=1)


def sent(plan: Plan) -> Plan:
    return bring_to(plan, "signoff")


def waiting_for_curator(cast) -> Plan:
    other = make_plan("rumo-directions", "signoff", association=cast.association, rows=1)
    curator = cast.office("curator")
    other.steps.filter(verb="approve").update(office=curator, stage=other.stage)
    return other


def test_after_a_decision_the_next_plan_is_offered(cast, plan):
    plan = sent(plan)
    other = waiting_for_curator(cast)
    address = decide_url(other, "approve")
    skip = f"{decide_url(plan)}?skip=1"
    assert cast.client("curator").get(skip).url == address
    answer = cast.client("curator").post(decide_url(plan), signing(plan), follow=True).text
    assert f"href='{address}'>Следующий план: {other.title_line[:40]}" in answer
    answer = cast.client("curator").post(address, returning(other, "Нет"), follow=True).text
    assert "Больше вашего решения ничего не ждёт." in answer
    assert f"href='{reverse('events:desk')}'" in answer


def test_nothing_to_skip_to_is_said_on_the_desk(cast, plan):
    plan = sent(plan)
    answer = cast.client("curator").get(f"{decide_url(plan)}?skip=1", follow=True)
    assert answer.redirect_chain == [(reverse("events:desk"), 302)]
    assert "Кроме этого плана, вашего решения ничего не ждёт." in answer.text


def test_title_of_the_next_plan_is_text(cast, plan):
    plan = sent(plan)
    other = waiting_for_curator(cast)
    Plan.objects.filter(pk=other.pk).update(title="<b>План</b>")
    answer = cast.client("curator").post(decide_url(plan), signing(plan), follow=True).text
    assert "Следующий план: &lt;b&gt;План" in answer
