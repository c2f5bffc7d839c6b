"""Pages of offices and substitutions."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.associations.pages import text_of, url

today = timezone.localdate


@pytest.fixture
def staff(cast):
    return cast.client("methodist")


def test_substitution_is_recorded_shown_and_ended(cast, staff):
    chair = cast.office("chair")
    values = {
        "person": cast.person("secretary").pk,
        "manner": "acting",
        "since": today().isoformat(),
        "until": (today() + dt.timedelta(days=3)).isoformat(),
        "basis": "приказ № 5",
    }
    staff.post(url("substitution_add", chair.pk), values)
    substitution = chair.substitutions.get()
    page = text_of(staff.get(cast.association.get_absolute_url()))
    assert "Завершить замещение" in page
    staff.post(url("substitution_end", substitution.pk), {"until": today().isoformat()})
    substitution.refresh_from_db()
    assert substitution.until == today()


def test_appointment_leads_to_writing_down_whom_the_list_lacks(cast):
    address = url("association_office_add", cast.association.pk)
    assert url("person_add") in cast.client("methodist").get(address).text
