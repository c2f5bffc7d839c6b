"""Layouts as plain values: titles made from patterns."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.layouts.queries.values import (
    offices_to_name,
    title_from_pattern,
    unknown_placeholders,
)
from tests.factories import TODAY, make_office
from tests.layouts import own_layout


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


@pytest.mark.django_db
def test_offices_that_a_seat_may_name_are_of_the_institution_and_of_today(cast):
    layout = own_layout(cast)
    keys = {pk for pk, _ in offices_to_name(layout, TODAY)}
    assert keys >= {cast.office(who).pk for who in ("curator", "agreer", "approver", "stranger")}
    assert cast.office("foreigner").pk not in keys
    ended = make_office("agreer", cast.association, until=TODAY - timedelta(days=1))
    assert ended.pk not in {pk for pk, _ in offices_to_name(layout, TODAY)}
    layout.seats.update(office=ended)
    found = [pk for pk, _ in offices_to_name(layout, TODAY)]
    assert found.count(ended.pk) == 1
    assert len(found) == len(set(found))
