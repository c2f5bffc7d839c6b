"""A plan as it is stored: its period, its state in words, which rows are listed."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.drafting.models.plan import UID, new_uid
from events.models import Plan
from tests.plans import change, make_plan


def test_uid_is_new_and_well_formed():
    assert UID.fullmatch(new_uid())
    assert new_uid() != new_uid()


def test_period_of_reason_is_required():
    plan = Plan(period_start=dt.date(1027, 1, 1), period_end=dt.date(1027, 12, 31))
    with pytest.raises(ValidationError):
        plan.clean()


def test_open_plan_with_an_edition_in_force_is_being_changed(cast):
    plan = make_plan("rumo-headings", "approved", association=cast.association, rows=1)
    assert (plan.is_open, plan.is_revised, plan.edition_number) == (False, False, 1)
    plan = change(plan)
    assert (plan.is_open, plan.is_revised) == (True, True)
    assert plan.state_words == "Вносятся изменения"


def test_removed_draft_is_not_listed(cast):
    plan = make_plan(association=cast.association, rows=1)
    Plan.objects.filter(pk=plan.pk).update(removed_at=timezone.now(), removed_by=cast.user("chair"))
    assert plan not in Plan.objects.not_removed()
    assert plan not in Plan.objects.visible_to(cast.actor("chair"))
