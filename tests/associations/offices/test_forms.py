"""Forms of offices."""

import pytest
from django.utils import timezone

from tests.associations.pages import url

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
