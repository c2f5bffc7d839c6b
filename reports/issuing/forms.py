"""The form by which staff let a document be issued."""

from django import forms


class LiftForm(forms.Form):
    """Why the paper is right although the portal did not find all of the plan in it."""

    reason = forms.CharField(
        label="Почему бумага верна",
        max_length=1000,
        help_text="Что вы сверили и с чем. Это останется в истории плана и на странице проверки",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, почему бумага верна: что вы сверили и с чем."},
    )
