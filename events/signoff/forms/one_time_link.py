"""Forms of one-time links: whom staff send one, and its code."""

from django import forms

from events.plan.vocabulary import CodeBy
from events.signoff.rules.one_time_links import MOST_WORKING_DAYS, WORKING_DAYS


class LinkForm(forms.Form):
    """To whom the link goes, how the code comes, for how long it is good."""

    name = forms.CharField(
        label="Кому",
        max_length=200,
        help_text="Фамилия, имя и отчество: так портал обратится в письме",
    )
    address = forms.EmailField(
        label="Адрес электронной почты",
        help_text="Личный рабочий адрес, который читает только этот человек",
    )
    code_by = forms.ChoiceField(
        label="Как придёт код",
        choices=CodeBy.choices,
        initial=CodeBy.LETTER.value,
        widget=forms.RadioSelect,
    )
    working_days = forms.IntegerField(
        label="Сколько рабочих дней действует",
        min_value=1,
        max_value=MOST_WORKING_DAYS,
        initial=WORKING_DAYS,
        help_text="По производственному календарю и своим дням института",
    )
    before = forms.IntegerField(required=False, widget=forms.HiddenInput)


class LinkCodeForm(forms.Form):
    """The six digits."""

    code = forms.CharField(
        label="Код",
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
        help_text="Шесть цифр",
        error_messages={"required": "Введите код: шесть цифр."},
    )
