"""Two people send, recall or decide at the same time: threads on PostgreSQL, one truth."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.deviations import ask_deviation
from events.drafting.rules.rows import edit_event
from events.drafting.rules.sections import SectionValues, add_section
from events.models import Plan, Signature
from events.plan.codec import fingerprint
from events.signoff.rules.deciding import return_plan, sign_plan
from events.signoff.rules.sending import recall_plan, send_plan
from plans_portal.lib.versions import version_of
from tests.at_once import AT_ONCE, at_once, refusals
from tests.events.signoff.decisions import signing
from tests.plans import bring_to, make_plan

pytestmark = AT_ONCE


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("moc-results", association=cast.association, rows=4)


def test_two_approvers_decide_at_once(cast, plan):
    plan = bring_to(plan, "signoff")
    step, seen = plan.steps.get(), plan.edition.sha256
    approver = cast.actor("approver")
    answers = at_once(
        *(lambda: sign_plan(plan=plan, step=step, seen=seen, by=approver) for _ in range(4))
    )
    assert len(refusals(answers)) == 3
    plan.refresh_from_db()
    assert plan.status == Plan.Status.APPROVED
    assert Signature.objects.filter(plan=plan).count() == 1
    assert plan.changes.filter(action="approve_plan").count() == 1


def test_one_approves_while_another_returns(cast, plan):
    plan = bring_to(plan, "signoff")
    step, seen = plan.steps.get(), plan.edition.sha256
    approver = cast.actor("approver")
    answers = at_once(
        lambda: sign_plan(plan=plan, step=step, seen=seen, by=approver),
        lambda: return_plan(plan=plan, step=step, seen=seen, comment="Уточните", by=approver),
    )
    assert len(refusals(answers)) == 1
    plan.refresh_from_db()
    signature = Signature.objects.get(plan=plan)
    outcome = (plan.status, signature.decision, plan.remarks.count())
    assert outcome in {("approved", "approved", 0), ("returned", "returned", 1)}


def test_last_two_agreements_at_once_both_count(cast):
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    agreements = list(plan.steps.filter(verb="agree").order_by("order"))
    office, by = cast.office("curator"), cast.actor("methodist")
    ask_deviation(
        plan=plan, kind="replace", step=agreements[1], office=office, reason="Так надо", by=by
    )
    plan = bring_to(plan, "signoff")
    seen = plan.edition.sha256
    deciders = (cast.actor("agreer"), cast.actor("curator"))
    answers = at_once(
        *(
            lambda step=step, by=by: sign_plan(plan=plan, step=step, seen=seen, by=by)
            for step, by in zip(agreements, deciders, strict=True)
        )
    )
    assert refusals(answers) == []
    plan.refresh_from_db()
    assert (plan.status, plan.stage) == (Plan.Status.SIGNOFF, 2)


def test_recall_and_approval_at_once_leave_one_truth(cast, plan):
    plan = bring_to(plan, "signoff")
    step, seen = plan.steps.get(), plan.edition.sha256
    answers = at_once(
        lambda: recall_plan(plan=plan, by=cast.actor("chair")),
        lambda: sign_plan(plan=plan, step=step, seen=seen, by=cast.actor("approver")),
    )
    assert len(refusals(answers)) == 1
    plan.refresh_from_db()
    signed = Signature.objects.filter(plan=plan).exists()
    assert (plan.status, signed) in {("approved", True), ("draft", False)}


def test_edit_between_viewing_and_sending(cast, plan):
    seen = fingerprint(read_content(plan))
    answers = at_once(
        lambda: send_plan(plan=plan, seen=seen, by=cast.actor("chair")),
        lambda: add_section(
            plan=plan, values=SectionValues(heading="Ещё"), by=cast.actor("secretary")
        ),
    )
    assert len(refusals(answers)) == 1
    plan = Plan.objects.select_related("edition").get(pk=plan.pk)
    if plan.edition:
        assert plan.edition.sha256 == seen == fingerprint(read_content(plan))
    else:
        assert plan.sections.filter(heading="Ещё").exists()


def test_edit_and_resending_between_viewing_and_signing(cast, plan):
    plan = bring_to(plan, "signoff")
    step, seen = plan.steps.get(), plan.edition.sha256
    chair = cast.actor("chair")
    recall_plan(plan=plan, by=chair)
    event = plan.events.get(order=1)
    edit_event(
        event=event,
        values=EventValues(title="Иначе"),
        expected_version=version_of(row_values(event)),
        by=chair,
    )
    plan = bring_to(Plan.objects.get(pk=plan.pk), "signoff")
    with pytest.raises(ValidationError, match="изменился, пока вы смотрели"):
        sign_plan(plan=plan, step=step, seen=seen, by=cast.actor("approver"))
    assert not Signature.objects.filter(plan=plan).exists()


def test_double_click_on_send_makes_one_edition(cast, plan):
    seen = fingerprint(read_content(plan))
    clients: list[Client] = [cast.client("chair") for _ in range(3)]
    url = f"/plans/{plan.pk}/send/"
    answers = at_once(*(lambda one=one: one.post(url, {"seen": seen}) for one in clients))
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert plan.editions.count() == 1


def test_double_click_on_approve_makes_one_signature(cast, plan):
    plan = bring_to(plan, "signoff")
    clients: list[Client] = [cast.client("approver") for _ in range(3)]
    url = f"/plans/{plan.pk}/steps/{plan.steps.get().uid}/decide/"
    words = signing(plan)
    answers = at_once(*(lambda one=one: one.post(url, words) for one in clients))
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert Signature.objects.filter(plan=plan).count() == 1
