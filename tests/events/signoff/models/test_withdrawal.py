"""Withdrawals: what the database itself refuses, and what old hashes are made of."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from events.models import Signature, Withdrawal
from events.signoff.rules.withdrawing import withdraw_decision
from plans_portal.lib.chain import append
from tests.emptied import as_owner
from tests.plans import make_plan, sign_next


@pytest.fixture
def withdrawn(cast) -> Withdrawal:
    plan = sign_next(make_plan("rumo-headings", "signoff", association=cast.association, rows=1))
    step, by = plan.steps.get(verb="agree"), cast.actor("curator")
    withdraw_decision(plan=plan, step=step, by=by)
    return Withdrawal.objects.get()


@pytest.mark.parametrize("action", ["update", "delete"])
def test_it_refuses_to_be_changed_or_deleted(withdrawn, action):
    rows = Withdrawal.objects.all()
    with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(reason=F("by_name")) if action == "update" else rows._raw_delete(rows.db)


def test_a_signature_is_withdrawn_once(withdrawn):
    again = Withdrawal(
        signature=withdrawn.signature,
        at=withdrawn.at,
        by_id=withdrawn.by_id,
        by_name=withdrawn.by_name,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        append(again)


def test_it_stands_no_more(withdrawn):
    signature = Signature.objects.get(pk=withdrawn.signature_id)
    assert not signature.stands
    assert signature not in Signature.objects.standing()
    assert signature not in signature.edition.standing
    assert str(withdrawn).startswith("Отозвано: Согласовано: ")
