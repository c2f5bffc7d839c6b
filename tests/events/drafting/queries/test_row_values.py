"""The values of a stored row."""

from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.rules.rows import add_event
from tests.plans import make_plan


def test_what_is_written_is_read_back(cast):
    plan = make_plan(association=cast.association, rows=3)
    for event in plan.events.all():
        values = row_values(event)
        copy = add_event(section=event.section, values=values, by=cast.actor("chair"))
        assert row_values(copy) == values


def test_own_values_leave_out_what_has_tables_of_its_own():
    assert EventValues(title="Семинар").own()["title"] == "Семинар"
    assert not {"responsible", "agenda"} & set(EventValues().own())
