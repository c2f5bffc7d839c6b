"""Patches: turned round, stored, compared."""

import json

from hypothesis import given
from hypothesis import strategies as st

from events.plan.patch import (
    PartChange,
    PartKind,
    Place,
    difference,
    inverse,
    patch_from_json,
    patch_to_json,
)

words = st.text(max_size=5)
values = st.none() | st.dictionaries(words, words | st.lists(words, max_size=2), max_size=3)
places = st.none() | st.builds(Place, words, words, words)
changes = st.builds(PartChange, st.sampled_from(PartKind), words, values, values, places, places)
patches = st.lists(changes, max_size=4).map(tuple)


@given(patches)
def test_history_gives_the_same_patch_back(patch):
    assert patch_from_json(json.loads(json.dumps(patch_to_json(patch)))) == patch


@given(patches)
def test_inverse_of_the_inverse_is_the_patch(patch):
    assert inverse(inverse(patch)) == patch


def test_what_was_added_last_is_deleted_first():
    first = PartChange(PartKind.SECTION, "a", None, {"heading": "Лето"}, None, Place())
    second = PartChange(PartKind.ROW, "b", None, {"title": "Слёт"}, None, Place("a"))
    back = inverse((first, second))
    assert [(one.uid, one.after) for one in back] == [("b", None), ("a", None)]
    assert back[0].place_before == Place("a")


def test_only_what_differs_is_in_a_patch():
    before, after = {"title": "Слёт", "term": "май"}, {"title": "Слёт", "term": "июнь"}
    [change] = difference(PartKind.ROW, "a", before, after)
    assert (change.before, change.after) == ({"term": "май"}, {"term": "июнь"})
    assert difference(PartKind.ROW, "a", before, before) == ()
