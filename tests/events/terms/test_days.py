"""The term of a row in its plan, and its days."""

from datetime import date

from events.terms import choice_of, days_of, term_of
from tests.events.terms.readings import SCHOOL, YEAR

BEFORE = "month 2025-08-01/2025-08-31"


def test_row_without_a_term_happens_in_the_month_of_its_section() -> None:
    assert days_of(term_of("", "", SCHOOL, 10), SCHOOL) == [(date(2025, 10, 1), date(2025, 10, 31))]
    assert days_of(term_of("", "", SCHOOL), SCHOOL) == []


def test_choice_counts_while_the_words_offer_it() -> None:
    assert term_of("август", BEFORE, SCHOOL).starts == date(2025, 8, 1)
    assert choice_of("август", BEFORE, SCHOOL) == BEFORE
    assert choice_of("март", BEFORE, SCHOOL) == ""


def test_days_are_in_order_and_open_ends_are_closed() -> None:
    term = term_of("октябрь, март", "", YEAR)
    assert [starts for starts, _ in days_of(term, YEAR)] == [date(2026, 3, 1), date(2026, 10, 1)]
    assert days_of(term_of("до 7 марта", "", YEAR), YEAR) == [(None, date(2026, 3, 7))]
    assert days_of(term_of("с 1 сентября 2026", "", YEAR), YEAR) == [
        (date(2026, 9, 1), date(2026, 12, 31))
    ]
    assert len(days_of(term_of("ежеквартально", "", YEAR), YEAR)) == 4
