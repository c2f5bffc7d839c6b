"""Forms that take back: discard changes, repeal the approval, withdraw a decision."""

from django import forms

from events.signoff.forms.decision import SeenForm


class DiscardForm(forms.Form):
    """Holds the plan's `revision` that the person looked at."""

    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class RepealForm(SeenForm):
    """The reason of the repeal and the act (order, protocol) behind it."""

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


class WithdrawForm(forms.Form):
    """The reason of a withdrawal; `seen` is the key of the signature that the person looked at."""

    seen = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Почему отзываете",
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Можно не писать. Если напишете, это прочтут авторы и те, кто решает",
    )
