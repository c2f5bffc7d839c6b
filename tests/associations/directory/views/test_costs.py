"""What the pages of the directory cost in queries."""

import datetime as dt

import pytest
from django.utils import timezone

from associations.vocabulary import OfficeRole
from tests.associations.pages import url
from tests.factories import (
    make_association,
    make_office,
    make_organisation,
    make_person,
    make_substitution,
)

today = timezone.localdate


@pytest.fixture
def staff(cast):
    return cast.client("methodist")


def fill(cast) -> None:
    """Put one more of everything into the directory."""
    association = make_association(cast.institution, parent=cast.association)
    organisation = make_organisation(cast.institution)
    for role in (OfficeRole.CHAIR, OfficeRole.CURATOR):
        person = make_person(cast.institution, account=True, organisation=organisation)
        make_office(role, association, person)
    for place in (cast.association, cast.institution):
        office = make_office(OfficeRole.AGREER, place)
        make_substitution(office, cast.person("chair"), since=today(), until=today())
        make_office(OfficeRole.AGREER, place, until=dt.date(2021, 1, 1))
        make_office(OfficeRole.AGREER, place, cast.person("chair"), until=dt.date(2021, 1, 1))


@pytest.mark.parametrize(
    "name",
    [
        "association_list",
        "association_detail",
        "institution_detail",
        "person_list",
        "person_detail",
        "organisation_list",
    ],
)
def test_page_costs_the_same_at_one_row_and_at_many(
    cast, staff, name, django_assert_num_queries, django_assert_max_num_queries
):
    keys = {
        "association_detail": [cast.association.pk],
        "institution_detail": [cast.institution.pk],
        "person_detail": [cast.person("chair").pk],
    }
    address = url(name, *keys.get(name, []))
    fill(cast)
    with django_assert_max_num_queries(15) as at_one:
        staff.get(address)
    for _ in range(4):
        fill(cast)
    with django_assert_num_queries(len(at_one)):
        staff.get(address)
