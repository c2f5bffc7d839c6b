"""Recurrences in official words."""

import pytest

from events.terms import Recurrence
from events.terms.points import Piece, Point, weekday_of_month
from events.terms.returning_words import recurrence_in_words

BY_25 = Piece("until", Point("day", 0, 25))
LAST_WEEK = Piece("in", Point("week", 0, -1))


@pytest.mark.parametrize(
    ("recurrence", "words"),
    [
        (Recurrence("quarter"), "ежеквартально"),
        (Recurrence("half"), "1 раз в полугодие"),
        (Recurrence("month", times=2), "2 раза в месяц"),
        (Recurrence("year", times=5), "5 раз в год"),
        (Recurrence("month", step=2), "1 раз в 2 месяца"),
        (Recurrence("quarter", at_least=True), "не реже 1 раза в квартал"),
        (Recurrence("month", within=(BY_25,)), "до 25 числа каждого месяца"),
        (Recurrence("quarter", within=(BY_25,)), "ежеквартально, до 25 числа"),
        (Recurrence("month", within=(weekday_of_month(4, -1),)), "последняя пятница месяца"),
        (Recurrence("month", within=(LAST_WEEK,)), "последняя неделя каждого месяца"),
        (Recurrence("month", weekdays=(4,)), "ежемесячно, по пятницам"),
        (Recurrence("month", times=2, weekdays=(3,)), "2 раза в месяц, по четвергам"),
        (Recurrence("week", weekdays=(0, 3)), "по понедельникам и четвергам"),
        (Recurrence("week", step=2, weekdays=(2,)), "каждую вторую среду"),
    ],
)
def test_recurrence_has_official_words(recurrence: Recurrence, words: str) -> None:
    assert recurrence_in_words(recurrence) == words
