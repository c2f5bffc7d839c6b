"""The note beside the field of a term."""

import pytest

from events.terms import explain, read
from tests.events.terms.readings import YEAR


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("апрель – май", "1 апреля – 31 мая 2026"),
        ("в течение года", "весь период"),
        ("ежеквартально", "4 раза: по кварталам"),
        ("до 15 января 2027 г.", "до 15 января 2027"),
        ("по необходимости", "по необходимости, без дат"),
        ("конец четверти", "не разобрано — на бумаге останется как есть"),
        ("31 сентября", "такого срока не бывает — на бумаге останется как есть"),
        ("до 25 числа каждого месяца", "12 раз: до 25 числа каждого месяца"),
        ("28.12–10.01.2027", "28 декабря 2026 – 10 января 2027"),
    ],
)
def test_explain_says_what_was_understood(words: str, note: str) -> None:
    assert explain(read(words, YEAR)) == note
