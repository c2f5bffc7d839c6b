"""Filters of the calendar; a wrong value in the address is ignored."""

import datetime as dt
import re
from typing import Any

from django import forms

from associations.models import Association
from events.drafting.models.plan import PlanQuerySet
from plans_portal.lib.filter_form import filter_helper

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


class CalendarForm(forms.Form):
    """Filters by association, its kind, meetings only."""

    helper = filter_helper(live="change, submit")
    association = forms.ModelChoiceField(
        Association.objects.none(), label="Объединение", required=False, empty_label="Все"
    )
    kind = forms.ChoiceField(
        label="Вид объединения", required=False, choices=[("", "Любой"), *Association.Kind.choices]
    )
    what = forms.ChoiceField(
        label="Что показать",
        required=False,
        choices=[("", "Все мероприятия"), ("meetings", "Только заседания")],
    )

    def __init__(self, data: Any, *, plans: PlanQuerySet) -> None:
        """`plans` are those that the reader may see: only their associations are offered."""
        super().__init__(data)
        known = Association.objects.filter(pk__in=plans.values("association"))
        self.fields["association"].queryset = known.order_by("name")  # type: ignore[attr-defined]
        self.full_clean()
        self.plans = plans

    @property
    def narrowed(self) -> PlanQuerySet:
        """The plans that pass the filters."""
        plans = self.plans
        if association := self.cleaned_data.get("association"):
            plans = plans.filter(association=association)
        if kind := self.cleaned_data.get("kind"):
            plans = plans.filter(association__kind=kind)
        return plans

    @property
    def meetings(self) -> bool:
        """Whether to show only meetings."""
        return self.cleaned_data.get("what") == "meetings"

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return any(self.cleaned_data.get(name) for name in ("association", "kind", "what"))

    @property
    def query(self) -> dict[str, str]:
        """The filters that are set, for links to other months."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}


class UpcomingForm(CalendarForm):
    """The same filters, and how far ahead to look."""

    ahead = forms.ChoiceField(
        label="На сколько вперёд",
        required=False,
        choices=[("", "На месяц"), ("14", "На две недели"), ("92", "На три месяца")],
    )

    @property
    def days(self) -> dt.timedelta:
        """The length of the time to show."""
        return dt.timedelta(days=int(self.cleaned_data.get("ahead") or 31))


def first_of_month(text: str | None, today: dt.date) -> dt.date:
    """The first day of a month written «2026-04»; of the present month if it is not one."""
    match = _MONTH.fullmatch(text or "")
    return dt.date(int(match[1]), int(match[2]), 1) if match else today.replace(day=1)
