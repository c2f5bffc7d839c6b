"""Forms of the life after approval: give changes up, repeal an approval."""

from django import forms

from events.signoff.forms.decision import SeenForm


class DiscardForm(forms.Form):
    """Carries the count of changes that the person looked at."""

    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class RepealForm(SeenForm):
    """Why the approval is repealed, and by which act."""

    reason = forms.CharField(
        label="Почему отменяете",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Авторы прочтут это на странице плана",
    )
    act = forms.CharField(
        label="Чем отменяете",
        max_length=300,
        required=False,
        help_text="Если есть приказ или протокол: «приказом института от 16.01.2026 № 1»",
    )
