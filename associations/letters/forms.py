"""Forms of letters: the filters of the log, and what a person wants."""

from typing import Any

from django import forms

from associations.letters.models import LetterQuerySet
from associations.models import LetterSettings
from associations.vocabulary import HARMLESS, LetterKind, LetterPace, LetterState
from plans_portal.lib.filter_form import filter_helper
from plans_portal.lib.search import LONGEST_SEARCH, has_words


class LetterFilter(forms.Form):
    """Narrows the log by words, kind and state."""

    helper = filter_helper()
    text = forms.CharField(
        label="Кому или тема", required=False, max_length=LONGEST_SEARCH, widget=forms.SearchInput()
    )
    kind = forms.ChoiceField(
        label="О чём", required=False, choices=[("", "Обо всём"), *LetterKind.choices]
    )
    state = forms.ChoiceField(
        label="Состояние", required=False, choices=[("", "Любое"), *LetterState.choices]
    )

    def narrow(self, found: LetterQuerySet) -> LetterQuerySet:
        """Keep the letters of this kind and state whose reader or subject has the words."""
        chosen = {name: self.cleaned_data[name] for name in ("kind", "state")}
        found = found.filter(**{name: value for name, value in chosen.items() if value})
        names = ("recipient__person__last_name", "recipient__person__first_name")
        return found.filter(has_words(self.cleaned_data["text"], *names, "address", "subject"))


class LetterSettingsForm(forms.Form):
    """When to send letters, and which of the harmless ones."""

    pace = forms.ChoiceField(
        label="Когда присылать письма о планах",
        choices=LetterPace.choices,
        widget=forms.RadioSelect,
        help_text=(
            "Письма для входа в портал приходят всегда и сразу. Всё, что ждёт вас, видно и на"
            " «Моём столе»."
        ),
    )
    kinds = forms.MultipleChoiceField(
        label="Присылать, хотя делать по ним ничего не нужно",
        choices=[(kind.value, kind.label) for kind in HARMLESS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, chosen: LetterSettings, **kwargs: Any) -> None:
        wanted = [kind.value for kind in HARMLESS if kind not in chosen.switched_off]
        super().__init__(*args, **kwargs)
        self.initial = {"pace": chosen.pace, "kinds": wanted}

    def clean(self) -> dict[str, Any]:
        """Give what is not wanted, as the rule takes it."""
        wanted = self.cleaned_data.pop("kinds", [])
        off = [kind.value for kind in HARMLESS if kind.value not in wanted]
        return {**self.cleaned_data, "switched_off": off}
