"""Characters as everybody writes them: odd ones are turned, and letters stay."""

import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans_portal.lib.characters import (
    composed,
    normalize_characters,
    normalize_values,
    plain_words,
)

ODD = "\uf0d8\x0bпункт\uf0e0\ufffe"
USUAL = "➢ пункт→\ufffd"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (ODD, USUAL),
        ("\uf02d а\uf0fc\ue000\uf8ff", "- а✓••"),
        ("а\x01б\x7fв\x85г\uffff", "а б в г\ufffd"),
        ("по\u2010русски", "по-русски"),
        # Half of a picture of a messenger: no database holds it.
        ("а\ud83dб\udfff", "а\ufffdб\ufffd"),
        # What turns letters round on the screen.
        ("план \u202eавонавИ\u202c\u200f", "план авонавИ"),
        # What people mean stays: ends of lines, a hyphen that holds, pictures of messengers.
        ("а\tб\r\nв\u2011г\u00ad🙂 漢 №", "а\tб\r\nв\u2011г\u00ad🙂 漢 №"),
    ],
)
def test_odd_characters_are_usual_ones(typed, kept):
    assert normalize_characters(typed) == kept


@given(st.text())
def test_letters_stay_and_once_is_enough(text):
    once = normalize_characters(text)
    assert normalize_characters(once) == once
    assert [c for c in once if c.isalnum()] == [c for c in text if c.isalnum()]
    assert not {unicodedata.category(c) for c in once if c not in "\t\n\r"} & {"Cc"}


@dataclass(frozen=True, slots=True)
class Values:
    text: str
    number: int
    parts: "tuple[Values, ...]" = ()


def test_values_within_values_are_turned_and_others_left():
    inner, wanted = Values(ODD, 1), Values(USUAL, 1)
    assert normalize_values(Values(ODD, 2, (inner,))) == Values(USUAL, 2, (wanted,))


@given(st.text(max_size=200))
def test_text_is_composed_as_unicode_does(text):
    assert composed(text) == unicodedata.normalize("NFC", text)


def test_endless_accents_over_one_letter_are_composed_in_pieces():
    accents = "\u0301\u0316" * 100_000
    made = composed(f"план и\u0306{accents} й")
    assert made.startswith("план й\u0316")
    assert sorted(made[6:-2]) == sorted(accents)


def test_words_are_compared_without_case_spaces_and_dots_over_e():
    assert plain_words(" Утверждённый\n  ПЛАН ") == plain_words("утвержденный план")
    assert plain_words("план") != plain_words("планы")
