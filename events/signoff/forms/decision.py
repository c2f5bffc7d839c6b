"""Forms of sign-off: send, sign, record a paper signature, return."""

from typing import Any

from django import forms

from associations.directory.forms import DayInput
from associations.models import SignatureRules
from events.signoff.rules.paper import MOST_BYTES, Scan


class SeenForm(forms.Form):
    """Holds the fingerprint of the content that the person looked at.

    With `rules`, those that the person has yet to accept, it asks for that too.
    """

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    accept_rules = forms.BooleanField(
        label="Принимаю правила электронной подписи",
        error_messages={"required": "Прочитайте правила и отметьте, что принимаете их."},
    )

    def __init__(self, *args: Any, rules: SignatureRules | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rules is None:
            del self.fields["accept_rules"]


class SignForm(SeenForm):
    """Agree or approve with a simple electronic signature."""


class PaperForm(SeenForm):
    """Record a signature made on paper."""

    signed_on = forms.DateField(
        label="Когда подписано",
        widget=DayInput,
        error_messages={"required": "Укажите день, который стоит на документе."},
    )
    act = forms.CharField(
        label="Документ",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Вид, дата и номер: письмо от 20.01.2027 № 15. Не нужно, если есть скан",
    )
    scan = forms.FileField(
        label="Скан",
        required=False,
        allow_empty_file=True,
        help_text="PDF, JPEG или PNG до 10 МБ",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def clean_scan(self) -> Scan | None:
        """The bytes of the file; no more is read than shows that it is too large."""
        file = self.cleaned_data["scan"]
        return Scan(file.name, file.read(MOST_BYTES + 1)) if file else None


class ReturnForm(SeenForm):
    """Return the plan to its authors."""

    # Whoever has written remarks at their places may leave it out: the rule decides.
    comment = forms.CharField(
        label="Что исправить",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Автор плана прочтёт это на странице плана",
    )
