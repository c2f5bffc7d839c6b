"""A one-time link against everything that may happen at the same moment: threads on PostgreSQL."""

import pytest
from django.utils import timezone

from events.models import OneTimeLink, Plan, Signature
from events.plan.vocabulary import Outcome
from events.signoff.rules.deciding_by_link import decide_by_link, enter_code
from events.signoff.rules.one_time_links import withdraw_link
from events.signoff.rules.paper import record_paper
from events.signoff.rules.sending import recall_plan
from tests.at_once import AT_ONCE, at_once, refusals
from tests.one_time import make_link, outside_plan, outside_step, reader_of

pytestmark = AT_ONCE


@pytest.fixture
def plan(cast) -> Plan:
    return outside_plan(cast)


@pytest.fixture
def link(cast, plan) -> OneTimeLink:
    return make_link(cast, plan)[0]


def decide(link: OneTimeLink, **values) -> OneTimeLink:
    seen, by = link.edition.sha256, reader_of(link)
    return decide_by_link(link=link, seen=seen, **values, by=by)


def test_link_is_used_twice_at_once(plan, link):
    answers = at_once(
        lambda: decide(link),
        lambda: decide(link, outcome=Outcome.RETURN, comment="Уточните сроки."),
    )
    assert len(refusals(answers)) == 1
    assert Signature.objects.count() == 1
    plan.refresh_from_db()
    decision = Signature.objects.get().decision
    assert (plan.status, decision) in {("approved", "approved"), ("returned", "returned")}


def test_link_is_withdrawn_while_it_is_used(cast, plan, link):
    answers = at_once(
        lambda: decide(link), lambda: withdraw_link(link=link, by=cast.actor("methodist"))
    )
    assert len(refusals(answers)) == 1
    link.refresh_from_db()
    assert (link.used_at is None) != (link.withdrawn_at is None)
    assert Signature.objects.count() == (link.used_at is not None)


def test_plan_is_recalled_while_the_link_is_used(cast, plan, link):
    answers = at_once(lambda: decide(link), lambda: recall_plan(plan=plan, by=cast.actor("chair")))
    assert len(refusals(answers)) == 1
    plan.refresh_from_db()
    assert (plan.status, Signature.objects.count()) in {("approved", 1), ("draft", 0)}


def test_paper_is_recorded_while_the_link_is_used(cast, plan, link):
    by = cast.actor("methodist", timezone.localdate())
    paper = {"signed_on": by.on, "act": "письмо № 4", "seen": plan.edition.sha256}
    answers = at_once(
        lambda: decide(link),
        lambda: record_paper(plan=plan, step=outside_step(plan), **paper, by=by),
    )
    assert len(refusals(answers)) == 1
    made, link = Signature.objects.get(), OneTimeLink.objects.get()
    assert made.on_paper == (link.used_at is None)


def test_every_wrong_code_is_counted(cast, plan, link):
    tries = [lambda: enter_code(link=link, code="wrong", by=reader_of(link)) for _ in range(4)]
    assert refusals(at_once(*tries)) == []
    link.refresh_from_db()
    assert link.wrong_codes == 4


def test_two_links_are_sent_at_once(cast, plan):
    answers = at_once(lambda: make_link(cast, plan), lambda: make_link(cast, plan))
    assert len(refusals(answers)) == 1
    assert OneTimeLink.objects.standing().count() == 1
