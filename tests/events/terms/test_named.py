"""Points: days, months and numbered parts of months and years."""

import pytest

from events.terms.cascade import Cascade
from events.terms.lexer import tokens_of
from events.terms.named import RULES
from events.terms.points import Piece, Point

CASCADE = Cascade(RULES)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("7 марта 2026", Point("day", 3, 7, 2026)),
        ("7.03", Point("day", 3, 7)),
        ("май", Point("month", 5)),
        ("вторая декада мая", Point("ten_days", 5, 2)),
        ("вторая половина мая", Point("fortnight", 5, 2)),
        ("3 неделя месяца", Point("week", 0, 3, of_each=True)),
        ("II квартал", Point("quarter", 0, 2)),
        ("последняя пятница мая", Point("weekday", 5, -1, weekday=4)),
        ("начало мая", Point("third", 5, 1)),
        ("зима", Point("season", 0, 4)),
        ("15 числа", Point("day", 0, 15)),
    ],
)
def test_words_name_a_point(text: str, point: Point) -> None:
    (token,) = CASCADE.reduce(tokens_of(text))
    assert token.value == point


def test_days_that_share_a_month_are_pieces() -> None:
    point, _, piece = CASCADE.reduce(tokens_of("5, 12-14 мая"))
    assert point.value == Point("day", 5, 5)
    assert piece.value == Piece("in", Point("day", 5, 12), Point("day", 5, 14))


def test_days_that_run_backwards_are_not_read() -> None:
    (token,) = CASCADE.reduce(tokens_of("9, 7 мая"))
    assert token.tag.name == "UNREAD"
