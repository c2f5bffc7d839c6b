"""The automatic numbers of sections."""

import pytest

from events.plan.section_number import section_number


@pytest.mark.parametrize(
    ("position", "roman"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX")]
)
def test_roman_numbers(position, roman):
    assert section_number(position, "roman") == roman
