"""Forms of own days and of terms."""

import datetime as dt

import pytest

from associations.working_days.forms import InstituteDayForm, TermsForm


@pytest.mark.parametrize(("sent", "is_working"), [("True", True), ("False", False)])
def test_day_is_read(sent, is_working):
    form = InstituteDayForm({"day": "2026-12-03", "is_working": sent, "why": " приказ "})
    assert form.is_valid()
    assert form.cleaned_data == {
        "day": dt.date(2026, 12, 3),
        "is_working": is_working,
        "why": "приказ",
    }


def test_day_is_needed():
    form = InstituteDayForm({"is_working": "False"})
    assert list(form.errors) == ["day"]


def test_only_people_with_an_account_of_the_institution_are_told(cast):
    field = TermsForm(instance=cast.institution)["escalation_to"]
    people = {str(option.data["label"]) for option in field.subwidgets}
    assert cast.person("chair").short_name in people
    assert cast.person("foreigner").short_name not in people
