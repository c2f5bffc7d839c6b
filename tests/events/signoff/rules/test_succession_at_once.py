"""Offices that end and pass on while a decision waits, really: threads on PostgreSQL."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from associations.accounts.rules.accounts import close_account
from associations.models import Office
from associations.offices.rules import end_office
from events.models import Plan, Signature
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan, sign_plan
from tests.at_once import AT_ONCE, at_once
from tests.factories import TODAY, make_actor, make_person
from tests.plans import make_plan

pytestmark = AT_ONCE

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("omo-directions", "signoff", association=cast.association, rows=1)


@contextmanager
def kept_waiting(plan: Plan) -> Iterator[ThreadPoolExecutor]:
    """Hold the plan's row as long as the block lasts."""
    held, free = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            Plan.objects.select_for_update().get(pk=plan.pk)
            held.set()
            free.wait(timeout=30)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        holder = pool.submit(hold)
        assert held.wait(timeout=20)
        try:
            yield pool
        finally:
            free.set()
        holder.result(timeout=20)


def until_somebody_waits() -> None:
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with connection.cursor() as cursor:
        for _ in range(100_000):
            cursor.execute(asked)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits for the lock")


@pytest.mark.parametrize("what", ["office", "account"])
@pytest.mark.parametrize("move", ["sign", "return"])
def test_who_lost_the_right_while_waiting_decides_nothing(cast, plan, what, move):
    (step,) = pending_steps(plan)
    actor, staff = cast.actor("approver"), cast.actor("methodist")

    def decide() -> object:
        values = {"plan": plan, "step": step, "seen": plan.edition.sha256, "by": actor}
        try:
            if move == "return":
                return return_plan(**values, comment="Уточните сроки.")
            return sign_plan(**values)
        except PermissionDenied as refusal:
            return refusal
        finally:
            connection.close()

    with kept_waiting(plan) as pool:
        answer = pool.submit(decide)
        until_somebody_waits()
        if what == "office":
            office = cast.office("approver")
            end_office(office=office, until=YESTERDAY, leave_vacant=True, by=staff)
        else:
            close_account(person=cast.person("approver"), leave_vacant=True, by=staff)
    assert isinstance(answer.result(timeout=20), PermissionDenied)
    plan.refresh_from_db()
    assert plan.status == "signoff"
    assert not Signature.objects.filter(step_uid=step.uid).exists()


def test_successor_is_appointed_while_the_former_decides(cast, plan):
    """Either the former has signed, or the step waits for the successor: never half of each."""
    (step,) = pending_steps(plan)
    office, staff = cast.office("approver"), cast.actor("methodist")
    former, heir = cast.actor("approver"), make_person(cast.institution, account=True)
    seen = plan.edition.sha256
    answers = at_once(
        lambda: sign_plan(plan=plan, step=step, seen=seen, by=former),
        lambda: end_office(office=office, until=YESTERDAY, successor=heir, by=staff),
    )
    assert isinstance(answers[1], Office), answers[1]
    plan.refresh_from_db()
    signed = Signature.objects.filter(step_uid=step.uid)
    assert (plan.status == "approved") == signed.exists() == isinstance(answers[0], Plan)
    if not signed.exists():
        assert isinstance(answers[0], PermissionDenied)
        after = sign_plan(plan=plan, step=step, seen=seen, by=make_actor(heir, TODAY))
        assert after.status == "approved"
        assert signed.get().person == heir
