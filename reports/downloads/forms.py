"""The form of an archive."""

from django import forms

from reports.models import PrintPiece


class ArchiveForm(forms.Form):
    """The kinds of file wanted in an archive."""

    chosen = forms.MultipleChoiceField(
        label="Какие файлы нужны",
        choices=PrintPiece.Form.choices,
        initial=["pdf"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Выберите хотя бы один вид файлов."},
    )
