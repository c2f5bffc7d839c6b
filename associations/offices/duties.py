"""What waits for the holders of offices, as other packages know it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from associations.models import Office


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that waits, or will wait, for whoever holds an office.

    `words` say what, `address` is its page, `office_id` the office that it was given to.
    """

    office_id: int
    words: str
    address: str


_SHOWN: Final = 10

type AskDuties = Callable[[Collection[Office]], list[Duty]]


def duties_of(offices: Collection[Office]) -> list[Duty]:
    """What waits for the holders of these offices, and of those that they replace.

    This package knows no plans: settings name the function that does.
    """
    ask: AskDuties = import_string(settings.DUTIES_OF_OFFICES)
    return ask(offices) if offices else []


def refuse_to_leave(duties: list[Duty], how: str) -> None:
    """Raise ValidationError with what waits, if anything does; `how` says what to do."""
    if not duties:
        return
    words = [f"{duty.words}." for duty in duties[:_SHOWN]]
    if len(duties) > _SHOWN:
        words.append(f"И ещё: {len(duties) - _SHOWN}.")
    raise ValidationError([f"Эту должность ждут дела. {how}", *words], code="duties")
