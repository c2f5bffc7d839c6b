"""Own days of an institution, as the database keeps them."""

import pytest
from django.db import IntegrityError

from associations.models import InstituteDay
from tests.factories import TODAY


def test_day_is_there_once(cast):
    InstituteDay.objects.create(institution=cast.institution, day=TODAY)
    with pytest.raises(IntegrityError):
        InstituteDay.objects.create(institution=cast.institution, day=TODAY, is_working=True)


def test_days_are_seen_in_their_institution(cast):
    InstituteDay.objects.create(institution=cast.institution, day=TODAY)

    def sees(who):
        return InstituteDay.objects.visible_to(cast.actor(who)).exists()

    assert [who for who in ("curator", "foreigner", "superuser", "anonymous") if sees(who)] == [
        "curator",
        "superuser",
    ]


def test_day_says_what_it_is(cast):
    assert str(InstituteDay(institution=cast.institution, day=TODAY)) == "21.11.2026: выходной"
