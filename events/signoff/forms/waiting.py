"""What narrows the list of what waits for a decision."""

from django import forms

from associations.models import Association
from plans_portal.lib.filter_form import filter_helper
from plans_portal.lib.search import LONGEST_SEARCH


class WaitingForm(forms.Form):
    """By words, by the kind of association, and by term."""

    text = forms.CharField(
        label="Слова",
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label="Вид объединения", required=False, choices=[("", "Любой"), *Association.Kind.choices]
    )
    overdue = forms.BooleanField(label="Только просроченные", required=False)

    helper = filter_helper()
