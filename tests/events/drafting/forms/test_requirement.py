"""The form of requirements."""

from events.drafting.forms.requirement import RequirementForm
from events.models import Requirement


def test_empty_form_requires_nothing():
    form = RequirementForm({}, requirement=Requirement())
    assert form.is_valid()
    assert form.cleaned_data["meetings"] == 0
    assert form.cleaned_data["report_month"] is None


def test_it_shows_what_is_required():
    form = RequirementForm(requirement=Requirement(meetings=4, report_day=15, report_month=1))
    shown = {name: form[name].value() for name in ("meetings", "report_day", "report_month")}
    assert shown == {"meetings": 4, "report_day": 15, "report_month": 1}
