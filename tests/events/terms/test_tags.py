"""Tags of the grammar, and patterns written with their names."""

import re

import pytest

from events.terms.tags import MARKS, Tag, in_letters


def test_every_tag_is_one_letter_of_its_own() -> None:
    assert {len(tag) for tag in Tag} == {1}
    assert len(set(Tag)) == len(Tag.__members__)


def test_names_become_letters_and_blanks_are_free() -> None:
    assert in_letters("FROM? [NUMBER ORDINAL] (?=MONTH) , -") == "S?[no](?=m),-"
    assert re.fullmatch(in_letters("UNREAD AND? MANY_YEARS"), "?@")


def test_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError, match="MOON"):
        in_letters("NUMBER MOON")


def test_marks_are_read_as_themselves() -> None:
    assert MARKS[","] is Tag.COMMA
    assert MARKS["№"] is Tag.NUMBERED
