"""Which terms need the calendar of the school year."""

import pytest

from events.drafting.queries.school_year import names_school_days


@pytest.mark.parametrize(
    ("term", "does"),
    [("Осенние каникулы", True), ("до конца II четверти", True), ("по четвергам", False)],
)
def test_terms_that_name_parts_of_a_school_year(term, does):
    assert names_school_days(term) is does
