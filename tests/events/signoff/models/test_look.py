"""What somebody last looked at, as a row of the database."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Look
from tests.plans import make_plan


def test_account_has_one_look_at_a_plan(cast):
    plan = make_plan(status="signoff", association=cast.association, rows=1)
    seen = {"plan": plan, "user": cast.user("approver"), "edition": plan.edition}
    look = Look.objects.create(**seen, at=timezone.now())
    assert str(look).endswith("Редакция 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Look.objects.create(**seen, at=timezone.now())
