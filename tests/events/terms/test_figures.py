"""Figures that are no dates, and years."""

import pytest

from events.terms.cascade import Cascade
from events.terms.figures import RULES
from events.terms.lexer import tokens_of

CASCADE = Cascade(RULES)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("7 класс", "WORD"),
        ("каб. 5, 7 марта", "WORD COMMA NUMBER MONTH"),
        ("СОШ 5 марта", "UNREAD"),
        ("с 10:00 до 11:30", ""),
        ("25-26 учебный год", "TWO_YEARS"),
        ("2026 год", "YEAR"),
        ("1 раз в 2 лет", "RECURRENCE"),
        ("по итогам I полугодия", "ON_DEMAND"),
        ("03.2026", "POINT"),
    ],
)
def test_figures_are_told_from_dates(text: str, names: str) -> None:
    assert " ".join(token.tag.name for token in CASCADE.reduce(tokens_of(text))) == names
