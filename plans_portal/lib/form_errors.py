"""Puts what a rule refuses at the fields of the form; it knows no particular form."""

from django import forms
from django.core.exceptions import ValidationError


def show_refusal(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Put each message at its field; what the form has no field for stands above the form."""
    for field, messages in refusal.update_error_dict({}).items():
        form.add_error(field if field in form.fields else None, messages)
