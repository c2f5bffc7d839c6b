"""Forms of offices."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from associations.models import Office
from tests.associations.pages import text_of, url
from tests.factories import make_office, make_organisation, make_person

today = timezone.localdate


@pytest.fixture
def staff(cast):
    return cast.client("methodist")


def test_office_form_offers_the_roles_of_the_place(cast, staff):
    here = staff.get(url("association_office_add", cast.association.pk)).context["form"]
    above = staff.get(url("institution_office_add", cast.institution.pk)).context["form"]
    assert "methodist" not in dict(here.fields["role"].choices)
    assert "chair" not in dict(above.fields["role"].choices)
    assert cast.person("foreigner") not in here.fields["person"].queryset


def test_refused_seat_stands_at_its_field(cast, staff):
    values = {
        "person": cast.person("secretary").pk,
        "role": "chair",
        "position": "Председатель",
        "since": today().isoformat(),
    }
    answer = staff.post(url("association_office_add", cast.association.pk), values)
    assert "Сначала завершите тот срок" in str(answer.context["form"].errors["since"])


def appointment(cast, role: str, **values) -> dict[str, Any]:
    person = make_person(cast.institution, account=True)
    words = {"position": "Проректор", "since": today().isoformat(), "new_seat": ""}
    return {"person": person.pk, "role": role, **words, **values}


def ended(role: str, place, **values) -> Office:
    return make_office(role, place, until=today() - dt.timedelta(days=1), **values)


def test_appointment_asks_in_whose_place(cast, staff):
    former = ended("agreer", cast.association)
    page = url("association_office_add", cast.association.pk)
    answer = staff.post(page, appointment(cast, "agreer"))
    assert "Выберите, вместо кого" in str(answer.context["form"].errors["replaces"])
    assert former.person.short_name in str(answer.context["form"]["replaces"])
    staff.post(page, appointment(cast, "agreer", replaces=former.pk))
    assert former.successor.position == "Проректор"


def test_new_seat_replaces_nobody(cast, staff):
    ended("agreer", cast.association)
    values = appointment(cast, "agreer", new_seat="on")
    staff.post(url("association_office_add", cast.association.pk), values)
    assert Office.objects.get(person=values["person"]).replaces is None


def test_other_role_is_not_asked_and_foreign_office_is_not_offered(cast, staff):
    ended("agreer", cast.association)
    foreign = ended("curator", cast.foreign_association)
    page = url("association_office_add", cast.association.pk)
    assert staff.post(page, appointment(cast, "curator", replaces=foreign.pk)).status_code == 200
    assert staff.post(page, appointment(cast, "curator")).status_code == 302


def test_chair_follows_the_last_chair(cast, staff):
    Office.objects.filter(pk=cast.office("chair").pk).update(until=today() - dt.timedelta(days=1))
    values = appointment(cast, "chair")
    staff.post(url("association_office_add", cast.association.pk), values)
    assert Office.objects.get(person=values["person"]).replaces == cast.office("chair")


def test_forgotten_former_holder_is_named_later(cast, staff):
    former = ended("agreer", cast.association)
    office = make_office("agreer", cast.association, since=today())
    page = url("office_edit", office.pk)
    form = staff.get(page).context["form"]
    values = {
        "position": office.position,
        "since": office.since.isoformat(),
        "replaces": former.pk,
        "expected_version": form["expected_version"].value(),
    }
    assert staff.post(page, values).status_code == 302
    office.refresh_from_db()
    assert office.replaces == former


def test_namesakes_are_told_apart_by_their_work(cast, staff):
    values = {"last_name": "Кузнецов", "first_name": "Пётр", "middle_name": "Ильич"}
    organisation = make_organisation(cast.institution, short_name="Колледж № 3")
    make_person(cast.institution, **values, position="методист", organisation=organisation)
    make_person(cast.institution, **values, position="", organisation=None)
    page = text_of(staff.get(url("association_office_add", cast.association.pk)))
    assert "Кузнецов Пётр Ильич — методист, Колледж № 3" in page
    shown = text_of(staff.get(url("substitution_add", cast.office("chair").pk)))
    assert "Кузнецов Пётр Ильич — методист, Колледж № 3" in shown
