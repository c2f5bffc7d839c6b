"""Forms of the directory: text into values for the rules. They save nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from associations.models import (
    Association,
    AssociationQuerySet,
    Institution,
    Office,
    Organisation,
    Person,
)
from associations.vocabulary import OfficeRole
from plans_portal.lib.filter_form import filter_helper
from plans_portal.lib.search import LONGEST_SEARCH, has_words
from plans_portal.lib.versions import Conflict, version_of_fields


def attempt[Row](form: forms.BaseForm, rule: Callable[..., Row], **others: Any) -> Row | None:
    """Call a rule with a valid form's values; show what it refuses at the form's fields.

    Gives what the rule gives; None where the form is empty or invalid, or the rule refused.
    """
    if not form.is_valid():
        return None
    try:
        return rule(**form.cleaned_data, **others)
    except ValidationError as refusal:
        if isinstance(refusal, Conflict):
            # The page shows the stored values beside the typed ones, so sending again is a
            # decision. items(): `**` on a QueryDict would give its inner lists.
            form.data = {**dict(form.data.items()), "expected_version": refusal.version}
        for field, errors in refusal.update_error_dict({}).items():
            form.add_error(field if field in form.fields else None, errors)
        return None


def ask_to_choose(form: forms.BaseForm, words: str = "Выберите") -> None:
    """Label the empty choice of each list in Russian: Django has no translation of its own."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            if field.empty_label is not None:
                field.empty_label = words
        elif isinstance(field, forms.ChoiceField):
            options: list[Any] = list(field.choices)  # type: ignore[arg-type]
            field.choices = [(value, label if value else words) for value, label in options]


def carry_version(form: forms.ModelForm[Any]) -> None:
    """Add to the form of a stored row the version of the values it shows.

    A form sent without a version gets the version of this moment.
    """
    if form.instance.pk:
        form.fields["expected_version"] = version_field(
            version_of_fields(form.instance, form.fields)
        )


def version_field(now: str) -> forms.CharField:
    """The hidden field with the version that a form was opened with; `now` is the present one."""
    return forms.CharField(required=False, initial=now, empty_value=now, widget=forms.HiddenInput)


class DayInput(forms.DateInput):
    """The browser's own calendar; it needs the day as 2026-11-21 in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class AssociationForm(forms.ModelForm[Association]):
    """The fields of an association."""

    class Meta:
        model = Association
        fields = ("kind", "name", "name_genitive", "territory", "city", "parent", "is_active")
        widgets = {
            "name": forms.Textarea(attrs={"rows": 2}),
            "name_genitive": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "name": "Полностью, как в приказе: «Региональное учебно-методическое объединение …»",
            "is_active": "Снимите отметку, когда объединение распустят: планы останутся",
        }

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_to_choose(self)
        others = Association.objects.filter(institution=institution)
        self.fields["parent"].queryset = others.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        self.fields["parent"].empty_label = "Само по себе"  # type: ignore[attr-defined]
        if not self.instance.pk:
            # The model's checks need the institution, which a new row does not have yet.
            self.instance.institution = institution
            del self.fields["is_active"]
        carry_version(self)


class AssociationFilter(forms.Form):
    """Narrows the list of associations."""

    helper = filter_helper()
    text = forms.CharField(
        label="Название, территория, председатель",
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.SearchInput(),
    )
    kind = forms.ChoiceField(
        label="Вид", required=False, choices=[("", "Все"), *Association.Kind.choices]
    )

    def narrow(self, found: AssociationQuerySet, on: dt.date) -> AssociationQuerySet:
        """Keep those of the kind whose name, place or chair on that day has the words."""
        kind, text = self.cleaned_data["kind"], self.cleaned_data["text"]
        if kind:
            found = found.filter(kind=kind)
        if text:
            chairs = Office.objects.in_force(on).filter(
                has_words(text, "person__last_name", "person__first_name"), role=OfficeRole.CHAIR
            )
            named = has_words(text, "name", "territory", "city")
            found = found.filter(named | Q(pk__in=chairs.values("association_id")))
        return found


class TextFilter(forms.Form):
    """Narrows the list of people or of organisations."""

    helper = filter_helper()
    text = forms.CharField(
        label="Найти", required=False, max_length=LONGEST_SEARCH, widget=forms.SearchInput()
    )


class OrganisationForm(forms.ModelForm[Organisation]):
    """The fields of an organisation."""

    class Meta:
        model = Organisation
        fields = ("name", "short_name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        carry_version(self)


IS_OTHER = "Это другой человек"


class PersonForm(forms.ModelForm[Person]):
    """The fields of a person: only what papers need."""

    class Meta:
        model = Person
        fields = ("last_name", "first_name", "middle_name", "position", "organisation")
        help_texts = {
            "position": "Место работы: «преподаватель», «заместитель директора»",
        }

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(institution=institution)  # type: ignore[attr-defined]
        field.empty_label = "Не указана"  # type: ignore[attr-defined]
        if not self.instance.pk:
            self.instance.institution = institution
        carry_version(self)

    def clean(self) -> dict[str, Any]:
        """Ask whether a new person is another one, where the directory has that name already."""
        data = super().clean() or {}
        if self.instance.pk or not {"last_name", "first_name"} <= data.keys():
            return data
        wanted = _folded_name(data["last_name"], data["first_name"], data.get("middle_name", ""))
        same = [
            one
            for one in Person.objects.filter(institution=self.instance.institution)
            if _folded_name(one.last_name, one.first_name, one.middle_name) == wanted
        ]
        if not same:
            return data
        # The rules take the person's own fields alone, so the tick is none of them.
        self.fields["is_other"] = forms.BooleanField(label=IS_OTHER, required=False)
        if "is_other" not in self.data:
            names = "; ".join(
                ", ".join(filter(None, (one.full_name, one.position))) for one in same
            )
            self.add_error(
                None,
                f"В справочнике уже есть: {names}. Если это тот же человек, второй раз его"
                f" не записывают; если другой, отметьте ниже «{IS_OTHER}».",
            )
        return data


def _folded_name(*parts: str) -> str:
    """A name by which doubles are known: «Пётр» and «петр» are one."""
    return " ".join(" ".join(parts).casefold().replace("ё", "е").split())


class InvitationForm(forms.Form):
    """The e-mail address for a person's new account."""

    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        help_text="На неё придёт приглашение со ссылкой, по которой задают пароль",
    )


class CloseAccountForm(forms.Form):
    """The question before an account is closed; with a tick where something waits for its owner."""

    leave_vacant = forms.BooleanField(
        label="Закрыть и оставить дела без решения",
        required=False,
        help_text="Они будут ждать, пока вы не назначите преемника или замещение",
    )

    def __init__(self, *args: Any, waits: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not waits:
            del self.fields["leave_vacant"]
