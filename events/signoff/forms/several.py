"""One deliberate act by which several plans are signed."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.http import QueryDict

from events.signoff.forms.decision import SeenForm

_DIGITS: Final = 18  # A longer number is no key of a row.


class SeveralForm(SeenForm):
    """Asks whether the plans were read, and where it must for the rules of signature.

    What was seen of each plan stands beside it, in `seen_of`.
    """

    read = forms.BooleanField(
        label="Я прочитал(а) эти планы",
        error_messages={"required": "Отметьте, что прочитали планы: без этого их не подписать."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["seen"]


def keys_of(data: QueryDict) -> list[int]:
    """The keys of the plans that were ticked, each once; what is no number is left out."""
    return list(dict.fromkeys(_numbers(data.getlist("plan"))))


def seen_of(data: QueryDict) -> dict[int, str]:
    """The fingerprint that was shown of each plan that is to be signed: «sign» is «12:3fa0…»."""
    pairs = (one.partition(":") for one in data.getlist("sign"))
    return {key: seen for plan, _, seen in pairs for key in _numbers([plan])}


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(one) for one in texts if one.isascii() and one.isdecimal() and len(one) <= _DIGITS]
