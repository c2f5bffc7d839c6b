"""Pages of offices and substitutions."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.associations.pages import text_of, url
from tests.factories import make_substitution

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


def test_last_day_that_another_has_set_meanwhile_is_not_overwritten(cast, staff):
    office, day = cast.office("secretary"), dt.timedelta(days=1)
    opened = cast.client("methodist").get(url("office_end", office.pk)).context["form"]
    staff.post(url("office_end", office.pk), {"until": (today() + 5 * day).isoformat()})
    typed = {
        "until": (today() + 9 * day).isoformat(),
        "position": office.position,
        "expected_version": opened["expected_version"].value(),
    }
    answer = staff.post(url("office_end", office.pk), typed)
    office.refresh_from_db()
    assert office.until == today() + 5 * day
    assert "изменил другой человек" in text_of(answer)
    form = answer.context["form"]
    assert form["until"].value() == typed["until"]
    again = typed | {"expected_version": form["expected_version"].value()}
    assert staff.post(url("office_end", office.pk), again).status_code == 302
    office.refresh_from_db()
    assert office.until == today() + 9 * day


def test_end_of_a_substitution_that_another_has_set_meanwhile_is_not_overwritten(cast, staff):
    day = dt.timedelta(days=1)
    substitution = make_substitution(cast.office("chair"))
    address = url("substitution_end", substitution.pk)
    version = staff.get(address).context["form"]["expected_version"].value()
    staff.post(address, {"until": (substitution.since + day).isoformat()})
    answer = staff.post(
        address, {"until": substitution.since.isoformat(), "expected_version": version}
    )
    was = substitution.since + day
    substitution.refresh_from_db()
    assert substitution.until == was
    assert "изменил другой человек" in text_of(answer)
