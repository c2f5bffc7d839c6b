"""Forms of sign-off: send, sign, record a paper signature, return."""

from django import forms


class SeenForm(forms.Form):
    """Holds the fingerprint of the content that the person looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SignForm(SeenForm):
    """Agree or approve with a simple electronic signature."""


class PaperForm(SeenForm):
    """Record a signature made on paper."""

    basis = forms.CharField(
        label="Где и когда подписано",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Например: подписано 20.01.2027, оригинал в деле 04-12",
    )


class ReturnForm(SeenForm):
    """Return the plan to its authors."""

    # Whoever has written remarks at their places may leave it out: the rule decides.
    comment = forms.CharField(
        label="Что исправить",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Автор плана прочтёт это на странице плана",
    )
