"""A refused document is issued when a methodist has seen its paper, and only for that cause."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from reports.issuing.rules.issue import NotIssued, issue_pdf
from reports.issuing.rules.lifting import lift_failure, objection_to_lifting
from reports.models import IssueFailure
from tests.plans import author_of, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def failure(careless, cast):
    plan = make_plan(status="approved", association=cast.association, rows=1)
    with pytest.raises(NotIssued):
        issue_pdf(plan=plan, by=author_of(plan.association))
    return IssueFailure.objects.get()


def test_another_cause_stops_it_again(failure, cast):
    lift_failure(failure=failure, reason="Сверено.", by=cast.actor("methodist"))
    # As if other parts had been missing then.
    IssueFailure.objects.update(cause="0" * 64)
    with pytest.raises(NotIssued):
        issue_pdf(plan=failure.edition.plan, by=author_of(cast.association))
    assert IssueFailure.objects.filter(lifted_at=None).count() == 1


def test_it_is_lifted_once_by_staff_with_a_reason(failure, cast):
    with pytest.raises(PermissionDenied, match="методист"):
        lift_failure(failure=failure, reason="Сверено.", by=cast.actor("chair"))
    with pytest.raises(ValidationError, match="почему бумага верна"):
        lift_failure(failure=failure, reason="  ", by=cast.actor("methodist"))
    lifted = lift_failure(failure=failure, reason="Сверено.", by=cast.actor("methodist"))
    assert lifted.lifted_by_name == cast.actor("methodist").name
    assert objection_to_lifting(lifted, cast.actor("methodist")) == "Выдача уже разрешена."
    issued = issue_pdf(plan=failure.edition.plan, by=author_of(cast.association))
    assert issued.edition == failure.edition
