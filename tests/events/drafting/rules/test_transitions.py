"""Transitions: from the right statuses only, and only once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.drafting.rules.transitions import raise_objection, transition
from events.models import Plan
from tests.plans import make_plan


def test_second_of_two_is_refused(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    stale = Plan.objects.get(pk=plan.pk)
    transition(plan, "recall", to=Plan.Status.DRAFT)
    assert plan.status == Plan.Status.DRAFT
    with pytest.raises(ValidationError, match="План изменился"):
        transition(stale, "recall", to=Plan.Status.DRAFT)


def test_wrong_status_is_refused(cast):
    plan = make_plan(association=cast.association, rows=1)
    with pytest.raises(ValidationError):
        transition(plan, "recall", to=Plan.Status.DRAFT)


def test_objection_is_raised_as_the_right_error():
    raise_objection(None, forbidden=True)
    with pytest.raises(PermissionDenied, match="нельзя"):
        raise_objection("нельзя", forbidden=True)
    with pytest.raises(ValidationError, match="поздно"):
        raise_objection("поздно", forbidden=False)
