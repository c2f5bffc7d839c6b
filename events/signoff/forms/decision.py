"""The one form of a decision, and what it asks more of a signature made on paper."""

from typing import Any

from django import forms

from associations.directory.forms import DayInput
from associations.models import SignatureRules
from events.plan.vocabulary import Outcome
from events.signoff.rules.paper import MOST_BYTES, MOST_BYTES_DETACHED, Scan

COMMENT_WOULD_BE_LOST = (
    "Вы написали замечание. Выберите решение, с которым автор его получит, или сотрите его."
)


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


class DecisionForm(SeenForm):
    """Decide on a plan; what is asked depends on the button that was pressed.

    To agree or approve, the plan has been read to its end, and the rules of signature are accepted.
    A comment that no button would keep is refused, not dropped.
    """

    read = forms.BooleanField(
        label="План прочитан до конца",
        error_messages={"required": "Прочитайте план до конца или отметьте, что прочитали."},
        # It is ticked by reading, not typed: nothing to keep in the browser.
        widget=forms.CheckboxInput(attrs={"data-unkept": True}),
    )
    outcome = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Outcome],
        error_messages={
            "required": "Нажмите кнопку с вашим решением.",
            "invalid_choice": "Такого решения нет. Нажмите одну из кнопок.",
        },
    )
    comment = forms.CharField(
        label="Замечание автору плана",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    only_to_sign = ("read", "accept_rules", "signed_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.get("outcome")
        if sent in set(Outcome) and not Outcome(sent).signs:
            for name in self.fields.keys() & set(self.only_to_sign):
                self.fields[name].required = False

    @property
    def decided(self) -> Outcome:
        """What a valid form decides."""
        return Outcome(self.cleaned_data["outcome"])

    def clean(self) -> None:
        """Refuse to sign without remarks while a comment is there."""
        if self.cleaned_data.get("outcome") == Outcome.SIGN and self.cleaned_data.get("comment"):
            self.add_error("comment", COMMENT_WOULD_BE_LOST)


class PaperForm(DecisionForm):
    """Record a decision made on paper."""

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
