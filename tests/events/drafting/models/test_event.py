"""Rows, meetings and dates as they are stored."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from events.models import Event, Meeting, Occurrence
from tests.plans import make_plan


def test_only_rows_with_an_agenda_are_meetings(cast):
    plan = make_plan(association=cast.association, rows=3)
    meetings = Meeting.objects.filter(plan=plan)
    assert meetings
    assert set(meetings.values_list("pk", flat=True)) == set(
        plan.events.filter(is_meeting=True).values_list("pk", flat=True)
    )


def test_row_without_a_title_has_a_name():
    assert str(Event()) == "Строка без мероприятия"


def test_date_without_a_first_day_is_a_deadline():
    day = dt.date(2027, 1, 15)
    assert str(Occurrence(ends=day)) == "до 15.01.2027"
    assert str(Occurrence(starts=day, ends=day)) == "15.01.2027"


def test_last_day_is_not_before_the_first(cast):
    event = make_plan(association=cast.association, rows=1).events.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        event.occurrences.create(starts=dt.date(2027, 2, 2), ends=dt.date(2027, 2, 1))
