"""Forms of imports: files, a pasted table, and whose plan it is."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from associations.actor import Actor
from associations.directory.forms import DayInput
from associations.models import Association
from events.access import associations_to_draft
from events.plan.period import objection_to_days
from reports.imports.queries.batch_report import BatchLines, FileLine
from reports.imports.rules.batch import MOST_FILES, objection_to_files
from reports.imports.rules.uploads import PASTE_CHARS, PASTE_TOO_LONG
from reports.imports.rules.wizard import NO_ASSOCIATION
from reports.sources import KINDS

NO_SUCH: Final = "Среди ваших объединений такого нет: выберите из списка."
MANY_SUCH: Final = "Таких объединений несколько: выберите одно из списка."


class FilesInput(forms.ClearableFileInput):
    """A file input where several may be chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, as a list; an empty file is refused when it is read."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Check each of the chosen files; none at all is an error."""
        return [super(FilesField, self).clean(one, initial) for one in data or [None]]


class PlanFileForm(forms.Form):
    """The file of a plan; institute staff may choose several."""

    file = FilesField(
        label="Файл плана",
        help_text=(
            "Документ Word (.docx, .doc, .rtf), LibreOffice (.odt), Excel (.xlsx), сохранённая"
            " веб-страница или файл .json, выгруженный из портала; до 20 МБ"
        ),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        field = self.fields["file"]
        field.widget.attrs |= {
            "accept": ",".join((*KINDS, ".json")),
            "multiple": actor.is_methodist,
        }
        if actor.is_methodist:
            field.label = "Файл плана или несколько файлов"
            field.help_text += f". За один раз до {MOST_FILES} файлов, вместе до 100 МБ"

    def clean_file(self) -> "list[UploadedFile[bytes]]":
        """Refuse by number and size before a byte is read."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["file"]
        if objection := objection_to_files(files, self.actor):
            raise ValidationError(objection)
        return files


class PasteForm(forms.Form):
    """A table from the clipboard: its text, and its markup where a script has added it."""

    text = forms.CharField(
        label="Таблица плана",
        max_length=PASTE_CHARS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "data-paste": "markup"}),
        help_text="Выделите таблицу в Word, Excel или на веб-странице, скопируйте и вставьте сюда",
        error_messages={
            "required": "Вставьте таблицу или загрузите файл.",
            "max_length": PASTE_TOO_LONG,
        },
    )
    markup = forms.CharField(
        required=False,
        max_length=PASTE_CHARS,
        strip=False,
        widget=forms.HiddenInput,
        error_messages={"max_length": PASTE_TOO_LONG},
    )


class SettleForm(forms.Form):
    """Whose plan a file is, and for which days."""

    association = forms.ModelChoiceField(
        Association.objects.none(),
        label="Объединение",
        empty_label="Выберите объединение",
        error_messages={"required": NO_ASSOCIATION},
    )
    starts = forms.DateField(
        label="Период с", widget=DayInput, error_messages={"required": "Укажите начало периода."}
    )
    ends = forms.DateField(
        label="по", widget=DayInput, error_messages={"required": "Укажите конец периода."}
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["association"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = associations_to_draft(actor)

    def clean(self) -> dict[str, Any]:
        """The days as a pair, the first not after the last."""
        data = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends:
            if ends < starts:
                self.add_error("ends", "Период заканчивается раньше, чем начинается.")
            if objection := objection_to_days(starts, ends):
                self.add_error("ends", objection)
            data["period"] = (starts, ends)
        return data


class WhoseField(forms.CharField):
    """An association by its name, or by words that no other name has; may be empty."""

    def __init__(self, known: Mapping[str, Association]) -> None:
        super().__init__(required=False, max_length=600)
        self.known = {name.casefold(): one for name, one in known.items()}

    def clean(self, value: Any) -> Association | None:
        """The association of these words."""
        words = super().clean(value).casefold().split()
        if not words:
            return None
        if exact := self.known.get(" ".join(words)):
            return exact
        alike = [one for name, one in self.known.items() if all(word in name for word in words)]
        if len(alike) != 1:
            raise ValidationError(MANY_SUCH if alike else NO_SUCH)
        return alike[0]


class WhoseForm(forms.Form):
    """An association field for each file of a batch; none until the workers have finished."""

    def __init__(self, *args: Any, shown: BatchLines, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        # Only staff writes down associations.
        self.may_make = bool(actor.staff_institution_ids)
        self.known: dict[str, Association] = {}
        asked = [line for line in shown.lines if line.is_open]
        if asked and (shown.is_finished or self.is_bound):
            self.known = _by_name(associations_to_draft(actor).select_related("institution"))
            self.fields |= {line.key: WhoseField(self.known) for line in asked}

    def lines(self) -> list[tuple[FileLine, forms.BoundField | None]]:
        """Each file, with its field if it has one."""
        return [
            (line, self[line.key] if line.key in self.fields else None) for line in self.shown.lines
        ]

    def whose(self) -> dict[uuid.UUID, Association]:
        """The chosen associations, by the keys of the files."""
        return {uuid.UUID(key): one for key, one in self.cleaned_data.items() if one is not None}


def _by_name(associations: Iterable[Association]) -> dict[str, Association]:
    """Associations by name; where two share it, with the institution's name."""
    found = [(" ".join(one.name.split()), one) for one in associations]
    times = Counter(name for name, _ in found)
    return {
        name if times[name] == 1 else f"{name} ({one.institution.short_name})": one
        for name, one in found
    }
