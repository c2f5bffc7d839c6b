"""Pages of plans ask which documents are not issued: once, and never for a draft."""

import pytest
from django.utils import timezone

from events.plan.period import Period
from reports.models import IssueFailure
from reports.templatetags.issuing import refused_editions, refused_issue, refused_issues
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


def test_a_draft_is_asked_nothing(cast, django_assert_num_queries):
    plan = make_plan(association=cast.association, rows=1)
    with django_assert_num_queries(0):
        assert refused_issue(plan) is None


def test_a_plan_in_force_and_a_methodist_cost_one_query(cast, django_assert_num_queries):
    plan = make_plan(status="approved", association=cast.association, rows=1)
    actor = cast.actor("methodist")
    with django_assert_num_queries(2):
        assert refused_issue(plan) is None
        assert refused_issues(actor) == []


def test_plans_of_a_desk_are_asked_together(cast, django_assert_num_queries):
    draft = make_plan(association=cast.association, rows=1)
    with django_assert_num_queries(0):
        assert refused_editions([draft]) == set()
    period = Period.of_calendar_year(2031)
    plan = make_plan(status="approved", association=cast.association, rows=1, period=period)
    IssueFailure.objects.create(
        edition_id=plan.official_id or 0,
        missing=[{"place": "таблица 1, строка 1", "text": "Заседание"}],
        renderer="x",
        at=timezone.now(),
        asked_by=cast.users["chair"],
    )
    with django_assert_num_queries(1):
        assert refused_editions([draft, plan]) == {plan.official_id}
