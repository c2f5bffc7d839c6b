"""Findings that were set aside, as rows of the database."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import DismissedFinding
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


def dismiss(plan, **values) -> DismissedFinding:
    known = {"key": "double_space:x:title", "version": "0" * 16, "reason": "Так на титуле"}
    return DismissedFinding.objects.create(
        plan=plan, **{**known, **values}, at=timezone.now(), by_name="Ветлугин О. Н."
    )


def test_same_words_are_set_aside_once_and_with_a_reason():
    plan = make_plan(rows=1)
    one = dismiss(plan)
    assert str(one) == "double_space:x:title: Так на титуле"
    dismiss(plan, version="1" * 16)
    for wrong in ({}, {"version": "2" * 16, "reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            dismiss(plan, **wrong)
