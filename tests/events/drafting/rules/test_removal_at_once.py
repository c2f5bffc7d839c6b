"""A draft is taken away or brought back while somebody else is at it: threads on PostgreSQL."""

import pytest

from events.drafting.queries.row_values import EventValues
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.plans import create_plan
from events.drafting.rules.removal import remove_draft, restore_draft
from events.drafting.rules.rows import add_event
from events.models import Plan
from events.plan.codec import fingerprint
from events.signoff.rules.sending import send_plan
from tests.at_once import AT_ONCE, at_once, refusals
from tests.layouts import plan_with_newer_layout
from tests.plans import make_plan

pytestmark = AT_ONCE


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("moc-results", association=cast.association, rows=4)


def test_two_take_it_away_at_once(cast, plan):
    answers = at_once(
        *(
            lambda who=who: remove_draft(plan=plan, by=cast.actor(who))
            for who in ("chair", "secretary")
        )
    )
    assert len(refusals(answers)) == 1
    assert plan.changes.filter(action="remove_draft").count() == 1


def test_it_is_either_sent_or_taken_away(cast, plan):
    seen = fingerprint(read_content(plan))
    answers = at_once(
        lambda: remove_draft(plan=plan, by=cast.actor("chair")),
        lambda: send_plan(plan=plan, seen=seen, by=cast.actor("secretary")),
    )
    plan.refresh_from_db()
    assert len(refusals(answers)) == 1
    assert (plan.removed_at is None) == (plan.status == "signoff")


def test_row_is_written_before_it_is_taken_away_or_not_at_all(cast, plan):
    section, rows = plan.sections.get(), plan.events.count()
    values = EventValues(title="Новая строка")
    answers = at_once(
        lambda: remove_draft(plan=plan, by=cast.actor("chair")),
        lambda: add_event(section=section, values=values, by=cast.actor("secretary")),
    )
    actions = list(plan.changes.order_by("id").values_list("action", flat=True))
    assert actions[-1] == "remove_draft"
    assert plan.events.count() == rows + 1 - len(refusals(answers))


def test_two_drafts_of_one_period_come_back_at_once(cast, plan):
    by = cast.actor("chair")
    remove_draft(plan=plan, by=by)
    other = make_plan("moc-results", association=cast.association, rows=1)
    remove_draft(plan=other, by=by)
    answers = at_once(
        lambda: restore_draft(plan=plan, by=by),
        lambda: restore_draft(plan=other, by=cast.actor("secretary")),
    )
    assert len(refusals(answers)) == 1
    assert Plan.objects.not_removed().count() == 1


def test_draft_comes_back_while_another_is_started_on_a_newer_version(cast):
    plan, newer = plan_with_newer_layout(cast)
    by = cast.actor("chair")
    remove_draft(plan=plan, by=by)
    values = {"association": plan.association, "period": plan.period}
    answers = at_once(
        lambda: restore_draft(plan=plan, by=by),
        lambda: create_plan(layout=newer, **values, by=cast.actor("secretary")),
    )
    assert len(refusals(answers)) == 1
    assert Plan.objects.not_removed().count() == 1
