"""The word of a stamp (гриф) by ГОСТ Р 7.0.97-2025, stamps of approval and agreement."""

from collections.abc import Iterable
from typing import Final

from events.plan.content import StepContent
from events.plan.vocabulary import Mode, Verb

# The word of approval agrees with the word of the document; the standard prints it without ё.
_ENDINGS: Final = {
    "план": "",
    "график": "",
    "план-график": "",
    "перечень": "",
    "календарь": "",
    "проект": "",
    "программа": "А",
    "карта": "А",
    "циклограмма": "А",
    "смета": "А",
    "положение": "О",
    "расписание": "О",
    "задание": "О",
    "мероприятия": "Ы",
    "планы": "Ы",
    "направления": "Ы",
}


def approval_ending(title: Iterable[str]) -> str:
    """The ending of УТВЕРЖДЕН… that agrees with the first known word of the title."""
    for line in title:
        for word in line.casefold().split():
            if (bare := word.strip(".,:;«»\"'()")) in _ENDINGS:
                return _ENDINGS[bare]
    return ""


def stamp_word(step: StepContent, ending: str) -> str:
    """The word that the step's verb and mode give; a closing signature has none."""
    if step.verb == Verb.AGREE:
        return "СОГЛАСОВАНО"
    if step.verb == Verb.APPROVE:
        return "УТВЕРЖДАЮ" if step.mode == Mode.PERSON else f"УТВЕРЖДЕН{ending}"
    return ""
