"""The form that sets a finding of the check aside."""

from django import forms


class DismissalForm(forms.Form):
    """A word why it is right as it is; those who decide on the plan's draft read it."""

    reason = forms.CharField(
        label="Почему так и надо",
        max_length=300,
        help_text="Это прочтут куратор и другие авторы",
        widget=forms.TextInput(attrs={"autofocus": True}),
        error_messages={"required": "Напишите, почему так и надо."},
    )
