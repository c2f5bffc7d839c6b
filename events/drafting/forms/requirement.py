"""The form of an institution's requirements to plans of one kind of association."""

from typing import Any

from django import forms

from associations.directory.forms import version_field
from events.models import Requirement
from events.plan.period import MONTHS_GENITIVE
from plans_portal.lib.versions import version_of_fields


class RequirementForm(forms.Form):
    """Every field may be empty: then nothing is required."""

    meetings = forms.IntegerField(
        label="Заседаний не меньше",
        min_value=0,
        max_value=100,
        required=False,
        help_text="Пусто или 0, если число заседаний не важно",
    )
    report_day = forms.IntegerField(
        label="Отчёт не позже: день", min_value=1, max_value=31, required=False
    )
    report_month = forms.TypedChoiceField(
        label="Отчёт не позже: месяц",
        choices=[
            ("", "Срок отчёта не важен"),
            *((str(number), name) for number, name in enumerate(MONTHS_GENITIVE, 1)),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )
    sections = forms.CharField(
        label="Обязательные разделы",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=(
            "Каждый раздел с новой строки. Заголовок в плане может быть длиннее: "
            "«Повышение квалификации» найдётся и в «Повышение квалификации педагогов»"
        ),
    )

    def __init__(self, data: Any = None, *, requirement: Requirement) -> None:
        names = tuple(self.base_fields)
        super().__init__(data, initial={name: getattr(requirement, name) for name in names})
        self.fields["expected_version"] = version_field(version_of_fields(requirement, names))

    def clean_meetings(self) -> int:
        """An empty field is 0."""
        return self.cleaned_data["meetings"] or 0
