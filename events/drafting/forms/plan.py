"""Forms that start a plan and change what is written above its table."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from associations.actor import Actor
from associations.models import Association
from events.access import associations_to_draft
from events.drafting.queries.plans_to_begin import YEARS_AHEAD, free_year
from events.drafting.rules.plans import HeadingValues
from events.models import Layout, Plan
from events.plan.period import Period, calendar_to_plan

YEARS_BACK = 3


def period_choices(on: dt.date) -> list[tuple[str, str]]:
    """Calendar and academic years around the day, the newest first."""
    years = range(on.year + YEARS_AHEAD, on.year - YEARS_BACK - 1, -1)
    choices = []
    for year in years:
        choices.append((f"academic-{year}", Period.of_academic_year(year).label()))
        choices.append((f"calendar-{year}", Period.of_calendar_year(year).label()))
    return choices


def chosen_period(choice: str) -> Period:
    """The period that a choice names."""
    kind, _, year = choice.partition("-")
    make = Period.of_academic_year if kind == "academic" else Period.of_calendar_year
    return make(int(year))


class LayoutChoice(forms.ModelChoiceField[Layout]):
    """A choice of layouts."""

    def label_from_instance(self, obj: Layout) -> str:
        """The name, with its version from the second on."""
        return obj.name if obj.version == 1 else f"{obj.name} (версия {obj.version})"


class PlanForm(forms.Form):
    """Start a plan of an association, for a period, on a layout."""

    association = forms.ModelChoiceField(
        Association.objects.none(), label="Объединение", empty_label="Выберите объединение"
    )
    period = forms.ChoiceField(label="Период")
    layout = LayoutChoice(
        Layout.objects.none(),
        label="Форма плана",
        empty_label="Выберите форму",
        help_text="Графы таблицы, номера и грифы, как принято для такого объединения",
    )
    title = forms.CharField(
        label="Заголовок",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=(
            "Каждая строка печатается с новой строки. Оставьте пустым, и заголовок составит портал"
        ),
    )
    city = forms.CharField(
        label="Город",
        required=False,
        max_length=100,
        help_text="Оставьте пустым, и портал возьмёт город объединения",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = associations_to_draft(actor)
        layouts = Layout.objects.offered_to(actor)
        self.fields["association"].queryset = mine  # type: ignore[attr-defined]
        self.fields["layout"].queryset = layouts  # type: ignore[attr-defined]
        self.fields["period"].choices = period_choices(actor.on)  # type: ignore[attr-defined]
        first_two = list(mine[:2])
        if len(first_two) == 1:
            self.initial.setdefault("association", first_two[0].pk)
        if chosen := self.chosen("association"):
            self._suggest(chosen, actor)
        self.initial.setdefault("period", f"calendar-{calendar_to_plan(actor.on).starts.year}")

    def chosen(self, name: str) -> Any:
        """The chosen object, posted or initial; None where it may not be chosen."""
        try:
            return self.fields[name].to_python(self[name].value())
        except ValidationError:
            return None

    def _suggest(self, association: Association, actor: Actor) -> None:
        """Offer the layouts of this kind first, and a year that has no plan yet."""
        layouts = self.fields["layout"].queryset  # type: ignore[attr-defined]
        own = [layout for layout in layouts if layout.association_kind == association.kind]
        others = [layout for layout in layouts if layout.association_kind != association.kind]
        label = self.fields["layout"].label_from_instance  # type: ignore[attr-defined]
        self.fields["layout"].choices = [  # type: ignore[attr-defined]
            ("", "Выберите форму"),
            (f"Для {association.get_kind_display()}", [(form.pk, label(form)) for form in own]),
            ("Для других объединений", [(form.pk, label(form)) for form in others]),
        ]
        if own:
            self.initial.setdefault("layout", own[0].pk)
            period = free_year(association, own[0].period_kind, actor)
            self.initial.setdefault("period", f"{period.kind}-{period.starts.year}")


class HeadingForm(forms.ModelForm[Plan]):
    """The title, the city and the imprint."""

    class Meta:
        model = Plan
        fields = ("title", "city", "imprint")
        widgets = {"title": forms.Textarea(attrs={"rows": 5})}

    def values(self) -> HeadingValues:
        """The typed values for the rule."""
        data = self.cleaned_data
        lines = [line.strip() for line in data["title"].splitlines()]
        return HeadingValues("\n".join(filter(None, lines)), data["city"], data["imprint"])
