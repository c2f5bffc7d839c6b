"""Two ways of writing a plan: typed row by row, and imported whole."""

import datetime as dt

import pytest

from events.drafting.queries.stored_content import read_content
from events.models import Layout
from plans_portal.demo import cast
from plans_portal.demo.authors import import_whole, type_in
from plans_portal.demo.words import periods_of, words_of


@pytest.mark.parametrize("write", [type_in, import_whole])
def test_plan_has_the_rows_of_its_words(scenery, write):
    part = next(one for one in cast.ASSOCIATIONS if one.plan == "children")
    layout = Layout.objects.get(code=part.layout, institution=None)
    _, period = periods_of(layout.period_kind, scenery.today)
    words = words_of(part.plan, period, dt.date(2027, 1, 19))
    plan = write(
        association=scenery.associations[part.plan],
        layout=layout,
        period=period,
        words=words,
        by=scenery.actor("chair.children"),
    )
    got = read_content(plan)
    assert [(one.title, one.term) for one in got.all_events()] == [
        (one.title, one.term) for one in words.all_events()
    ]
    assert (got.period.starts, got.association.name) == (period.starts.isoformat(), part.name)
