"""The form of a row: its fields in the order of the layout's columns, agenda and responsible."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from django import forms

from events.drafting.forms.term import TermPart, TermReading
from events.drafting.queries.responsible_names import ResponsibleDirectory
from events.drafting.queries.row_values import AgendaItemValues, EventValues, ResponsibleValues
from events.models import Event
from events.plan.content import ColumnContent
from events.plan.period import Period
from events.plan.roles import TEXT_ROLES, place_in_term_column
from events.plan.typed_numbers import questions_in
from plans_portal.lib.form_lines import FormLines

# Shown with the columns even where the layout has no such column.
_ALWAYS = ("title",)
# Letters that a line of a wide field has for certain, and the most lines seen at once.
_LINE_LENGTH = 60
_MOST_ROWS = 12


class AgendaItemForm(forms.Form):
    """One question of an agenda."""

    text = forms.CharField(label="Вопрос", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    speaker = forms.CharField(label="Докладчик", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Refuse a speaker without a question."""
        super().clean()
        data = self.cleaned_data
        if data.get("speaker") and not data.get("text"):
            self.add_error("text", "Напишите вопрос, по которому выступает докладчик.")
        data["text"] = data.get("text", "").replace("\r\n", "\n")
        return data


class ResponsibleForm(forms.Form):
    """One responsible: a label of the directory or any other words."""

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
        # As a browser sends them back: an untouched form must not be a change.
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and isinstance(self.initial.get(name), str):
                self.initial[name] = self.initial[name].replace("\r\n", "\n")
                if isinstance(field.widget, forms.Textarea):
                    field.widget.attrs["rows"] = _rows(self.initial[name], field.widget)

    def clean(self) -> dict[str, Any]:
        """Replace the line ends of browsers by single ones."""
        super().clean()
        data = self.cleaned_data
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = value.replace("\r\n", "\n")
        return data


def _rows(text: str, widget: forms.Textarea) -> int:
    """The lines of a field in which the whole text is seen, up to a dozen."""
    lines = sum(1 + len(line) // _LINE_LENGTH for line in text.split("\n"))
    return min(max(lines, int(widget.attrs["rows"])), _MOST_ROWS)


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
        said: Sequence[str] = (),
        data: Mapping[str, str] | None = None,
        action: str = "",
    ) -> None:
        """Show `values`, or what was posted (`data`), with the fields of `columns` first.

        The term is read in the plan's `period` and the section's `month`; `said` are the names
        that the plan has already. `action` is the value of the pressed button that changes the
        form only, like "agenda add"; then nothing is saved.
        """
        self.columns = columns
        self.directory = directory
        self.said = said
        self.initial = values
        self.data = data
        self.fields = EventFieldsForm(data, initial=values.own())
        agenda = [asdict(item) for item in values.agenda]
        people = [{"text": person.text} for person in values.responsible]
        self.agenda = FormLines(AgendaItemForm, "agenda", data=data, initial=agenda)
        self.responsible = FormLines(ResponsibleForm, "responsible", data=data, initial=people)
        self.term = TermPart(period=period, month=month, data=data, action=action)
        if action:
            self._do(action)
        else:
            self.in_sight[0].field.widget.attrs["autofocus"] = True

    @property
    def known_names(self) -> list[str]:
        """What «Кто» proposes: the names that stand in this plan already, then the directory."""
        return list(dict.fromkeys([*self.said, *self.directory.labels]))

    @property
    def errors(self) -> bool:
        """Whether any field has an error."""
        lines = (*self.agenda, *self.responsible)
        return bool(self.fields.errors) or any(line.errors for line in lines)

    def _do(self, action: str) -> None:
        """Change lines or the term; the form keeps all that was typed and is not validated."""
        typed = {name: self.fields[name].value() for name in self.fields.fields}
        self.fields = EventFieldsForm(initial=typed | self.term.inserted())
        self.agenda.do(action)
        self.responsible.do(action)
        for lines in (self.agenda, self.responsible):
            if action.partition(" ")[0] != lines.prefix:
                lines.do(f"{lines.prefix} keep")

    def is_valid(self) -> bool:
        """Whether every field is valid; all are checked, so that all messages show at once."""
        return all([self.fields.is_valid(), self.agenda.is_valid(), self.responsible.is_valid()])

    @property
    def is_meeting(self) -> bool:
        """Whether the agenda is shown."""
        return bool(self.fields["is_meeting"].value()) or len(self.agenda) > 1

    @property
    def term_reading(self) -> TermReading:
        """How the text in the term field is understood."""
        words, choice = (str(self.fields[name].value() or "") for name in ("term", "term_choice"))
        return self.term.reading(words, choice)

    @property
    def in_sight(self) -> list[forms.BoundField]:
        """The fields of the layout's columns, in the order of the columns."""
        names = [{"event": "title"}.get(c.role, c.role) for c in self.columns]
        if place_in_term_column(self.columns):
            names.insert(names.index("term") + 1, "place")
        names = [*dict.fromkeys([*_ALWAYS, *names])]
        return [
            self.fields[name] for name in names if name in self.fields.fields and name != "number"
        ]

    @property
    def more(self) -> list[forms.BoundField]:
        """The other fields, behind «ещё»."""
        shown = {"term_choice", *(field.name for field in self.in_sight)}
        return [field for field in self.fields if field.name not in shown]

    @property
    def more_is_open(self) -> bool:
        """Whether one of the other fields is filled or has an error."""
        rest = [field for field in self.more if field.name != "is_meeting"]
        return any(field.value() or field.errors for field in rest)

    @property
    def values(self) -> EventValues:
        """The typed values for the rule; what the form does not show is kept."""
        return replace(
            self.initial,
            **self.fields.cleaned_data,
            responsible=tuple(self._named(line["text"]) for line in self.responsible.values),
            agenda=tuple(item for line in self.agenda.values for item in self._questions(**line)),
        )

    def _questions(self, text: str, speaker: str) -> Iterator[AgendaItemValues]:
        """Each line that was pasted into a question without a speaker is a question of its own."""
        whole = AgendaItemValues(text, speaker)
        if speaker or whole in self.initial.agenda:
            yield whole
        else:
            yield from map(AgendaItemValues, questions_in(text))

    def _named(self, text: str) -> ResponsibleValues:
        """What the text names: as before if it is unchanged, else by the directory."""
        for responsible in self.initial.responsible:
            if responsible.text == text:
                return responsible
        return self.directory.named(text)
