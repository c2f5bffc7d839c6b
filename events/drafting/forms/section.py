"""The form of a section."""

from typing import Any

from django import forms

from events.drafting.rules.sections import SectionValues
from events.models import Section
from events.plan.vocabulary import Numbering, SectionKind, ShownAs


class SectionForm(forms.ModelForm[Section]):
    """What a person types about a section; an empty choice means «as in the layout»."""

    class Meta:
        model = Section
        fields = ("kind", "heading", "lead_in", "paragraphs", "number", "shown_as", "numbering")
        widgets = {
            "kind": forms.RadioSelect,
            "heading": forms.Textarea(attrs={"rows": 2, "autofocus": True}),
            "lead_in": forms.Textarea(attrs={"rows": 2}),
            "paragraphs": forms.Textarea(attrs={"rows": 8}),
        }
        labels = {"numbering": "Номера строк", "shown_as": "Как показан"}
        help_texts = {
            "lead_in": "Слова между заголовком и первой строкой",
            "paragraphs": "Только для раздела с текстом. Каждый пункт с новой строки",
            "number": "Заполните, только если номер должен отличаться от автоматического",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_layout = ("", "Как в форме плана")
        self.fields["kind"].choices = SectionKind.choices  # type: ignore[attr-defined]
        self.fields["shown_as"].choices = [as_layout, *ShownAs.choices]  # type: ignore[attr-defined]
        self.fields["numbering"].choices = [as_layout, *Numbering.choices]  # type: ignore[attr-defined]

    def values(self) -> SectionValues:
        """The typed values for the rule."""
        data = dict(self.cleaned_data)
        lines = [line.strip() for line in data["paragraphs"].splitlines()]
        data["paragraphs"] = "\n".join(filter(None, lines))
        return SectionValues(**data)
