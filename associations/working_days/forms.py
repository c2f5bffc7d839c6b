"""Forms of own days and of the terms of sign-off."""

from typing import Any

from django import forms

from associations.directory.forms import DayInput, carry_version
from associations.models import InstituteDay, Institution, Person
from associations.vocabulary import AskAgain

WHOM_TO_ASK = (
    "Пока слова плана те же, согласие остаётся всегда; утверждают всегда заново. Правки коснулись"
    " того, кто писал замечание к изменённой строке, её разделу или плану в целом или назван в"
    " строке ответственным; если изменены заголовок или разделы, спросят всех. Планы на"
    " согласовании правило не меняет. Автор может спросить всех и сам."
)
OFF_OR_WORKING = ((False, "Выходной"), (True, "Рабочий"))


class InstituteDayForm(forms.ModelForm[InstituteDay]):
    """A day, whether people work on it, and why."""

    is_working = forms.TypedChoiceField(
        label="Какой это день",
        choices=OFF_OR_WORKING,
        coerce=lambda value: str(value) == "True",
        initial=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = InstituteDay
        fields = ("day", "is_working", "why")
        widgets = {"day": DayInput()}

    def _post_clean(self) -> None:
        """Leave the model's checks to the rule, which knows the institution."""


class TermsForm(forms.ModelForm[Institution]):
    """The term of a decision, who is told of what is late, the hour of letters."""

    ask_again = forms.ChoiceField(
        label="Кого спросить снова, когда исправленный план отправят",
        choices=AskAgain.choices,
        widget=forms.RadioSelect,
        help_text=WHOM_TO_ASK,
    )

    class Meta:
        model = Institution
        fields = ("step_working_days", "escalation_to", "letters_hour", "ask_again")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["escalation_to"]
        field.queryset = Person.objects.filter(  # type: ignore[attr-defined]
            institution=self.instance, user__is_active=True
        )
        field.empty_label = "Методистам института"  # type: ignore[attr-defined]
        carry_version(self)
