"""Own days as the count of working days takes them."""

import datetime as dt

from associations.models import InstituteDay
from associations.working_days.queries import own_days_of
from tests.factories import TODAY


def test_days_are_told_with_what_they_are(cast):
    for day, is_working in ((TODAY, True), (TODAY + dt.timedelta(days=2), False)):
        InstituteDay.objects.create(institution=cast.institution, day=day, is_working=is_working)
    found = own_days_of(cast.institution)
    assert found == {TODAY: True, TODAY + dt.timedelta(days=2): False}
    assert own_days_of(cast.foreign_institution) == {}
