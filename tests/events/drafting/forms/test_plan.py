"""The forms that start a plan and change its heading."""

import datetime as dt

from events.drafting.forms.plan import HeadingForm, PlanForm, chosen_period, period_choices
from events.plan.period import Period


def test_each_offered_period_can_be_chosen():
    choices = period_choices(dt.date(2026, 11, 21))
    assert chosen_period("calendar-2027") == Period.of_calendar_year(2027)
    assert [chosen_period(code).label() for code, _label in choices] == [
        label for _code, label in choices
    ]


def test_only_association_is_chosen_with_a_layout_of_its_kind(cast):
    form = PlanForm(actor=cast.actor("chair"))
    assert form.chosen("association") == cast.association
    assert form.chosen("layout").association_kind == cast.association.kind


def test_foreign_association_is_not_chosen(cast):
    form = PlanForm(actor=cast.actor("chair"), initial={"association": cast.foreign_association.pk})
    assert form.chosen("association") is None


def test_heading_loses_its_blank_lines():
    form = HeadingForm({"title": "План\r\n\r\n работы ", "city": "", "imprint": ""})
    assert form.is_valid()
    assert form.values().title == "План\nработы"
