"""Forms of offices and substitutions: text into values for the rules. They save nothing."""

import datetime as dt
from typing import Any

from django import forms

from associations.directory.forms import DayInput, ask_to_choose, carry_version
from associations.models import (
    Association,
    Institution,
    Office,
    Person,
    Substitution,
)
from associations.vocabulary import OfficeRole

ROLES_OF_ASSOCIATION: tuple[OfficeRole, ...] = (
    OfficeRole.CHAIR,
    OfficeRole.SECRETARY,
    OfficeRole.CURATOR,
    OfficeRole.AGREER,
    OfficeRole.APPROVER,
)
ROLES_OF_INSTITUTION: tuple[OfficeRole, ...] = (
    OfficeRole.METHODIST,
    OfficeRole.CURATOR,
    OfficeRole.AGREER,
    OfficeRole.APPROVER,
)


class OfficeForm(forms.ModelForm[Office]):
    """An appointment: person, role, position, first and last day."""

    class Meta:
        model = Office
        fields = ("person", "role", "position", "since", "until", "basis")
        widgets = {"since": DayInput(), "until": DayInput()}
        labels = {"since": "С какого дня", "until": "По какой день"}
        help_texts = {
            "until": "Оставьте пустым, если срок не назван",
            "basis": "Приказ или протокол: «приказ № 12 от 30.08.2026»",
        }

    def __init__(
        self, *args: Any, place: Association | Institution, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ask_to_choose(self)
        # The place of the office comes from the address; the model's checks need it too.
        if isinstance(place, Association):
            self.instance.association = place
            institution, roles = place.institution, ROLES_OF_ASSOCIATION
        else:
            self.instance.institution = place
            institution, roles = place, ROLES_OF_INSTITUTION
        self.fields["person"].queryset = Person.objects.filter(institution=institution)  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", "Выберите"),
            *((role.value, role.label) for role in roles),
        ]
        self.fields["since"].initial = today


class OfficeEditForm(forms.ModelForm[Office]):
    """The words and the period of an office; its person and role never change."""

    class Meta(OfficeForm.Meta):
        fields = (  # type: ignore[assignment]
            "position",
            "since",
            "until",
            "basis",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        carry_version(self)


class LastDayForm(forms.Form):
    """The last day of an office or of a substitution."""

    until = forms.DateField(label="Последний день", widget=DayInput())


class SubstitutionForm(forms.ModelForm[Substitution]):
    """The substitute of an office, and how they sign."""

    class Meta:
        model = Substitution
        fields = ("person", "manner", "since", "until", "basis")
        widgets = {"since": DayInput(), "until": DayInput()}
        labels = {"since": "С какого дня", "until": "По какой день"}
        help_texts = {
            "manner": "«И.о.» подписывает своей должностью, «за» — вместо отсутствующего",
            "basis": "Приказ о замещении или доверенность",
        }

    def __init__(self, *args: Any, office: Office, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_to_choose(self)
        others = Person.objects.filter(institution=office.person.institution)
        self.fields["person"].queryset = others.exclude(pk=office.person_id)  # type: ignore[attr-defined]
        self.fields["since"].initial = today
        self.instance.office = office
