"""Keeping which edition somebody last looked at."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Look, Plan
from events.signoff.rules.looks import note_look
from tests.changed import fresh, send_back, sent_again
from tests.plans import bring_to, change


@pytest.fixture
def plan(cast) -> Plan:
    return sent_again(cast)


def looked_at(plan: Plan) -> list[tuple[int, int]]:
    return [
        (look.edition.number, look.earlier.number if look.earlier else 0)
        for look in plan.looks.order_by("pk")
    ]


def test_edition_before_the_present_one_is_kept(cast, plan):
    by = cast.actor("approver")
    first, second = plan.editions.order_by("number")
    note_look(plan=plan, edition=first, by=by)
    assert looked_at(plan) == [(1, 0)]
    for _opened in range(2):
        note_look(plan=plan, edition=second, by=by)
        assert looked_at(plan) == [(2, 1)]
    third = bring_to(change(send_back(plan, cast)), "signoff").edition
    note_look(plan=plan, edition=third, by=by)
    assert looked_at(plan) == [(3, 2)]


def test_each_account_has_its_own(cast, plan):
    for who in ("approver", "agreer"):
        note_look(plan=plan, edition=plan.edition, by=cast.actor(who))
    assert looked_at(plan) == [(2, 0), (2, 0)]


def test_nobody_and_present_rows_leave_nothing(cast, plan):
    note_look(plan=plan, edition=None, by=cast.actor("approver"))
    note_look(plan=plan, edition=plan.edition, by=cast.actor("anonymous"))
    assert not Look.objects.exists()


def test_what_is_known_is_not_written_again(cast, plan):
    by = cast.actor("approver")
    note_look(plan=plan, edition=fresh(plan).edition, by=by)
    with CaptureQueriesContext(connection) as queries:
        note_look(plan=plan, edition=plan.edition, by=by)
    asked = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
    assert len(asked) == 1
    assert asked[0].startswith("SELECT")
