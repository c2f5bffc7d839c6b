"""Forms of sign-off: send, sign, record a paper signature, return."""

from typing import Any

from django import forms

from associations.directory.forms import DayInput
from associations.models import SignatureRules
from events.signoff.rules.paper import MOST_BYTES, MOST_BYTES_DETACHED, Scan


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

    detached = forms.FileField(
        label="Открепленная электронная подпись",
        required=False,
        allow_empty_file=True,
        help_text="Если её прислали: файл .sig или .p7s до 1 МБ. Портал её хранит, но не проверяет",
        widget=forms.ClearableFileInput(attrs={"accept": ".sig,.p7s,.sgn"}),
    )

    def clean_scan(self) -> Scan | None:
        """The bytes of the file; no more is read than shows that it is too large."""
        return self._file("scan", MOST_BYTES)

    def clean_detached(self) -> Scan | None:
        """The bytes of the detached signature, likewise."""
        return self._file("detached", MOST_BYTES_DETACHED)

    def _file(self, name: str, most: int) -> Scan | None:
        file = self.cleaned_data[name]
        return Scan(file.name, file.read(most + 1)) if file else None


class ReturnForm(SeenForm):
    """Return the plan to its authors."""

    # Whoever has written remarks at their places may leave it out: the rule decides.
    comment = forms.CharField(
        label="Что исправить",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Автор плана прочтёт это на странице плана",
    )
