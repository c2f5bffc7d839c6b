"""Characters of office programs in their usual form."""

import pytest

from reports.sources.docx.characters import symbol, with_usual_hyphens


def test_no_break_hyphen_is_a_usual_one():
    assert with_usual_hyphens("онлайн\u2011встреча") == "онлайн-встреча"


@pytest.mark.parametrize(
    ("code", "expected"),
    [("2116", "№"), ("2011", "-"), ("D800", ""), ("9", ""), ("нет", ""), ("FFFFFFFF", "")],
)
def test_symbol_is_the_character_of_its_code(code, expected):
    assert symbol(code) == expected
