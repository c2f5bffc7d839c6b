"""Filters of the journal."""

from typing import Any, ClassVar

import django_filters
from django import forms

from associations.directory.forms import DayInput
from associations.models import JournalEntry
from associations.vocabulary import JournalAction
from plans_portal.lib.filter_form import filter_helper
from plans_portal.lib.search import LONGEST_SEARCH, has_words


class JournalFilterForm(forms.Form):
    """The form of the filters; the list is updated while the person types."""

    helper = filter_helper(live="change, submit, input changed delay:400ms from:#id_text")


class JournalFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters by words or a name, by kind of action, and by days."""

    text = django_filters.CharFilter(
        method="with_words",
        label="Слова или имя",
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    action = django_filters.ChoiceFilter(
        choices=JournalAction.choices, label="Вид", empty_label="Любой"
    )
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label="С какого дня", widget=DayInput
    )
    until = django_filters.DateFilter(
        field_name="at", lookup_expr="date__lte", label="По какой день", widget=DayInput
    )

    class Meta:
        model = JournalEntry
        form = JournalFilterForm
        fields: ClassVar[list[str]] = []

    def with_words(self, entries: Any, name: str, value: str) -> Any:
        """Entries with all the words in the sentence, or in the name of who did it."""
        del name
        return entries.filter(has_words(value, "words", "by_name"))
