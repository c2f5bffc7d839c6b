"""Patches: turned round, stored, compared."""

import json

from hypothesis import given
from hypothesis import strategies as st

from events.plan.patch import (
    PartChange,
    PartKind,
    Place,
    as_one,
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


def edit(before, after, uid="a") -> PartChange:
    return PartChange(PartKind.ROW, uid, before, after)


def test_successive_edits_are_one_from_the_first_before_to_the_last_after():
    edits = [
        edit({"title": ""}, {"title": "Слё"}),
        edit({"title": "Слё", "term": "май"}, {"title": "Слёт", "term": "июнь"}),
        edit({"term": "июнь"}, {"term": "май"}),
    ]
    # The term has come back.
    assert as_one(edits) == edit({"title": ""}, {"title": "Слёт"})


def test_part_that_was_added_and_then_typed_is_added_as_typed():
    place = Place("s")
    added = PartChange(PartKind.ROW, "a", None, {"title": "", "term": ""}, None, place)
    typed = as_one([added, edit({"title": ""}, {"title": "Слёт"})])
    assert typed == PartChange(PartKind.ROW, "a", None, {"title": "Слёт", "term": ""}, None, place)


def test_other_parts_moves_and_deletions_are_not_one():
    first = edit({"title": ""}, {"title": "Слёт"})
    deleted = PartChange(PartKind.ROW, "a", {"title": "Слёт"}, None, Place("s"), None)
    moved = PartChange(PartKind.ROW, "a", {}, {}, Place("s"), Place("t"))
    for other in (edit({"term": ""}, {"term": "май"}, "b"), deleted, moved):
        assert as_one([first, other]) is None
    assert as_one([deleted, first]) is None
