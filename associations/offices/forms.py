"""Forms of offices and substitutions: text into values for the rules. They save nothing."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format

from associations.directory.forms import DayInput, ask_to_choose, carry_version, version_field
from associations.models import (
    Association,
    Institution,
    Office,
    Person,
    Substitution,
)
from associations.vocabulary import OfficeRole
from plans_portal.lib.versions import version_of_fields

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


class PersonChoice(forms.ModelChoiceField[Person]):
    """A person in full, with the place of work: namesakes are told apart by it."""

    def label_from_instance(self, obj: Person) -> str:
        """«Кузнецов Пётр Ильич — преподаватель, Колледж № 3»."""
        work = ", ".join(filter(None, (obj.position, str(obj.organisation or ""))))
        return f"{obj.full_name} — {work}" if work else obj.full_name


class FormerChoice(forms.ModelChoiceField[Office]):
    """An office that has ended or ends: in its place somebody may be appointed."""

    def label_from_instance(self, obj: Office) -> str:
        """«Воронцов А. В., по 29 ноября 2026 г. Утверждающий: Директор института»."""
        until = date_format(obj.until, "j E Y\u00a0г.") if obj.until else ""
        return f"{obj.person.short_name}, по {until} {obj.get_role_display()}: {obj.position}"


def people_of(institution: Institution) -> QuerySet[Person]:
    """The people of the institution's directory, with what `PersonChoice` shows."""
    return Person.objects.filter(institution=institution).select_related("organisation")


def former_offices(place: Association | Institution) -> QuerySet[Office]:
    """The offices of the place in whose stead somebody may be appointed, the last ones first."""
    here = place.offices.to_replace().select_related("person")
    return here.order_by("-until", "pk")


class OfficeForm(forms.ModelForm[Office]):
    """An appointment: person, role, position, first and last day, and in whose place."""

    new_seat = forms.BooleanField(
        label="Место новое: никого не заменяет",
        required=False,
        help_text="Тогда к нему не перейдёт ничего из того, что ждало прежних",
    )

    class Meta:
        model = Office
        fields = ("person", "role", "replaces", "position", "since", "until", "basis")
        field_classes = {"person": PersonChoice, "replaces": FormerChoice}
        widgets = {"since": DayInput(), "until": DayInput()}
        labels = {"since": "С какого дня", "until": "По какой день"}
        help_texts = {
            "until": "Оставьте пустым, если срок не назван",
            "basis": "Приказ или протокол: «приказ № 12 от 30.08.2026»",
            "replaces": "К новому перейдут планы, которые ждут решения прежнего",
        }

    def __init__(
        self,
        *args: Any,
        place: Association | Institution,
        today: dt.date,
        former: Office | None = None,
        **kwargs: Any,
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
        self.fields["person"].queryset = people_of(institution)  # type: ignore[attr-defined]
        self.former = list(former_offices(place))
        if self.former:
            self.fields["replaces"].queryset = former_offices(place)  # type: ignore[attr-defined]
            self.order_fields(("person", "role", "replaces", "new_seat"))
        else:
            del self.fields["replaces"], self.fields["new_seat"]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", "Выберите"),
            *((role.value, role.label) for role in roles),
        ]
        self.fields["since"].initial = today
        if former is not None and former.until is not None:
            self.initial.update(
                role=former.role,
                replaces=former.pk,
                position=former.position,
                since=former.until + dt.timedelta(days=1),
            )

    def clean(self) -> dict[str, Any]:
        """Ask in whose place, where the role had holders before; a chair follows the last one."""
        data = super().clean() or {}
        is_new = data.pop("new_seat", False)
        if not self.former or data.get("replaces") or is_new:
            return data
        role = data.get("role")
        before = [office for office in self.former if office.role == role]
        if before and role == OfficeRole.CHAIR:
            data["replaces"] = self.instance.replaces = before[0]
        elif before:
            names = ", ".join(office.person.short_name for office in before)
            words = (
                f"В этой роли уже были: {names}. Выберите, вместо кого, или отметьте ниже, что"
                " место новое."
            )
            self.add_error("replaces", words)
        return data


class OfficeEditForm(forms.ModelForm[Office]):
    """The words and the period of an office, and whom it replaces; person and role never change."""

    class Meta(OfficeForm.Meta):
        fields = (  # type: ignore[assignment]
            "position",
            "since",
            "until",
            "basis",
            "replaces",
        )

    def __init__(self, *args: Any, waits: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = self.instance
        candidates = former_offices(mine.place).filter(role=mine.role).exclude(pk=mine.pk)
        if mine.replaces_id:
            candidates |= Office.objects.filter(pk=mine.replaces_id).select_related("person")
        self.fields["replaces"].queryset = candidates  # type: ignore[attr-defined]
        self.fields["replaces"].empty_label = "Никого не заменяет"  # type: ignore[attr-defined]
        carry_version(self)
        if waits:
            self.fields["leave_vacant"] = leave_vacant()


def leave_vacant() -> forms.BooleanField:
    """The tick by which an office is left without anybody though something waits for it."""
    return forms.BooleanField(
        label="Оставить место пустым: решать пока некому",
        required=False,
        help_text="Планы будут ждать, пока вы не назначите кого-нибудь «вместо»",
    )


class LastDayForm(forms.Form):
    """The last day of a substitution."""

    until = forms.DateField(label="Последний день", widget=DayInput())

    def __init__(self, *args: Any, ends: Office | Substitution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expected_version"] = version_field(version_of_fields(ends, ("until",)))


class EndOfficeForm(LastDayForm):
    """The last day of an office, and who takes what waits for its holder."""

    successor = PersonChoice(
        Person.objects.none(),
        label="Кто примет дела",
        required=False,
        empty_label="Пока никто",
        help_text="Этот человек займёт должность со следующего дня",
    )
    position = forms.CharField(
        label="Его должность, как в документах", max_length=300, required=False
    )
    basis = forms.CharField(
        label="Основание его назначения",
        max_length=300,
        required=False,
        help_text="Приказ или протокол: «приказ № 12 от 30.08.2026»",
    )

    def __init__(self, *args: Any, office: Office, waits: bool, **kwargs: Any) -> None:
        super().__init__(*args, ends=office, **kwargs)
        others = people_of(office.person.institution).exclude(pk=office.person_id)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]
        self.fields["position"].initial = office.position
        if waits:
            self.fields["leave_vacant"] = leave_vacant()


class SubstitutionForm(forms.ModelForm[Substitution]):
    """The substitute of an office, and how they sign."""

    class Meta:
        model = Substitution
        fields = ("person", "manner", "since", "until", "basis")
        field_classes = {"person": PersonChoice}
        widgets = {"since": DayInput(), "until": DayInput()}
        labels = {"since": "С какого дня", "until": "По какой день"}
        help_texts = {
            "manner": "«И.о.» подписывает своей должностью, «за» — вместо отсутствующего",
            "basis": "Приказ о замещении или доверенность",
        }

    def __init__(self, *args: Any, office: Office, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_to_choose(self)
        others = people_of(office.person.institution).exclude(pk=office.person_id)
        self.fields["person"].queryset = others  # type: ignore[attr-defined]
        self.fields["since"].initial = today
        self.instance.office = office
