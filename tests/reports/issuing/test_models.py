"""Issue failures: who sees them."""

import pytest

from reports.issuing.rules.issue import DamagedFile, issue_pdf
from reports.models import IssueFailure
from tests.cast import EVERYBODY
from tests.plans import author_of, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan(status="approved", association=cast.association, rows=2)


def test_staff_of_another_institution_see_none(careless, plan, cast):
    with pytest.raises(DamagedFile):
        issue_pdf(plan=plan, by=author_of(plan.association))
    for who in EVERYBODY:
        seen = IssueFailure.objects.visible_to(cast.actor(who)).exists()
        assert seen == (who in ("methodist", "superuser"))
