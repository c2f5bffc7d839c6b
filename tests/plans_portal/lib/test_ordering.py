"""The order of rows among their siblings: 1, 2, 3 … whatever is put, shifted or taken away."""

import pytest

from events.models import Step
from plans_portal.lib.ordering import move_by_one, ordered_keys, place_before, renumber
from tests.plans import make_plan


@pytest.fixture
def siblings(cast):
    plan = make_plan("rmc-directions", association=cast.association)
    plan.steps.all().delete()
    for order in (1, 2, 3):
        Step.objects.create(plan=plan, order=order, verb="agree", position=f"{order}")
    return plan.steps.all()


def names(siblings) -> list[tuple[int, str]]:
    return list(siblings.order_by("order").values_list("order", "position"))


def test_gaps_are_closed(siblings):
    siblings.get(order=2).delete()
    renumber(siblings)
    assert names(siblings) == [(1, "1"), (2, "3")]


@pytest.mark.parametrize(
    ("before", "expected"), [(0, "312"), (1, "132"), (None, "123")], ids=["first", "middle", "last"]
)
def test_row_is_put_before_another_or_last(siblings, before, expected):
    pks = ordered_keys(siblings)
    place_before(siblings, pks[2], None if before is None else pks[before])
    assert names(siblings) == list(enumerate(expected, 1))


def test_row_is_shifted_by_a_place_and_stays_at_the_edge(siblings):
    first = ordered_keys(siblings)[0]
    assert not move_by_one(siblings, first, "up")
    assert move_by_one(siblings, first, "down")
    assert names(siblings) == [(1, "2"), (2, "1"), (3, "3")]
    assert move_by_one(siblings, first, "down")
    assert not move_by_one(siblings, first, "down")
    assert names(siblings) == [(1, "2"), (2, "3"), (3, "1")]


def test_what_stands_right_is_not_written(siblings, django_assert_num_queries):
    with django_assert_num_queries(1):
        renumber(siblings)
