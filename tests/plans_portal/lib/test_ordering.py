"""The order of rows among their siblings: 1, 2, 3 … whatever is put or taken away."""

import pytest

from events.models import Step
from plans_portal.lib.ordering import renumber
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


def test_what_stands_right_is_not_written(siblings, django_assert_num_queries):
    with django_assert_num_queries(1):
        renumber(siblings)
