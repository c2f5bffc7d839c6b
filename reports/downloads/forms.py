"""The form of an archive: in which forms the plans are wanted."""

from django import forms

from reports.models import PrintPiece


class ArchiveForm(forms.Form):
    """In which forms the plans of an archive are wanted."""

    chosen = forms.MultipleChoiceField(
        label="Какие файлы нужны",
        choices=PrintPiece.Form.choices,
        initial=["pdf"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Выберите хотя бы один вид файлов."},
    )
