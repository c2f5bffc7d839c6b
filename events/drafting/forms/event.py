"""The form of a row: its own fields in the order of the layout's columns, agenda, responsible.

It turns text into the values of `events.drafting.rules.rows`; who is meant by the words of a
responsible is looked up in the directory of the institution.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django import forms

from events.drafting.forms.term import TermPart, TermReading
from events.drafting.queries.responsible_names import ResponsibleDirectory
from events.drafting.queries.row_values import AgendaItemValues, EventValues, ResponsibleValues
from events.models import Event
from events.plan.content import ColumnContent
from events.plan.period import Period
from events.plan.roles import TEXT_ROLES, place_stands_with_term
from plans_portal.lib.form_lines import Lines

# Fields that are needed often enough to stand with the columns whatever the layout.
_ALWAYS = ("title",)


class AgendaItemForm(forms.Form):
    """One question of an agenda."""

    text = forms.CharField(label="Вопрос", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    speaker = forms.CharField(label="Докладчик", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Refuse a speaker without a question; a line without any words is left out."""
        super().clean()
        data = self.cleaned_data
        if data.get("speaker") and not data.get("text"):
            self.add_error("text", "Напишите вопрос, по которому выступает докладчик.")
        data["text"] = data.get("text", "").replace("\r\n", "\n")
        return data


class ResponsibleForm(forms.Form):
    """One responsible: from the directory or in plain words."""

    text = forms.CharField(
        label="Кто",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"list": "directory", "autocomplete": "off"}),
    )


class EventFieldsForm(forms.ModelForm[Event]):
    """The row's own fields."""

    class Meta:
        model = Event
        fields = (
            "title",
            "lead_in",
            "description",
            *TEXT_ROLES,
            "term_choice",
            "number",
            "same_number",
            "is_meeting",
        )
        widgets = {
            "lead_in": forms.TextInput,
            "title": forms.Textarea(attrs={"rows": 3}),
            "description": forms.Textarea(attrs={"rows": 3}),
            **{role.value: forms.Textarea(attrs={"rows": 1}) for role in TEXT_ROLES},
            "direction": forms.Textarea(attrs={"rows": 2}),
            "term": forms.TextInput,
            "result": forms.Textarea(attrs={"rows": 2}),
            "term_choice": forms.HiddenInput,
        }
        labels = {"is_meeting": "Это заседание с повесткой"}
        help_texts = {
            "term": "Своими словами: 15 января, в течение года, январь – март",
            "description": "Каждый абзац с новой строки; пункт списка начните с тире",
            "is_meeting": "",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # As the browser sends them back, so that an untouched form brings no change.
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and isinstance(self.initial.get(name), str):
                self.initial[name] = self.initial[name].replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        """Bring the ends of lines to one kind."""
        super().clean()
        data = self.cleaned_data
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = value.replace("\r\n", "\n")
        return data


class EventForm:
    """The whole form: the row's fields, its agenda and its responsible."""

    def __init__(
        self,
        *,
        columns: tuple[ColumnContent, ...],
        directory: ResponsibleDirectory,
        values: EventValues,
        period: Period,
        month: int | None = None,
        data: Mapping[str, str] | None = None,
        deed: str = "",
    ) -> None:
        """Show `values`, or what was posted (`data`); `columns` decide what stands in sight.

        The term is read in the plan's `period`, and in the `month` that the section is; `deed`
        is the button that was pressed within the form, if it was not sent to be written.
        """
        self.columns = columns
        self.directory = directory
        self.was = values
        self.data = data
        self.fields = EventFieldsForm(data, initial=values.own())
        agenda = [asdict(item) for item in values.agenda]
        people = [{"text": one.text} for one in values.responsible]
        self.agenda = Lines(AgendaItemForm, "agenda", data=data, initial=agenda)
        self.responsible = Lines(ResponsibleForm, "responsible", data=data, initial=people)
        self.term = TermPart(period=period, month=month, data=data, deed=deed)
        if deed:
            self._do(deed)

    @property
    def errors(self) -> bool:
        """Whether anything in it was found wrong."""
        lines = (*self.agenda, *self.responsible)
        return bool(self.fields.errors) or any(one.errors for one in lines)

    def _do(self, deed: str) -> None:
        """Do a deed on a line or the term; the form stands unchecked, with all that was typed."""
        typed = {name: self.fields[name].value() for name in self.fields.fields}
        self.fields = EventFieldsForm(initial=typed | self.term.inserted())
        self.agenda.do(deed)
        self.responsible.do(deed)
        for lines in (self.agenda, self.responsible):
            if deed.partition(" ")[0] != lines.prefix:
                lines.do(f"{lines.prefix} keep")

    def is_valid(self) -> bool:
        """Whether every field is in order; asks all of them, so that all messages show at once."""
        return all([self.fields.is_valid(), self.agenda.is_valid(), self.responsible.is_valid()])

    @property
    def is_meeting(self) -> bool:
        """Whether the agenda is in sight."""
        return bool(self.fields["is_meeting"].value()) or len(self.agenda) > 1

    @property
    def term_reading(self) -> TermReading:
        """What was understood of the term that stands in the field."""
        words, choice = (str(self.fields[name].value() or "") for name in ("term", "term_choice"))
        return self.term.reading(words, choice)

    @property
    def in_sight(self) -> list[forms.BoundField]:
        """The fields that the layout's columns hold, in the order of the columns."""
        names = [{"event": "title"}.get(c.role, c.role) for c in self.columns]
        if place_stands_with_term(self.columns):
            names.insert(names.index("term") + 1, "place")
        names = [*dict.fromkeys([*_ALWAYS, *names])]
        return [
            self.fields[name] for name in names if name in self.fields.fields and name != "number"
        ]

    @property
    def more(self) -> list[forms.BoundField]:
        """The rest of the fields."""
        shown = {"term_choice", *(field.name for field in self.in_sight)}
        return [field for field in self.fields if field.name not in shown]

    @property
    def more_is_open(self) -> bool:
        """Whether something in the rest is filled or wrong."""
        rest = [field for field in self.more if field.name != "is_meeting"]
        return any(field.value() or field.errors for field in rest)

    @property
    def values(self) -> EventValues:
        """What was typed, for the rule; what the form doesn't show stays as it was."""
        return replace(
            self.was,
            **self.fields.cleaned_data,
            responsible=tuple(self._named(one["text"]) for one in self.responsible.values),
            agenda=tuple(AgendaItemValues(**one) for one in self.agenda.values),
        )

    def _named(self, text: str) -> ResponsibleValues:
        """The words with what they name: as before if they are the same, else by the directory."""
        for one in self.was.responsible:
            if one.text == text:
                return one
        return self.directory.named(text)
