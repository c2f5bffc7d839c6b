"""The form of the rules of electronic signature."""

from django import forms


class SignatureRulesForm(forms.Form):
    """The text of the next version."""

    text = forms.CharField(
        label="Текст правил",
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="Пустая строка начинает новый абзац",
        error_messages={"required": "Напишите текст правил."},
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
