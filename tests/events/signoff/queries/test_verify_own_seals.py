"""Rows that are added with true hashes by somebody who reaches the database, but has no key."""

import pytest
from django.test.utils import override_settings
from django.utils import timezone

from events.models import Change, Plan, Repeal, Signature, Withdrawal
from plans_portal.lib.chain import append
from tests.events.signoff.queries.test_verify import at_once, codes
from tests.forged import forge
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seal", ["", "00" * 64, "of a signature", "of another key"])
def test_signatures_added_with_true_hashes_by_who_has_no_key(cast, seal):
    """Whoever can write all rows of a plan can make their hashes, but no seal of a signature."""
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    closing = plan.edition.signatures.get()
    for verb, decision in (("agree", "agreed"), ("approve", "approved")):
        step = plan.steps.get(verb=verb)
        values = {"office": step.office, "user": cast.user("approver"), "name": "П. П. Подмена"}
        values |= {"position": step.position, "sha256": plan.edition.sha256, "at": closing.at}
        row = Signature(
            plan=plan, edition=plan.edition, step_uid=step.uid, decision=decision, **values
        )
        if seal == "of another key":
            with override_settings(SEAL_KEY="77" * 32):
                append(row)
        else:
            forge(append(row), own_seal=closing.own_seal if seal == "of a signature" else seal)
    Plan.objects.filter(pk=plan.pk).update(status="approved", stage=0, official=plan.edition)
    assert codes(plan) == {"key"}
    assert at_once(plan.edition) == {"key"}


def test_withdrawal_and_repeal_of_who_has_no_key():
    plan = make_plan(status="approved", rows=1)
    signature = plan.official.signatures.exclude(decision="closed").last()
    about = {"at": timezone.now(), "by": signature.user, "by_name": "Я", "reason": "Подлог"}
    with override_settings(SEAL_KEY="77" * 32):
        repeal = append(Repeal(edition=plan.official, **about))
    Plan.objects.filter(pk=plan.pk).update(status="returned", official=None)
    assert codes(plan) == {"key"}
    assert str(repeal)
    other = make_plan(status="approved", rows=1)
    signature = other.official.signatures.exclude(decision="closed").last()
    about["by"] = signature.user
    with override_settings(SEAL_KEY="77" * 32):
        taken = append(Withdrawal(signature=signature, ended_approval=True, **about))
        append(
            Change(
                plan=other,
                action="withdraw_decision",
                words="Решение отозвано.",
                after={"withdrawal": taken.hash},
                at=timezone.now(),
                by=signature.user,
                by_name="Я",
            )
        )
    step = other.steps.get(uid=signature.step_uid)
    Plan.objects.filter(pk=other.pk).update(status="signoff", official=None, stage=step.stage)
    assert codes(other) == {"key"}
