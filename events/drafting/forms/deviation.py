"""Forms of deviations from the route, and of another position in a stamp."""

from typing import Any

from django import forms
from django.db.models import Case, F, When

from associations.actor import Actor
from associations.models import Association, Office
from associations.vocabulary import DECIDERS, OWN
from events.drafting.forms.step import OfficeChoice
from events.plan.vocabulary import DeviationKind


class AnyOfficeChoice(OfficeChoice):
    """Who decides, with the place: as it may be an office of another association."""

    def label_from_instance(self, obj: Office) -> str:
        """The person, the office and where it is."""
        return f"{super().label_from_instance(obj)}, {obj.place}"


class SeatDeviationForm(forms.Form):
    """Why the plan does without a seat."""

    reason = forms.CharField(
        label="Почему",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Эти слова останутся в истории плана, на листе согласования и у подписывающих",
        error_messages={"required": "Напишите, почему нужен особый порядок."},
    )

    def values(self) -> dict[str, Any]:
        """The typed values for the rule."""
        return {"kind": DeviationKind.REMOVE.value, **self.cleaned_data}


class StepDeviationForm(SeatDeviationForm):
    """What to do with a step of the route, and why."""

    kind = forms.ChoiceField(
        label="Что сделать",
        choices=DeviationKind.choices,
        initial=DeviationKind.REPLACE,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что сделать."},
    )
    office = AnyOfficeChoice(
        label="Кто решает вместо него",
        queryset=Office.objects.none(),
        required=False,
        empty_label="Человек без учётной записи: подпишет на бумаге",
    )
    position = forms.CharField(
        label="Должность того, кто подпишет на бумаге",
        required=False,
        max_length=300,
        help_text="Заполните, только если выше никто не выбран",
    )
    field_order = ("kind", "office", "position", "reason")

    def __init__(self, *args: Any, association: Association, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.in_force(actor.on).filter(
            person__institution=association.institution_id, role__in=(*OWN, *DECIDERS)
        )
        # Those around the plan come first.
        elsewhere = Case(When(association=association, then=0), default=1)
        offices = offices.select_related("person", "association", "institution")
        self.fields["office"].queryset = (  # type: ignore[attr-defined]
            offices.order_by(elsewhere, F("association").asc(nulls_first=True), "role", "pk")
        )

    def values(self) -> dict[str, Any]:
        """The typed values for the rule."""
        return dict(self.cleaned_data)


class AnswerForm(forms.Form):
    """What a methodist answers; words are needed for a refusal alone, which the rule asks for."""

    answer = forms.CharField(
        label="Ответ автору",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Если отказываете, напишите почему",
    )


class PositionForm(forms.Form):
    """Why a stamp prints another position than that of who signs."""

    position = forms.CharField(widget=forms.HiddenInput, strip=False)
    reason = forms.CharField(
        label="Почему в грифе другая должность",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Это прочтёт тот, кто подписывает",
        error_messages={"required": "Напишите, почему: это прочтёт тот, кто подписывает."},
    )
