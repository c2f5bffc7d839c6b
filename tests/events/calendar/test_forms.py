"""Filters of the calendar: what they narrow, and wrong values."""

import datetime as dt

import pytest

from events.calendar.forms import CalendarForm, UpcomingForm, first_of_month
from events.models import Plan
from tests.plans import make_plan

TODAY = dt.date(2027, 3, 10)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-04", dt.date(2026, 4, 1)),
        ("2026-13", dt.date(2027, 3, 1)),
        ("апрель", dt.date(2027, 3, 1)),
        (None, dt.date(2027, 3, 1)),
    ],
)
def test_month_of_the_address_or_the_present_one(text, first):
    assert first_of_month(text, TODAY) == first


def test_filters_narrow_the_plans_and_stay_in_links(cast):
    plan = make_plan(association=cast.association, rows=0)
    data = {"association": str(cast.association.pk), "what": "meetings", "page": "2"}
    form = CalendarForm(data, plans=Plan.objects.all())
    assert (list(form.narrowed), form.meetings, form.is_filtered) == ([plan], True, True)
    assert form.query == {"association": str(cast.association.pk), "what": "meetings"}
    other = CalendarForm({"kind": "omo"}, plans=Plan.objects.all())
    assert list(other.narrowed) == []


def test_wrong_value_is_ignored(cast):
    plan = make_plan(association=cast.association, rows=0)
    form = UpcomingForm({"association": "x", "kind": "?", "ahead": "9"}, plans=Plan.objects.all())
    assert (list(form.narrowed), form.is_filtered) == ([plan], False)
    assert form.days == dt.timedelta(days=31)
