"""Recurrences in official words."""

import pytest

from events.terms import Recurrence
from events.terms.returning_words import recurrence_in_words


@pytest.mark.parametrize(
    ("recurrence", "words"),
    [
        (Recurrence("quarter"), "ежеквартально"),
        (Recurrence("half"), "1 раз в полугодие"),
        (Recurrence("month", times=2), "2 раза в месяц"),
        (Recurrence("year", times=5), "5 раз в год"),
        (Recurrence("month", step=2), "1 раз в 2 месяца"),
        (Recurrence("quarter", at_least=True), "не реже 1 раза в квартал"),
        (Recurrence("month", days=(25,), by_day=True), "до 25 числа каждого месяца"),
        (Recurrence("month", weekdays=(4,), numbers=(-1,)), "последняя пятница месяца"),
        (Recurrence("week", weekdays=(0, 3)), "по понедельникам и четвергам"),
        (Recurrence("week", step=2, weekdays=(2,)), "каждую вторую среду"),
    ],
)
def test_recurrence_has_official_words(recurrence: Recurrence, words: str) -> None:
    assert recurrence_in_words(recurrence) == words
