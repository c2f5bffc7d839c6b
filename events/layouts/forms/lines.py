"""Lines of a layout's form: columns, prescribed sections with columns of their own, stamps.

A section is a line that holds lines; the deeds are submit buttons, as in
`plans_portal.lib.form_lines`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final

from django import forms

from associations.vocabulary import OfficeRole
from events.layouts.queries.values import PrescribedSection, PrescribedStep
from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Mode, Numbering, SectionKind, ShownAs, Verb
from plans_portal.lib.form_lines import Lines, raw_of, rearrange

# More columns than a sheet takes may be typed, to be told so; more than these are an attack.
MOST_COLUMNS: Final = 16
MOST_TYPED: Final = 40
MOST_SECTIONS: Final = 24
WIDEST: Final = 267
SAME: Final = ("", "Как во всей форме")


class LayoutColumnForm(forms.Form):
    """One column; a width of nothing is the usual one."""

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


class LayoutStepForm(forms.Form):
    """One stamp or closing signature; its stage and manner say nothing without the rest."""

    told_by: ClassVar = ("verb", "role", "position")

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
    position = forms.CharField(label="Должность, если не найден", required=False, max_length=300)
    mode = forms.ChoiceField(label="Чем", choices=Mode.choices, initial=Mode.PERSON)
    stage = forms.IntegerField(label="Этап", min_value=1, max_value=20, initial=1)


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


def columns_of(lines: Lines[LayoutColumnForm]) -> tuple[ColumnContent, ...]:
    """The columns that can be read from the lines, valid or not; wrong ones are left out."""
    found = []
    for form in lines.filled:
        data = loosely(form)
        if data.get("role"):
            width = data.get("width") or 0
            found.append(ColumnContent(data["role"], data.get("heading", ""), width))
    return tuple(found)


def steps_of(lines: Lines[LayoutStepForm]) -> tuple[PrescribedStep, ...]:
    """The steps that can be read from the lines, valid or not."""
    found = []
    for form in lines.filled:
        data = loosely(form)
        if data.get("verb"):
            found.append(
                PrescribedStep(
                    verb=data["verb"],
                    stage=data.get("stage", 1),
                    mode=data.get("mode", "person"),
                    role=data.get("role", ""),
                    position=data.get("position", ""),
                )
            )
    return tuple(found)


def loosely(form: forms.Form) -> dict[str, Any]:
    """What can be read of a form's present words; a field with a fault is left out."""
    twin = type(form)({name: form[name].value() for name in form.fields})
    twin.is_valid()
    return twin.cleaned_data


@dataclass(slots=True)
class SectionLine:
    """One section of the form, with its own columns."""

    form: LayoutSectionForm
    columns: Lines[LayoutColumnForm]

    @property
    def is_special(self) -> bool:
        """Whether it says anything of its own about how it is shown."""
        said = [self.form[name].value() for name in ("shown_as", "numbering")]
        return bool(len(self.columns) or any(said))


class SectionLines:
    """The prescribed sections: read from what was posted, or from given values."""

    prefix: Final = "sections"
    count_name: Final = "sections-count"

    def __init__(
        self, *, data: Mapping[str, str] | None = None, initial: Sequence[PrescribedSection] = ()
    ) -> None:
        """Take `data` of a post, or `initial`."""
        if data is None:
            self.lines = [self._fill(i, *_raw(one)) for i, one in enumerate(initial)]
            return
        text = data.get(self.count_name, "0")
        count = int(text) if text.isdecimal() and len(text) < MOST_SECTIONS else 0
        self.lines = [
            SectionLine(
                LayoutSectionForm(data, prefix=f"{self.prefix}-{i}"),
                Lines(LayoutColumnForm, f"{self.prefix}-{i}-columns", data=data, most=MOST_TYPED),
            )
            for i in range(min(count, MOST_SECTIONS + 1))
        ]

    def __iter__(self) -> Iterator[SectionLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def is_valid(self) -> bool:
        """Whether every section is in order; asks them all."""
        answers = [one.form.is_valid() for one in self.lines]
        answers += [one.columns.is_valid() for one in self.lines]
        return all(answers)

    def do(self, deed: str, columns: Sequence[ColumnContent] = ()) -> None:
        """Do what a button says: «sections up 2», «sections-1-columns add»; else only keep all.

        Columns of its own begin as a copy of the whole form's `columns`.
        """
        head, _, rest = deed.partition(" ")
        for one in self.lines:
            if head == one.columns.prefix and rest == "add" and not len(one.columns):
                one.columns = _own_columns(one.columns.prefix, [asdict(c) for c in columns])
            else:
                one.columns.do(deed)
        raw = [(raw_of(one.form), [raw_of(form) for form in one.columns]) for one in self.lines]
        if head == self.prefix:
            rearrange(raw, rest, blank=({"kind": SectionKind.TABLE.value}, []))
        self.lines = [self._fill(i, *one) for i, one in enumerate(raw)]

    def sections(self) -> tuple[PrescribedSection, ...]:
        """The sections that can be read, valid or not."""
        found = []
        for one in self.lines:
            data = {"kind": "table"} | loosely(one.form)
            found.append(PrescribedSection(**data, columns=columns_of(one.columns)))
        return tuple(found)

    def _fill(
        self, place: int, own: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]
    ) -> SectionLine:
        prefix = f"{self.prefix}-{place}"
        return SectionLine(
            LayoutSectionForm(prefix=prefix, initial=dict(own)),
            _own_columns(f"{prefix}-columns", columns),
        )


def _own_columns(prefix: str, columns: Sequence[Mapping[str, Any]]) -> Lines[LayoutColumnForm]:
    return Lines(LayoutColumnForm, prefix, initial=columns, spare=False)


def _raw(section: PrescribedSection) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    own = asdict(section)
    columns = own.pop("columns")
    return own, list(columns)
