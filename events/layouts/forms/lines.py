"""Repeated lines of a layout's form: columns, sections with their own columns, seats.

Adding, moving and removing lines are submit buttons, as in `plans_portal.lib.form_lines`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final

from django import forms

from associations.vocabulary import OfficeRole
from events.layouts.queries.values import PrescribedSeat, PrescribedSection
from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from events.plan.stages import ENOUGH
from events.plan.vocabulary import Mode, Numbering, SectionKind, ShownAs, Verb
from plans_portal.lib.form_lines import FormLines, raw_of, rearrange

# More columns than `MOST_COLUMNS` are read, to show a message; more than `MOST_TYPED` are not.
MOST_COLUMNS: Final = 16
MOST_TYPED: Final = 40
MOST_SECTIONS: Final = 24
WIDEST: Final = 267
SAME: Final = ("", "Как во всей форме")


class LayoutColumnForm(forms.Form):
    """One column; an empty width is the usual one."""

    role = forms.ChoiceField(
        label="Что в графе",
        choices=[("", "Выберите"), *ColumnRole.choices],
        error_messages={"required": "Выберите, что стоит в графе."},
    )
    heading = forms.CharField(label="Заголовок на бумаге", required=False, max_length=200)
    width = forms.IntegerField(
        label="Ширина, мм",
        required=False,
        min_value=0,
        max_value=WIDEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


# The offices that a seat may name: keys with labels.
type Offices = Sequence[tuple[int, str]]


class SeatForm(forms.Form):
    """One seat of the route: a stamp or closing signature."""

    significant_fields: ClassVar = ("verb", "role", "office_id", "position")
    offices: ClassVar[Offices] = ()

    verb = forms.ChoiceField(
        label="Что делает",
        choices=[("", "Выберите"), *Verb.choices],
        error_messages={"required": "Выберите: согласует, утверждает или подписывает внизу."},
    )
    role = forms.ChoiceField(
        label="Кто в портале",
        required=False,
        choices=[("", "Никто: подпишет на бумаге"), *OfficeRole.choices],
    )
    office_id = forms.TypedChoiceField(
        label="Кто именно", required=False, coerce=int, empty_value=None
    )
    position = forms.CharField(
        label="Должность в грифе, если никто не найден", required=False, max_length=300
    )
    stage = forms.IntegerField(label="Этап", min_value=1, max_value=20, initial=1)
    enough = forms.TypedChoiceField(
        label="Сколько подписей этапа нужно",
        required=False,
        coerce=int,
        choices=ENOUGH,
        initial=0,
    )
    working_days = forms.IntegerField(
        label="Срок, рабочих дней",
        required=False,
        min_value=1,
        max_value=250,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    is_required = forms.TypedChoiceField(
        label="Автор плана",
        required=False,
        coerce=lambda text: text == "True",
        choices=[("True", "Убрать не может"), ("False", "Может убрать")],
        initial="True",
    )
    mode = forms.ChoiceField(label="Чем", choices=Mode.choices, initial=Mode.PERSON)
    heading = forms.CharField(label="Своё слово грифа", required=False, max_length=100)
    deputy_id = forms.TypedChoiceField(
        label="Кого просить, если место свободно", required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("office_id", "Любой, у кого роль"), ("deputy_id", "Никого")):
            field = self.fields[name]
            field.choices = [("", words), *self.offices]  # type: ignore[attr-defined]

    def clean_enough(self) -> int:
        """Left out, this signature is needed."""
        return self.cleaned_data["enough"] or 0

    def clean_is_required(self) -> bool:
        """Left out, the seat is required."""
        return self.cleaned_data["is_required"] is not False

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields that every seat needs."""
        return [self[name] for name in ("verb", "role", "position", "stage", "enough")]

    @property
    def more(self) -> list[forms.BoundField]:
        """The other fields."""
        main = {field.name for field in self.main}
        return [field for field in self if field.name not in main]

    @property
    def is_special(self) -> bool:
        """Whether one of the other fields says something unusual, or is wrong."""
        usual = {"is_required": "True", "mode": "person"}
        said = (str(field.value() or "") for field in self.more)
        names = [field.name for field in self.more]
        return any(
            self[name].errors or value not in ("", usual.get(name, ""))
            for name, value in zip(names, said, strict=True)
        )


def seat_form(offices: Offices) -> type[SeatForm]:
    """The form of a seat that may name one of these offices."""
    return type("OwnSeatForm", (SeatForm,), {"offices": offices})


class LayoutSectionForm(forms.Form):
    """A prescribed section without its columns."""

    kind = forms.ChoiceField(
        label="Что в разделе", choices=SectionKind.choices, initial=SectionKind.TABLE
    )
    heading = forms.CharField(label="Заголовок раздела", required=False, max_length=500)
    shown_as = forms.ChoiceField(
        label="Как показан", required=False, choices=[SAME, *ShownAs.choices]
    )
    numbering = forms.ChoiceField(
        label="Номера строк", required=False, choices=[SAME, *Numbering.choices]
    )


def columns_from_forms(lines: FormLines[LayoutColumnForm]) -> tuple[ColumnContent, ...]:
    """The columns read from the lines; those without a role are left out."""
    found = []
    for form in lines.filled:
        data = readable_values(form)
        if data.get("role"):
            width = data.get("width") or 0
            found.append(ColumnContent(ColumnRole(data["role"]), data.get("heading", ""), width))
    return tuple(found)


def seats_from_forms(lines: FormLines[SeatForm]) -> tuple[PrescribedSeat, ...]:
    """The seats read from the lines; those without a verb are left out."""
    found = []
    for form in lines.filled:
        data = readable_values(form)
        if data.get("verb"):
            found.append(
                PrescribedSeat(**{k: v for k, v in data.items() if k in PrescribedSeat.__slots__})
            )
    return tuple(found)


def readable_values(form: forms.Form) -> dict[str, Any]:
    """The cleaned values of a form, bound or not; invalid fields are left out."""
    copy = type(form)({name: form[name].value() for name in form.fields})
    copy.is_valid()
    return copy.cleaned_data


@dataclass(slots=True)
class SectionLine:
    """A section with its own columns."""

    form: LayoutSectionForm
    columns: FormLines[LayoutColumnForm]

    @property
    def is_special(self) -> bool:
        """Whether it is shown otherwise than the whole layout."""
        own = [self.form[name].value() for name in ("shown_as", "numbering")]
        return bool(len(self.columns) or any(own))


class SectionLines:
    """The prescribed sections, read from posted data or from given values."""

    prefix: Final = "sections"
    count_name: Final = "sections-count"

    def __init__(
        self, *, data: Mapping[str, str] | None = None, initial: Sequence[PrescribedSection] = ()
    ) -> None:
        """Read posted `data`, or `initial` if there is none."""
        if data is None:
            self.lines = [self._fill(i, *_raw(one)) for i, one in enumerate(initial)]
            return
        text = data.get(self.count_name, "0")
        count = int(text) if text.isdecimal() and len(text) < MOST_SECTIONS else 0
        self.lines = [
            SectionLine(
                LayoutSectionForm(data, prefix=f"{self.prefix}-{i}"),
                FormLines(
                    LayoutColumnForm, f"{self.prefix}-{i}-columns", data=data, most=MOST_TYPED
                ),
            )
            for i in range(min(count, MOST_SECTIONS + 1))
        ]

    def __iter__(self) -> Iterator[SectionLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def is_valid(self) -> bool:
        """Whether all sections are valid; checks every one."""
        checks = [one.form.is_valid() for one in self.lines]
        checks += [one.columns.is_valid() for one in self.lines]
        return all(checks)

    def do(self, action: str, columns: Sequence[ColumnContent] = ()) -> None:
        """Do the action of a button: «sections up 2», «sections-1-columns add».

        The first own columns of a section are a copy of the layout's `columns`.
        """
        head, _, rest = action.partition(" ")
        for one in self.lines:
            if head == one.columns.prefix and rest == "add" and not len(one.columns):
                one.columns = _own_columns(one.columns.prefix, [asdict(c) for c in columns])
            else:
                one.columns.do(action)
        raw = [(raw_of(one.form), [raw_of(form) for form in one.columns]) for one in self.lines]
        if head == self.prefix:
            rearrange(raw, rest, blank=({"kind": SectionKind.TABLE.value}, []))
        self.lines = [self._fill(i, *one) for i, one in enumerate(raw)]

    def sections(self) -> tuple[PrescribedSection, ...]:
        """The sections, with the values that are valid."""
        found = []
        for one in self.lines:
            data = {"kind": "table"} | readable_values(one.form)
            found.append(PrescribedSection(**data, columns=columns_from_forms(one.columns)))
        return tuple(found)

    def _fill(
        self, place: int, own: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]
    ) -> SectionLine:
        prefix = f"{self.prefix}-{place}"
        return SectionLine(
            LayoutSectionForm(prefix=prefix, initial=dict(own)),
            _own_columns(f"{prefix}-columns", columns),
        )


def _own_columns(prefix: str, columns: Sequence[Mapping[str, Any]]) -> FormLines[LayoutColumnForm]:
    return FormLines(LayoutColumnForm, prefix, initial=columns, spare=False)


def _raw(section: PrescribedSection) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    own = asdict(section)
    columns = own.pop("columns")
    return own, list(columns)
