"""What narrows a plan's history, and the name of a version."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from associations.directory.forms import version_field
from events.history.queries.folding import about_part
from events.models import Change, NamedVersion
from plans_portal.lib.filter_form import filter_helper
from plans_portal.lib.search import LONGEST_SEARCH, has_words
from plans_portal.lib.versions import version_of_fields


class HistoryFilterForm(forms.Form):
    """Filters by words, person, days, names of versions, and by one row of the plan."""

    helper = filter_helper()
    row = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Слова",
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    who = forms.ChoiceField(label="Кто", required=False)
    since = forms.DateField(
        label="С какого дня", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label="По какой день", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    named = forms.BooleanField(label="Только с названием", required=False)

    def __init__(self, data: Any, *, changes: QuerySet[Change], tells_names: bool = True) -> None:
        """`changes` are those that the reader may see: only their authors are offered (1 query).

        Without `tells_names` the names of versions are neither asked for nor searched.
        """
        super().__init__(data)
        self._searched = ["words", "named_version__name"] if tells_names else ["words"]
        if not tells_names:
            del self.fields["named"]
        names = changes.order_by("by_name").values_list("by_name", flat=True).distinct()
        self.fields["who"].choices = [("", "Все"), *((name, name) for name in names)]  # type: ignore[attr-defined]
        self.full_clean()

    def clean(self) -> dict[str, Any]:
        """Refuse days that come in the wrong order."""
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        if since and until and since > until:
            self.add_error("until", "Этот день раньше первого. Поменяйте дни местами.")
            del self.cleaned_data["since"]
        return self.cleaned_data

    @property
    def wanted(self) -> Q | None:
        """The condition for the changes looked for; None for all. A wrong value is left out."""
        conditions = []
        for name, value in self.cleaned_data.items():
            if value:
                conditions.append(self._condition(name, value))
        return Q(*conditions) if conditions else None

    def _condition(self, name: str, value: Any) -> Q:
        conditions = {
            "row": lambda: about_part(value),
            "text": lambda: has_words(value, *self._searched),
            "who": lambda: Q(by_name=value),
            "since": lambda: Q(at__date__gte=value),
            "until": lambda: Q(at__date__lte=value),
            "named": lambda: Q(named_version__isnull=False),
        }
        return conditions[name]()


class VersionNameForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name of a version; an empty one takes the name away."""

    class Meta:
        model = NamedVersion
        fields = ("name",)
        labels = {"name": "Название версии"}
        help_texts = {
            "name": "Например: «Перед отправкой совету». Его видят авторы и куратор плана. "
            "Чтобы убрать название, сотрите его."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["expected_version"] = version_field(version_of_fields(self.instance, ("name",)))
