"""Forms of sign-off: send, decide, record a signature made on paper."""

from django import forms


class SeenForm(forms.Form):
    """Carries the fingerprint of what the person looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SignForm(SeenForm):
    """Agree or approve with one's own simple electronic signature."""


class PaperForm(SeenForm):
    """Record a signature that was made on paper."""

    basis = forms.CharField(
        label="Где и когда подписано",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Например: подписано 20.01.2027, оригинал в деле 04-12",
    )


class ReturnForm(SeenForm):
    """Return the plan to its authors."""

    comment = forms.CharField(
        label="Что исправить",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Автор плана прочтёт это на странице плана",
        error_messages={"required": "Напишите, что исправить: без этого план не вернуть."},
    )
