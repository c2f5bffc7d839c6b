"""The plan's page with its rows by date (`?order=date`)."""

import datetime as dt
from typing import Any

from django import forms

from associations.offices.queries import Request
from events.calendar.queries.by_date import by_date
from events.drafting.queries.school_year import school_days_of
from events.models import Plan
from events.plan.content import PlanContent
from plans_portal.lib.filter_form import filter_helper


class EdgesForm(forms.Form):
    """Two dates that limit the rows; a wrong date is ignored."""

    helper = filter_helper()

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        # «from» is a keyword of Python, so the fields are made here.
        for name, label in (("from", "С"), ("to", "По")):
            widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = forms.DateField(label=label, required=False, widget=widget)

    def edge(self, name: str) -> dt.date | None:
        """The date, or None."""
        self.is_valid()
        day: dt.date | None = self.cleaned_data.get(name)
        return day


def rows_by_date(request: Request, plan: Plan, content: PlanContent) -> dict[str, object]:
    """Context of the page if the address has `?order=date`, else an empty one."""
    if request.GET.get("order") != "date":
        return {}
    form = EdgesForm(request.GET)
    since, until = form.edge("from"), form.edge("to")
    return {
        "edges": form,
        "kept": {"order": "date"},
        "is_narrowed": bool(since or until),
        "by_date": by_date(content, since, until, school_days_of(plan.association.institution_id)),
    }
