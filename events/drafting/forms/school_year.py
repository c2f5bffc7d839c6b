"""The form of one part of the school year in the institute's calendar."""

import datetime as dt

from django import forms

from associations.directory.forms import DayInput, ask_to_choose
from events.drafting.models.school_span import SchoolPart
from events.plan.period import Period, academic_to_plan


class SchoolSpanForm(forms.Form):
    """Which school year, which part of it, its first and last day."""

    year = forms.TypedChoiceField(label="Учебный год", coerce=int)
    part = forms.TypedChoiceField(
        label="Четверть, каникулы или триместр",
        choices=[("", ""), *SchoolPart.choices],
        coerce=int,
    )
    starts = forms.DateField(label="Первый день", widget=DayInput)
    ends = forms.DateField(label="Последний день", widget=DayInput)

    def __init__(self, data: object, *, today: dt.date) -> None:
        """The school years offered are the present one and those beside it."""
        coming = academic_to_plan(today).starts.year
        super().__init__(data, initial={"year": coming})  # type: ignore[arg-type]
        years = [Period.of_academic_year(coming + ahead) for ahead in (-1, 0, 1)]
        self.fields["year"].choices = [(one.starts.year, one.short) for one in years]  # type: ignore[attr-defined]
        ask_to_choose(self)
