"""A number with its noun."""

import pytest

from plans_portal.lib.counted import counted


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 строк"),
        (1, "1 строка"),
        (3, "3 строки"),
        (5, "5 строк"),
        (11, "11 строк"),
        (14, "14 строк"),
        (21, "21 строка"),
        (112, "112 строк"),
        (122, "122 строки"),
    ],
)
def test_noun_stands_in_the_form_that_the_number_asks_for(count, words):
    assert counted(count, "строка", "строки", "строк") == words
