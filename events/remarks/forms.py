"""Forms of remarks: to write one, to answer it, to find some, to keep a common wording."""

from typing import Any, ClassVar, Final

import django_filters
from django import forms
from django.db.models import QuerySet

from associations.actor import Actor
from associations.models import Association
from events.models import CommonRemark, Plan, Remark
from events.plan.vocabulary import RemarkState, Severity
from events.remarks.models import UNSETTLED
from events.remarks.queries.common import common_remarks
from plans_portal.lib.filter_form import filter_helper

UNSETTLED_ONES: Final = "unsettled"


class RemarkForm(forms.Form):
    """What a reviewer writes about a place; which one the page knows."""

    common = forms.ModelChoiceField(
        queryset=CommonRemark.objects.none(),
        label="Типовое замечание",
        required=False,
        empty_label="Выберите, чтобы вставить",
    )
    text = forms.CharField(
        label="Замечание",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    severity = forms.ChoiceField(
        label="Насколько важно",
        choices=Severity.choices,
        initial=Severity.MUST.value,
        widget=forms.RadioSelect,
    )
    suggestion = forms.CharField(
        label="Как написать в этой ячейке",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Исправьте текст ячейки здесь: автор примет его одним нажатием",
    )
    keep = forms.BooleanField(label="Сохранить как типовое", required=False)

    def __init__(self, *args: Any, actor: Actor, for_cell: bool, **kwargs: Any) -> None:
        """`for_cell`: a text for the place may be suggested."""
        super().__init__(*args, **kwargs)
        self.fields["common"].queryset = common_remarks(actor)  # type: ignore[attr-defined]
        if not for_cell:
            del self.fields["suggestion"]


class AnswerForm(forms.Form):
    """An answer to a remark; which move it goes with is the button's matter."""

    text = forms.CharField(
        label="Ответ",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CommonRemarkForm(forms.Form):
    """A common wording to keep."""

    text = forms.CharField(
        label="Новое типовое замечание",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите текст типового замечания."},
    )
    for_all = forms.BooleanField(label="Для всего института", required=False)

    def __init__(self, *args: Any, is_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_staff:
            del self.fields["for_all"]


class RemarkFilterForm(forms.Form):
    """The form of the register's filters."""

    helper = filter_helper(live="change, submit")


class RemarkFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters of the register: by state, severity, writer, association and plan."""

    state = django_filters.ChoiceFilter(
        method="in_state",
        choices=[(UNSETTLED_ONES, "Не решённые"), *RemarkState.choices],
        label="Состояние",
        empty_label="Любое",
    )
    severity = django_filters.ChoiceFilter(
        choices=Severity.choices, label="Важность", empty_label="Любая"
    )
    writer = django_filters.ChoiceFilter(
        field_name="made_by_name", label="Кто написал", empty_label="Все"
    )
    association = django_filters.ModelChoiceFilter(
        field_name="plan__association",
        queryset=Association.objects.none(),
        label="Объединение",
        empty_label="Все",
    )
    plan = django_filters.ModelChoiceFilter(
        queryset=Plan.objects.none(), widget=forms.HiddenInput, label="План"
    )

    class Meta:
        model = Remark
        form = RemarkFilterForm
        fields: ClassVar[list[str]] = []

    def __init__(self, data: Any, *, actor: Actor) -> None:
        """Offer the writers and associations of the remarks that the actor may read (2 queries)."""
        remarks = Remark.objects.visible_to(actor).filter(is_doubt=False)
        super().__init__(data, remarks)
        names = remarks.order_by("made_by_name").values_list("made_by_name", flat=True).distinct()
        self.filters["writer"].extra["choices"] = [(name, name) for name in names]
        self.filters["association"].queryset = Association.objects.filter(
            pk__in=remarks.values("plan__association")
        ).order_by("name")
        self.filters["plan"].queryset = Plan.objects.visible_to(actor)

    def in_state(self, remarks: QuerySet[Remark], name: str, value: str) -> QuerySet[Remark]:
        """Remarks in this state, or all of which the authors owe something."""
        del name
        states = UNSETTLED if value == UNSETTLED_ONES else (value,)
        return remarks.filter(state__in=states)

    @property
    def one_plan(self) -> Plan | None:
        """The plan whose register it is, if it is that of one."""
        self.form.is_valid()
        plan: Plan | None = self.form.cleaned_data.get("plan")
        return plan
