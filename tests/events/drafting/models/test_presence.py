"""Open pages of a plan, as rows of the database."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Presence
from tests.factories import make_user
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


def test_page_is_noted_once_in_a_plan():
    plan, user = make_plan(rows=1), make_user()
    known = {"user": user, "name": "Ветлугин О. Н.", "tab": "a" * 32, "at": timezone.now()}
    assert str(Presence.objects.create(plan=plan, **known)) == "Ветлугин О. Н."
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(plan=plan, **known)
    Presence.objects.create(plan=make_plan("rmc-directions", rows=1), **known)
    assert Presence.objects.count() == 2
