"""The form for a file that is brought back to its plan."""

from django import forms


class OwnFileForm(forms.Form):
    """One file, taken from the plan before."""

    file = forms.FileField(
        label="Файл этого плана",
        help_text="Документ Word (.docx) или книга Excel (.xlsx), выгруженные из плана; до 20 МБ",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx"}),
        allow_empty_file=True,
    )
