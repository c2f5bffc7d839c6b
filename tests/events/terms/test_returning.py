"""What returns: how often, and when in a year."""

import pytest

from events.terms import read
from tests.events.terms.readings import YEAR


@pytest.mark.parametrize(
    ("words", "every", "times", "count"),
    [
        ("ежеквартально", "quarter", 1, 4),
        ("не реже 1 раза в квартал", "quarter", 1, 4),
        ("не реже, чем два раза в год", "year", 2, 2),
        ("ежемесячно", "month", 1, 12),
        ("1 р. в месяц", "month", 1, 12),
        ("раз в два месяца", "month", 1, 6),
        ("один раз в полугодие", "half", 1, 2),
        ("до 25 числа каждого месяца", "month", 1, 12),
        ("1 и 3 вторник месяца", "month", 1, 24),
        ("каждую последнюю среду месяца", "month", 1, 12),
        ("по понедельникам и четвергам", "week", 1, 105),
        ("ежемесячно с марта по май", "month", 1, 3),
        ("еженедельно, по средам", "week", 1, 52),
        ("по кварталам", "quarter", 1, 4),
        ("до 5 числа месяца, следующего за отчётным", "month", 1, 12),
        ("1 раз в четверть", "other", 1, 0),
    ],
)
def test_what_returns_has_its_instances(words: str, every: str, times: int, count: int) -> None:
    term = read(words, YEAR)
    assert term.kind == "recurring"
    assert term.recurrence is not None
    assert (term.recurrence.every, term.recurrence.times) == (every, times)
    assert len(term.instances) == count
