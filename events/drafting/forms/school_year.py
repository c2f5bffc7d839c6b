"""The form of one part of the school year in the institute's calendar."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from associations.directory.forms import DayInput
from events.drafting.models.school_span import SchoolPart
from events.plan.period import Period, academic_to_plan


class SchoolSpanForm(forms.Form):
    """Which school year, which part of it, its first and last day."""

    part = forms.TypedChoiceField(
        label="Четверть, каникулы или триместр",
        choices=[("", "Выберите"), *SchoolPart.choices],
        coerce=int,
    )
    starts = forms.DateField(label="Первый день", widget=DayInput)
    ends = forms.DateField(label="Последний день", widget=DayInput)

    field_order = ("year", "part", "starts", "ends")

    def __init__(self, data: Mapping[str, Any] | None, *, today: dt.date) -> None:
        """The school years offered are the one that is planned today and those beside it."""
        coming = academic_to_plan(today).starts.year
        super().__init__(data, initial={"year": coming})
        years = [Period.of_academic_year(coming + ahead) for ahead in (-1, 0, 1)]
        self.fields["year"] = forms.TypedChoiceField(
            label="Учебный год",
            choices=[(one.starts.year, one.short) for one in years],
            coerce=int,
        )
        self.order_fields(self.field_order)
