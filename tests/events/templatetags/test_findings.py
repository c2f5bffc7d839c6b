"""Findings of one place of the sheet."""

from events.drafting.queries.stored_content import read_content
from events.drafting.views.findings import inspection_of
from events.templatetags.findings import found_at
from tests.plans import make_plan


def test_they_are_found_by_the_uid_of_their_row(cast):
    plan = make_plan(association=cast.association, rows=1)
    plan.events.update(term="")
    event = plan.events.first()
    inspection = inspection_of(plan, read_content(plan), cast.actor("chair"))
    assert "row_without_term" in [one.finding.code for one in found_at(inspection, event.uid)]
    assert not found_at(inspection, "")
    assert not found_at(None, event.uid)
