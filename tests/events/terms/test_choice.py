"""The meaning that an author chooses of a doubtful term."""

import pytest

from events.terms import code, fitting, in_days, meanings, read, settled
from tests.events.terms.readings import SCHOOL, YEAR

AFTER = "month 2026-08-01/2026-08-31"
BEFORE = "month 2025-08-01/2025-08-31"


def test_doubtful_term_offers_its_readings_and_a_clear_one_nothing() -> None:
    assert [code(term) for term in meanings(read("август", SCHOOL))] == [AFTER, BEFORE]
    assert meanings(read("март", SCHOOL)) == ()


def test_choice_settles_the_term() -> None:
    doubtful = read("август, онлайн", SCHOOL)
    term = settled(doubtful, BEFORE)
    assert (code(term), term.doubt, term.form) == (BEFORE, None, "онлайн")
    assert term.words == doubtful.words
    assert settled(doubtful, "") == doubtful


def test_choice_that_the_words_do_not_offer_does_not_count() -> None:
    assert fitting(read("август", SCHOOL), BEFORE) == BEFORE
    assert fitting(read("март", SCHOOL), BEFORE) == ""
    assert fitting(read("август", YEAR), BEFORE) == ""


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (BEFORE, "1 августа – 31 августа 2025"),
        ("deadline ../2026-04-30", "до 30 апреля 2026"),
        ("не выбор", "не выбор"),
        ("", ""),
    ],
)
def test_choice_is_shown_in_days(choice: str, words: str) -> None:
    assert in_days(choice) == words
