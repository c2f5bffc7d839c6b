"""Place and form beside the dates of a term."""

import pytest

from events.terms import read
from tests.events.terms.readings import YEAR


@pytest.mark.parametrize(
    ("words", "place", "form"),
    [
        ("март, онлайн", "", "онлайн"),
        ("7 марта 2026 г. (дистанционно)", "", "дистанционно"),
        ("март, на базе гимназии № 4", "на базе гимназии № 4", ""),
        ("г. Озёрск, 7 марта", "г. Озёрск", ""),
        ("Озёрск, март", "Озёрск", ""),
        ("март", "", ""),
        ("К № март", "", ""),
    ],
)
def test_place_and_form_are_found(words: str, place: str, form: str) -> None:
    term = read(words, YEAR)
    assert (term.place, term.form) == (place, form)
    assert term.kind in ("month", "date")
