"""Scans and detached signatures of a plan."""

from events.signoff.queries.papers import papers_kept
from tests.events.signoff.views.test_paper import signed_on_paper
from tests.plans import make_plan


def test_a_plan_has_its_own(cast):
    plan = signed_on_paper(cast)
    assert [one.signature.plan_id for one in papers_kept(plan)] == [plan.pk] * 2
    assert papers_kept(make_plan(rows=1)) == []
