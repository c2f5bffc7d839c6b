"""Filters of the list of plans."""

from typing import Any, ClassVar, Final

import django_filters
from django import forms

from associations.actor import Actor
from associations.models import Association
from events.drafting.models.plan import PlanQuerySet
from events.models import Plan
from events.plan.period import Period, PeriodKind
from plans_portal.lib.filter_form import filter_helper
from plans_portal.lib.search import LONGEST_SEARCH, has_words

IN_FORCE: Final = "in_force"


class PlanFilterForm(forms.Form):
    """The form of the filters; the list is updated while the person types."""

    helper = filter_helper(live="change, submit, input changed delay:400ms from:#id_text")


class PlanFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters by words, period, kind, state and association; `actor` sees only their own plans."""

    text = django_filters.CharFilter(
        method="with_words",
        label="Слова",
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    period = django_filters.ChoiceFilter(method="of_period", label="Период", empty_label="Любой")
    kind = django_filters.ChoiceFilter(
        field_name="association__kind",
        choices=Association.Kind.choices,
        label="Вид объединения",
        empty_label="Любой",
    )
    state = django_filters.ChoiceFilter(
        method="in_state",
        choices=[(IN_FORCE, "Действует"), *Plan.Status.choices],
        label="Состояние",
        empty_label="Любое",
    )
    association = django_filters.ModelChoiceFilter(
        queryset=Association.objects.none(), label="Объединение", empty_label="Любое"
    )

    class Meta:
        model = Plan
        form = PlanFilterForm
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        visible = Plan.objects.visible_to(actor)
        associations = Association.objects.visible_to(actor)
        self.filters["association"].queryset = associations
        periods = visible.values_list("period_kind", "period_start", "period_end")
        rows = periods.order_by("-period_start").distinct()
        choices = [Period(PeriodKind(kind), starts, ends) for kind, starts, ends in rows]
        self.filters["period"].extra["choices"] = [(_code(one), one.label()) for one in choices]

    def with_words(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        """Plans with all the words in the association's name or the title as the reader sees it."""
        del name
        shown = plans.with_shown_title(self.actor)
        return shown.filter(has_words(value, "shown_title", "association__name"))

    def in_state(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        """Plans that the reader sees in this state, or those with an edition in force."""
        del name
        if value == IN_FORCE:
            return plans.filter(official__isnull=False)
        return plans.in_state_for(self.actor, value)

    def of_period(self, plans: PlanQuerySet, name: str, value: str) -> PlanQuerySet:
        """Plans of exactly these days."""
        del name
        kind, starts, ends = value.split(".")
        return plans.filter(period_kind=kind, period_start=starts, period_end=ends)

    def conditions(self) -> list[tuple[str, str]]:
        """The active filters as (label, value) in Russian."""
        active = []
        for name, field in self.form.fields.items():
            value = self.form.cleaned_data.get(name)
            if value:
                names = dict(getattr(field, "choices", ())) if isinstance(value, str) else {}
                active.append((str(field.label), str(names.get(value, value))))
        return active


def _code(period: Period) -> str:
    return f"{period.kind}.{period.starts}.{period.ends}"
