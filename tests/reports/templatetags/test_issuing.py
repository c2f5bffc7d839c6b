"""Pages of plans ask which documents are not issued: once, and never for a draft."""

import pytest

from reports.templatetags.issuing import refused_issue, refused_issues
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
