"""The forms of papers: a plan's file that comes in, and in which forms plans go out.

They look at sizes, names and choices, and read nothing.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from associations.access import Actor
from associations.forms import DayInput
from associations.models import Association
from events.forms.plan import associations_to_draft
from reports.bring_in import TOO_LARGE
from reports.copies import forms as forms_of_copies
from reports.intake.deeds import NO_ASSOCIATION
from reports.intake.taking_in import PASTE_CHARS
from reports.source_file import KINDS, MAX_FILE_BYTES


class WordFileForm(forms.Form):
    """The file in which a plan lives now."""

    file = forms.FileField(
        label="Файл плана",
        help_text=(
            "Документ Word (.docx, .doc, .rtf), LibreOffice (.odt), Excel (.xlsx), сохранённая"
            " веб-страница или файл .json, выгруженный из портала; до 20 МБ"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join((*KINDS, ".json"))}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse by size before a byte is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_FILE_BYTES:
            raise ValidationError(TOO_LARGE)
        return file


class PasteForm(forms.Form):
    """A table from the clipboard: its words, and its markup where a script has caught that."""

    text = forms.CharField(
        label="Таблица плана",
        max_length=PASTE_CHARS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "data-paste": "markup"}),
        help_text="Выделите таблицу в Word, Excel или на веб-странице, скопируйте и вставьте сюда",
        error_messages={"required": "Вставьте таблицу или загрузите файл."},
    )
    markup = forms.CharField(
        required=False, max_length=PASTE_CHARS, strip=False, widget=forms.HiddenInput
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
            data["period"] = (starts, ends)
        return data


class ArchiveForm(forms.Form):
    """In which forms the plans of an archive are wanted."""

    chosen = forms.MultipleChoiceField(
        label="Какие файлы нужны",
        choices=forms_of_copies,
        initial=["pdf"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Выберите хотя бы один вид файлов."},
    )
