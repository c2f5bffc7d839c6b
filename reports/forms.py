"""The forms of papers: a plan's file that comes in, and in which forms plans go out.

They look at sizes, names and choices, and read nothing.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from associations.access import Actor
from associations.models import Association
from events.forms.plan import associations_to_draft
from reports.bring_in import TOO_LARGE
from reports.copies import forms as forms_of_copies
from reports.source_file import KINDS, MAX_FILE_BYTES


class WordFileForm(forms.Form):
    """Whose plan it is, and the file in which it lives now."""

    association = forms.ModelChoiceField(
        Association.objects.none(), label="Объединение", empty_label="Выберите объединение"
    )
    file = forms.FileField(
        label="Файл плана",
        help_text=(
            "Документ Word (.docx, .doc, .rtf), LibreOffice (.odt), Excel (.xlsx), сохранённая"
            " веб-страница или файл .json, выгруженный из портала; до 20 МБ"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join((*KINDS, ".json"))}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = associations_to_draft(actor)
        field = self.fields["association"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = choices
            only = list(choices[:2])
            if len(only) == 1:
                field.initial = only[0]

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse by size before a byte is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_FILE_BYTES:
            raise ValidationError(TOO_LARGE)
        return file


class ArchiveForm(forms.Form):
    """In which forms the plans of an archive are wanted."""

    chosen = forms.MultipleChoiceField(
        label="Какие файлы нужны",
        choices=forms_of_copies,
        initial=["pdf"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Выберите хотя бы один вид файлов."},
    )
