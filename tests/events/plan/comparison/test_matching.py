"""Which parts are the same one, and which have moved."""

import pytest

from events.plan.comparison.matching import matched, matched_rows, moved
from events.plan.content import EventContent


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        ([], set()),
        ([0, 1, 2], set()),
        # The first went to the end: it alone has moved, the others slid.
        ([1, 2, 3, 0], {3}),
        ([3, 0, 1, 2], {0}),
        # Others were removed or stand elsewhere.
        ([0, 4, 9], set()),
        ([2, 1, 0], {0, 1}),
        ([0, 2, 1, 3], {1}),
    ],
)
def test_as_few_as_can_be_have_moved(places, wanted):
    assert moved(places) == wanted


def test_parts_are_the_same_by_their_key():
    assert matched(["a", "b", "", "b"], ["b", "", "c", "b", "a", "a"]) == {0: 1, 3: 3, 4: 0}


def test_rows_that_are_left_over_are_matched_by_words():
    asked = []

    def alike(before, after):
        asked.append(([row.uid for row in before], [row.uid for row in after]))
        return {1: 0}

    before = [EventContent(uid=uid) for uid in "ab"]
    after = [EventContent(uid=uid) for uid in ("c", "b", "d")]
    assert matched_rows(before, after) == {1: 1}
    assert matched_rows(before, after, alike) == {1: 1, 2: 0}
    assert asked == [(["a"], ["c", "d"])]
