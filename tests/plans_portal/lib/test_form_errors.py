"""What a rule refuses is shown at the fields of the form."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from plans_portal.lib.form_errors import show_refusal


class NameForm(forms.Form):
    name = forms.CharField()


def test_message_goes_to_its_field_or_above_the_form():
    form = NameForm({"name": "РУМО"})
    assert form.is_valid()
    show_refusal(form, ValidationError({"name": "Занято.", "owner": "Нет владельца."}))
    show_refusal(form, ValidationError("Поздно."))
    assert form.errors["name"] == ["Занято."]
    assert form.errors[NON_FIELD_ERRORS] == ["Нет владельца.", "Поздно."]
