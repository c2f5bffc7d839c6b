"""The form of a layout. A draft may be unfinished, so faults are not checked here."""

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
    Offices,
    SectionLines,
    columns_from_forms,
    readable_values,
    seat_form,
    seats_from_forms,
)
from events.layouts.models import YEARS
from events.layouts.queries.values import OWN_FIELDS, LayoutValues, unknown_placeholders
from events.plan.vocabulary import Numbering, Orientation, ResponsibleAs, SectionNumbers, ShownAs
from plans_portal.lib.form_lines import FormLines, raw_of


class LayoutFieldsForm(forms.Form):
    """The layout's fields besides its columns, sections and seats."""

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
        """Normalise line ends and refuse unknown placeholders."""
        pattern: str = self.cleaned_data["title_pattern"].replace("\r\n", "\n")
        if unknown := unknown_placeholders(pattern):
            raise ValidationError(
                "В фигурных скобках бывает только {association} — объединение в родительном"
                f" падеже и {{period}} — год. Исправьте: {' '.join(unknown)}"
            )
        return pattern


class LayoutForm:
    """The whole form; `base` are the values it was opened with."""

    def __init__(
        self,
        *,
        base: LayoutValues,
        data: Mapping[str, str] | None = None,
        action: str = "",
        offices: Offices = (),
    ) -> None:
        """Show `base` or the posted `data`; an `action` on a line is done without validation.

        `offices` are those that a seat may name.
        """
        self.base = base
        own = {name: value for name, value in asdict(base).items() if name in OWN_FIELDS}
        self.fields = LayoutFieldsForm(data, initial=own)
        columns = [asdict(column) for column in base.columns]
        seats = [asdict(seat) for seat in base.seats]
        few: dict[str, Any] = {"spare": False, "most": MOST_TYPED}
        self.columns = FormLines(LayoutColumnForm, "columns", data=data, initial=columns, **few)
        self.seats = FormLines(seat_form(offices), "seats", data=data, initial=seats, **few)
        self.sections = SectionLines(data=data, initial=base.sections)
        if action:
            self._do(action)

    def _do(self, action: str) -> None:
        self.fields = LayoutFieldsForm(initial=raw_of(self.fields))
        for lines in (self.columns, self.seats):
            mine = action.partition(" ")[0] == lines.prefix
            lines.do(action if mine else f"{lines.prefix} keep")
        self.sections.do(action, columns_from_forms(self.columns))

    def is_valid(self) -> bool:
        """Whether all fields are valid; checks every one, so all messages are shown at once."""
        checks = [
            self.fields.is_valid(),
            self.columns.is_valid(),
            self.seats.is_valid(),
            self.sections.is_valid(),
        ]
        if len(self.columns.filled) > MOST_COLUMNS:
            self.refuse(f"Граф больше {MOST_COLUMNS}: на листе им не хватит места.")
        if len(self.sections) > MOST_SECTIONS:
            self.refuse(f"Разделов в форме может быть не больше {MOST_SECTIONS}.")
        return all(checks) and not self.refusals

    def refuse(self, *messages: str) -> None:
        """Add messages above the form."""
        for message in messages:
            self.fields.add_error(None, message)

    @property
    def refusals(self) -> list[str]:
        """Messages above the form."""
        return [str(one) for one in self.fields.non_field_errors()] if self.fields.is_bound else []

    @property
    def has_faults(self) -> bool:
        """Whether any field or line has a message."""
        forms_shown: list[forms.Form] = [self.fields, *self.columns.filled, *self.seats.filled]
        for section in self.sections:
            forms_shown += [section.form, *section.columns.filled]
        return any(form.errors for form in forms_shown)

    @property
    def values(self) -> LayoutValues:
        """The typed values; an invalid field keeps its old value, an invalid line is left out."""
        own = {
            name: value
            for name, value in readable_values(self.fields).items()
            if name in OWN_FIELDS
        }
        return replace(
            self.base,
            **own,
            columns=columns_from_forms(self.columns),
            seats=seats_from_forms(self.seats),
            sections=self.sections.sections(),
        )
