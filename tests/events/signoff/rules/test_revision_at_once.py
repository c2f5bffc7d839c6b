"""Two people at the same time on an approved plan, really: threads on PostgreSQL."""

import pytest
from django.core.exceptions import PermissionDenied

from events.drafting.queries.row_values import EventValues
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.rows import add_event
from events.models import Plan, Repeal
from events.plan.codec import fingerprint
from events.signoff.queries.edition_status import edition_statuses
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import sign_plan
from events.signoff.rules.revision import discard_revision, repeal_plan, revise_plan
from tests.at_once import AT_ONCE, at_once, refusals
from tests.plans import bring_to, change, make_plan

pytestmark = AT_ONCE


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("moc-results", "approved", association=cast.association, rows=4)


def test_two_repeal_at_once(cast, plan):
    seen = plan.official.sha256
    answers = at_once(
        *(
            lambda who=who: repeal_plan(plan=plan, seen=seen, reason="Ошибка", by=cast.actor(who))
            for who in ("methodist", "methodist")
        )
    )
    assert len(refusals(answers)) == 1
    assert Repeal.objects.count() == plan.remarks.count() == 1


def test_repeal_while_the_authors_open_the_plan(cast, plan):
    seen = plan.official.sha256
    answers = at_once(
        lambda: repeal_plan(plan=plan, seen=seen, reason="Ошибка", by=cast.actor("approver")),
        lambda: revise_plan(plan=plan, by=cast.actor("chair")),
    )
    plan.refresh_from_db()
    repealed = Repeal.objects.exists()
    assert (plan.status, plan.official is None) == (
        ("returned", True) if repealed else ("draft", False)
    )
    assert isinstance(answers[0], PermissionDenied) != repealed


def test_repeal_while_the_next_edition_is_approved(cast, plan):
    plan = bring_to(change(plan), "signoff")
    first, second = plan.official, plan.edition
    (step,) = pending_steps(plan)
    answers = at_once(
        lambda: repeal_plan(
            plan=plan, seen=first.sha256, reason="Ошибка", by=cast.actor("methodist")
        ),
        lambda: sign_plan(plan=plan, step=step, seen=second.sha256, by=cast.actor("approver")),
    )
    plan.refresh_from_db()
    assert (plan.status, plan.official) == ("approved", second)
    state = "replaced" if refusals(answers) else "repealed"
    assert {pk: one.state for pk, one in edition_statuses(plan).items()} == {
        first.pk: state,
        second.pk: "in_force",
    }


def test_changes_are_given_up_while_another_author_writes(cast, plan):
    plan = change(plan)
    section, values = plan.sections.first(), EventValues(title="Новая строка")
    answers = at_once(
        lambda: discard_revision(plan=plan, seen=plan.revision, by=cast.actor("chair")),
        lambda: add_event(section=section, values=values, by=cast.actor("secretary")),
    )
    assert len(refusals(answers)) == 1
    plan = Plan.objects.select_related("official").get(pk=plan.pk)
    is_as_approved = fingerprint(read_content(plan)) == plan.official.sha256
    assert is_as_approved == (plan.status == "approved")
    assert plan.events.filter(title="Новая строка").exists() != is_as_approved
