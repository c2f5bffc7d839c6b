"""The numbers that are read without the words are those that are printed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.drafting.queries.numbers import printed_numbers
from events.drafting.queries.stored_content import read_content
from events.plan.outline import rows_of
from tests.plans import make_plan

LAYOUTS = ("rumo-directions", "rumo-headings", "omo-directions", "rmc-directions", "moc-results")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_they_are_those_of_the_paper(cast, layout):
    plan = make_plan(layout, association=cast.association, rows=3)
    second = plan.events.order_by("section__order", "order")[1]
    plan.events.filter(pk=second.pk).update(same_number=True)
    plan.sections.filter(kind="table").last().events.all().delete()
    printed = {row.event.uid: row.number for row in rows_of(read_content(plan)) if row.event.uid}
    with CaptureQueriesContext(connection) as asked:
        assert printed_numbers(plan) == printed
    assert len(asked) == 3
