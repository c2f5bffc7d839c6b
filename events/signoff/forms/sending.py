"""The form by which a plan is sent for sign-off."""

from typing import Any

from django import forms

from events.signoff.forms.decision import SeenForm
from events.signoff.queries.asked_again import AskedAgain
from events.signoff.queries.paper_check import INCOMPLETE, UNPRINTED, PaperCheck
from events.signoff.rules.sending import WITHOUT_NOTE


class SendForm(SeenForm):
    """Send a plan; one that is sent again says a word to who decides, and may ask everybody."""

    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label="Что изменилось",
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Прочтут те, кто решает: в письме и на странице плана. Можно оставить пустым",
    )
    everybody = forms.BooleanField(
        label="Спросить всех заново",
        required=False,
        help_text="Тогда не останется ни одного согласия с прошлой редакцией",
    )

    as_it_is = forms.BooleanField(
        label="Отправить так, хотя в бумаге нашлось не всё",
        help_text="Официальный документ выдадут, когда методист института сверит бумагу",
        error_messages={"required": INCOMPLETE},
    )

    def __init__(
        self, *args: Any, again: AskedAgain, paper: PaperCheck | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if paper is None or not paper.missing:
            del self.fields["as_it_is"]
        elif paper.is_unprinted:
            tick = self.fields["as_it_is"]
            tick.label, tick.help_text = "Отправить так, хотя бумага не проверена", ""
            tick.error_messages["required"] = UNPRINTED
        if again.needs_note:
            note = self.fields["note"]
            note.label, note.required = "Почему отправляете без изменений", True
            note.help_text = "Прочтут те, кто решает, и тот, кто вернул план"
            note.error_messages["required"] = WITHOUT_NOTE
        elif again.is_same:
            self.fields["note"].label = "Пояснение"
        if again.before is None:
            del self.fields["note"]
        if not again.kept:
            del self.fields["everybody"]
