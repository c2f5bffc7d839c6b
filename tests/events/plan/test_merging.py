"""Two people's words of one part, merged field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.plan.merging import alike, merged


@pytest.mark.parametrize(
    ("base", "mine", "stored", "written", "conflict"),
    [
        ("было", "было", "было", "было", False),
        ("было", "моё", "было", "моё", False),
        ("было", "было", "чужое", "чужое", False),
        ("было", "одно", "одно", "одно", False),
        ("было", "моё", "чужое", "чужое", True),
        ("было", "", "чужое", "чужое", True),
        (None, "моё", "чужое", "чужое", True),
        (None, "одно", "одно", "одно", False),
    ],
)
def test_a_field_of_two_people(base, mine, stored, written, conflict):
    opened = {} if base is None else {"title": base}
    both = merged(opened, {"title": mine}, {"title": stored, "columns": []})
    assert both.fields == {"title": written}
    assert both.conflicts == (("title",) if conflict else ())


def test_names_are_compared_as_they_were_typed():
    base = [{"text": "Светлова А. П.", "kind": "words", "person_id": None}]
    mine = [{"text": "Светлова А. П.", "kind": "person", "person_id": 3}]
    assert alike(base, mine)
    assert not alike(base, [*base, {"text": "совет"}])
    assert not alike([{"text": "Вопрос", "speaker": ""}], [{"text": "Вопрос", "speaker": "Мур"}])


def test_question_of_two_lines_is_alike_when_it_is_cut():
    whole = [{"text": "Первый\nВторой", "speaker": ""}]
    assert alike(whole, [{"text": "Первый", "speaker": ""}, {"text": "Второй", "speaker": ""}])


# Few values, so that they are often equal; a list of names is one of them.
values = st.sampled_from(["", "май", "июнь", True, None, [{"text": "Аня"}], [{"text": "Яна"}]])
parts = st.fixed_dictionaries({"title": values, "term": values, "place": values})
known = st.fixed_dictionaries({}, optional={"title": values, "term": values, "place": values})


@given(known, parts, parts)
def test_nothing_stale_is_written_and_nothing_typed_is_lost(base, mine, stored):
    both = merged(base, mine, stored)
    assert both.fields.keys() == mine.keys()
    for name, value in both.fields.items():
        untouched = name in base and alike(mine[name], base[name])
        theirs = name not in base or not alike(stored[name], base[name])
        if value != stored[name]:
            assert value == mine[name]
            assert not theirs
        if not alike(value, mine[name]):
            assert untouched or name in both.conflicts
        assert (name in both.conflicts) == (
            theirs and not untouched and not alike(mine[name], stored[name])
        )


@given(parts, parts, parts)
def test_either_of_two_who_save_first_gives_the_same(base, one, other):
    first, second = merged(base, one, other), merged(base, other, one)
    assert set(first.conflicts) == set(second.conflicts)
    free = first.fields.keys() - first.conflicts
    assert all(alike(first.fields[name], second.fields[name]) for name in free)


@given(parts, parts)
def test_alone_all_that_was_typed_is_written(base, mine):
    both = merged(base, mine, base)
    assert both.conflicts == ()
    assert all(alike(both.fields[name], mine[name]) for name in mine)
