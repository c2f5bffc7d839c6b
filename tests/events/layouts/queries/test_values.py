"""Layouts as plain values: titles made from patterns."""

from hypothesis import given
from hypothesis import strategies as st

from events.layouts.queries.values import title_from_pattern, unknown_placeholders


def test_pattern_takes_only_its_two_places():
    pattern = "План\n{association}\n{period}"
    title = title_from_pattern(pattern, association="объединения {period}", period="на 2027 год")
    assert title == "План\nобъединения {period}\nна 2027 год"
    assert unknown_placeholders(pattern) == ()
    assert unknown_placeholders("{year} { {} {association.name} }") == (
        "{year}",
        "{",
        "{}",
        "{association.name}",
        "}",
    )


@given(st.text(max_size=60))
def test_no_pattern_breaks_a_title(pattern):
    title_from_pattern(pattern, association="объединения", period="на год")
    unknown_placeholders(pattern)
