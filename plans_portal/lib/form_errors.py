"""Shows on a form what a rule refuses."""

from django import forms
from django.core.exceptions import ValidationError


def show_refusal(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Put each message at its field; those without a field of the form go above the form."""
    for field, messages in refusal.update_error_dict({}).items():
        form.add_error(field if field in form.fields else None, messages)
