"""What the plan's page shows when it is asked for the rows by date."""

import datetime as dt
from typing import Any

from django import forms

from associations.offices.queries import Request
from events.calendar.queries.by_date import by_date
from events.plan.content import PlanContent
from plans_portal.lib.filter_form import filter_helper


class EdgesForm(forms.Form):
    """From which day and till which; a wrong one narrows nothing."""

    helper = filter_helper()

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        # «from» is a word of Python, and belongs into the address.
        for name, label in (("from", "С"), ("to", "По")):
            widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = forms.DateField(label=label, required=False, widget=widget)

    def edge(self, name: str) -> dt.date | None:
        """The day, if it is one."""
        self.is_valid()
        day: dt.date | None = self.cleaned_data.get(name)
        return day


def rows_by_date(request: Request, content: PlanContent) -> dict[str, object]:
    """The rows in the order of their dates, where `?order=date` asks for them; else nothing."""
    if request.GET.get("order") != "date":
        return {}
    form = EdgesForm(request.GET)
    since, until = form.edge("from"), form.edge("to")
    return {
        "edges": form,
        "kept": {"order": "date"},
        "is_narrowed": bool(since or until),
        "by_date": by_date(content, since, until),
    }
