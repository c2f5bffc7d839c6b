"""The word of a stamp by the standard."""

import pytest

from events.plan.content import StepContent
from events.plan.stamp_words import approval_ending, stamp_word


@pytest.mark.parametrize(
    ("title", "ending"),
    [
        (("План работы",), ""),
        (("ПРОГРАММА", "и план"), "А"),
        (("Основные направления", "работы"), "Ы"),
        (("«Расписание»",), "О"),
        (("Ничего такого",), ""),
        ((), ""),
    ],
)
def test_ending_agrees_with_the_title(title, ending):
    assert approval_ending(title) == ending


@pytest.mark.parametrize(
    ("verb", "mode", "word"),
    [
        ("agree", "protocol", "СОГЛАСОВАНО"),
        ("approve", "person", "УТВЕРЖДАЮ"),
        ("approve", "order", "УТВЕРЖДЕНА"),
        ("close", "person", ""),
    ],
)
def test_word_follows_verb_and_mode(verb, mode, word):
    assert stamp_word(StepContent(verb=verb, mode=mode), "А") == word
