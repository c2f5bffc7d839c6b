"""The form of requirements."""

from events.drafting.forms.requirement import RequirementForm, initial_of
from events.models import Requirement


def test_empty_form_requires_nothing():
    form = RequirementForm({})
    assert form.is_valid()
    assert form.cleaned_data["meetings"] == 0
    assert form.cleaned_data["report_month"] is None


def test_it_shows_what_is_required():
    assert initial_of(None) == {"meetings": 0}
    assert initial_of(Requirement(meetings=4, report_day=15, report_month=1)) == {
        "meetings": 4,
        "report_day": 15,
        "report_month": 1,
        "sections": "",
    }
