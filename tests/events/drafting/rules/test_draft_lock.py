"""What a change of a plan begins and ends with."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from associations.models import Office
from events.drafting.rules.draft_lock import (
    bump_revision,
    objection_to_drafting,
    plan_to_change,
    read_again,
)
from tests.plans import bring_to, make_plan


@pytest.mark.parametrize("who", ["curator", "approver", "stranger", "superuser"])
def test_only_authors_change_a_plan(cast, who):
    plan = make_plan(association=cast.association, rows=1)
    assert objection_to_drafting(plan, cast.actor("secretary")) is None
    with pytest.raises(PermissionDenied), transaction.atomic():
        plan_to_change(plan, cast.actor(who))


def test_author_whose_office_ended_meanwhile_changes_nothing(cast):
    plan, chair = make_plan(association=cast.association, rows=1), cast.actor("chair")
    yesterday = chair.on - dt.timedelta(days=1)
    Office.objects.filter(pk=cast.office("chair").pk).update(until=yesterday)
    assert objection_to_drafting(plan, chair) is None
    with pytest.raises(PermissionDenied), transaction.atomic():
        plan_to_change(plan, chair)


def test_closed_plan_is_read_from_the_database(cast):
    stale = make_plan("rumo-headings", association=cast.association, rows=1)
    bring_to(stale, "signoff")
    with pytest.raises(ValidationError, match="на согласовании"), transaction.atomic():
        plan_to_change(stale, cast.actor("chair"))


def test_row_that_is_gone_is_refused(cast):
    plan = make_plan(association=cast.association, rows=1)
    event = plan.events.first()
    assert read_again(plan.events.all(), event.pk) == event
    plan.events.filter(pk=event.pk).delete()
    with pytest.raises(ValidationError, match="удалил другой человек"):
        read_again(plan.events.all(), event.pk)


def test_each_change_is_counted(cast):
    plan = make_plan(association=cast.association, rows=1)
    revision = plan.revision
    bump_revision(plan)
    assert plan.revision == revision + 1
