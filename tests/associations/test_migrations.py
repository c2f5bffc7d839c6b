"""What migrations make of the rows that are there."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from associations.models import Office
from associations.vocabulary import OfficeRole
from tests.factories import TODAY, make_office

DAY = dt.timedelta(days=1)


def name_successors() -> dict[Office, Office | None]:
    migration = import_module("associations.migrations.0008_name_successors")
    migration.name_successors(apps, None)
    return {office: office.replaces for office in Office.objects.select_related("replaces")}


def row_of(role: str, place, *, position: str = "Директор", overlap: int = 0) -> list[Office]:
    """Three offices one after another; `overlap` days too many for the first."""
    ends = (TODAY - 10 * DAY + overlap * DAY, TODAY - DAY, None)
    begins = (TODAY - 30 * DAY, TODAY - 9 * DAY, TODAY)
    return [
        make_office(role, place, since=since, until=until, position=position)
        for since, until in zip(begins, ends, strict=True)
    ]


def test_chairs_follow_one_another(cast):
    Office.objects.filter(pk=cast.office("chair").pk).update(until=TODAY - 31 * DAY)
    first, second, third = row_of(OfficeRole.CHAIR, cast.association)
    found = name_successors()
    assert (found[first], found[second], found[third]) == (cast.office("chair"), first, second)
    assert found[cast.office("chair")] is None


@pytest.mark.parametrize(
    ("role", "values", "is_certain"),
    [
        (OfficeRole.APPROVER, {}, True),
        (OfficeRole.APPROVER, {"overlap": 3}, False),
        (OfficeRole.AGREER, {}, False),
    ],
)
def test_elsewhere_only_a_seat_of_one_is_certain(cast, role, values, is_certain):
    first, second, third = row_of(role, cast.institution, **values)
    other = make_office(role, cast.institution, since=TODAY, position="Проректор")
    found = name_successors()
    assert (found[second], found[third]) == ((first, second) if is_certain else (None, None))
    assert found[other] is None
