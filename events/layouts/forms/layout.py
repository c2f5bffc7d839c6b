"""The form of a layout: its own fields, its columns, prescribed sections and stamps.

It turns what was typed into the values of `events.layouts`; what may be in force is not asked
here, for a draft may be unfinished.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from associations.models import Association
from events.layouts.forms.lines import (
    MOST_COLUMNS,
    MOST_SECTIONS,
    MOST_TYPED,
    LayoutColumnForm,
    LayoutStepForm,
    SectionLines,
    columns_of,
    loosely,
    steps_of,
)
from events.layouts.models import YEARS
from events.layouts.queries.values import OWN, LayoutValues, strange_places
from events.plan.vocabulary import Numbering, Orientation, ResponsibleAs, SectionNumbers, ShownAs
from plans_portal.lib.form_lines import Lines, raw_of


class LayoutFieldsForm(forms.Form):
    """What a layout says besides its columns, sections and stamps."""

    name = forms.CharField(
        label="Название формы",
        max_length=200,
        help_text="Его видят при выборе формы, на бумаге его нет",
    )
    association_kind = forms.ChoiceField(
        label="Для объединений вида", choices=Association.Kind.choices
    )
    period_kind = forms.ChoiceField(label="План на", choices=YEARS)
    title_pattern = forms.CharField(
        label="Образец заголовка",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Каждая строка печатается с новой. Портал подставит {association} и {period}",
    )
    orientation = forms.ChoiceField(label="Лист", choices=Orientation.choices)
    title_page = forms.BooleanField(
        label="Титульный лист", required=False, help_text="Заголовок и грифы на отдельном листе"
    )
    sections_as = forms.ChoiceField(label="Как показаны разделы", choices=ShownAs.choices)
    section_numbers = forms.ChoiceField(label="Номера разделов", choices=SectionNumbers.choices)
    numbering = forms.ChoiceField(label="Номера строк", choices=Numbering.choices)
    responsible_as = forms.ChoiceField(
        label="Ответственные в ячейке", choices=ResponsibleAs.choices
    )

    def clean_title_pattern(self) -> str:
        """Bring the ends of lines to one kind, and refuse places that nothing is put into."""
        pattern: str = self.cleaned_data["title_pattern"].replace("\r\n", "\n")
        if strange := strange_places(pattern):
            raise ValidationError(
                "В фигурных скобках бывает только {association} — объединение в родительном"
                f" падеже и {{period}} — год. Исправьте: {' '.join(strange)}"
            )
        return pattern


class LayoutForm:
    """The whole form; `base` is what it was opened with."""

    def __init__(
        self, *, base: LayoutValues, data: Mapping[str, str] | None = None, deed: str = ""
    ) -> None:
        """Show `base`, or what was posted; after a `deed` on a line it stands unchecked."""
        self.base = base
        own = {name: value for name, value in asdict(base).items() if name in OWN}
        self.fields = LayoutFieldsForm(data, initial=own)
        columns = [asdict(column) for column in base.columns]
        steps = [asdict(step) for step in base.steps]
        few: dict[str, Any] = {"spare": False, "most": MOST_TYPED}
        self.columns = Lines(LayoutColumnForm, "columns", data=data, initial=columns, **few)
        self.steps = Lines(LayoutStepForm, "steps", data=data, initial=steps, **few)
        self.sections = SectionLines(data=data, initial=base.sections)
        if deed:
            self._do(deed)

    def _do(self, deed: str) -> None:
        self.fields = LayoutFieldsForm(initial=raw_of(self.fields))
        for lines in (self.columns, self.steps):
            mine = deed.partition(" ")[0] == lines.prefix
            lines.do(deed if mine else f"{lines.prefix} keep")
        self.sections.do(deed, columns_of(self.columns))

    def is_valid(self) -> bool:
        """Whether every field is in order; asks them all, so that all messages show at once."""
        answers = [
            self.fields.is_valid(),
            self.columns.is_valid(),
            self.steps.is_valid(),
            self.sections.is_valid(),
        ]
        if len(self.columns.filled) > MOST_COLUMNS:
            self.refuse(f"Граф больше {MOST_COLUMNS}: на листе им не хватит места.")
        if len(self.sections) > MOST_SECTIONS:
            self.refuse(f"Разделов в форме может быть не больше {MOST_SECTIONS}.")
        return all(answers) and not self.refusals

    def refuse(self, *messages: str) -> None:
        """Show sentences above the form."""
        for message in messages:
            self.fields.add_error(None, message)

    @property
    def refusals(self) -> list[str]:
        """What stands above the form."""
        return [str(one) for one in self.fields.non_field_errors()] if self.fields.is_bound else []

    @property
    def has_faults(self) -> bool:
        """Whether any field or line shows a message."""
        forms_shown: list[forms.Form] = [self.fields, *self.columns.filled, *self.steps.filled]
        for section in self.sections:
            forms_shown += [section.form, *section.columns.filled]
        return any(form.errors for form in forms_shown)

    @property
    def values(self) -> LayoutValues:
        """What was typed; a field with a fault counts as it was before, a wrong line as absent."""
        own = {name: value for name, value in loosely(self.fields).items() if name in OWN}
        return replace(
            self.base,
            **own,
            columns=columns_of(self.columns),
            steps=steps_of(self.steps),
            sections=self.sections.sections(),
        )
