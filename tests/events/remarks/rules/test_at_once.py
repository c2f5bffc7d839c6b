"""Two people at one remark at the same time, really: threads on PostgreSQL, nothing half done."""

import pytest
from django.core.exceptions import ValidationError

from events.models import RemarkAnswer
from events.remarks.rules.answering import accept_suggestion, move_remark
from events.remarks.rules.writing import write_remark
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan
from events.signoff.rules.sending import recall_plan
from plans_portal.lib.versions import Conflict
from tests.at_once import AT_ONCE, at_once
from tests.events.remarks.places import first_row, remark_on_row, retype, sent_plan

pytestmark = AT_ONCE


@pytest.fixture
def plan(cast):
    return sent_plan(cast)


def test_remark_is_settled_once(cast, plan):
    remark = remark_on_row(cast, plan)
    chair, secretary = cast.actor("chair"), cast.actor("secretary")
    done = at_once(
        lambda: move_remark(remark=remark, move="decline", text="Нет.", by=chair),
        lambda: move_remark(remark=remark, move="take", text="Да.", by=secretary),
    )
    assert sum(isinstance(one, ValidationError) for one in done) == 1
    assert RemarkAnswer.objects.filter(remark=remark).count() == 1


def test_suggestion_meets_the_typing_of_another_author(cast, plan):
    remark = remark_on_row(cast, plan, field="term", suggestion="20 мая")
    recall_plan(plan=plan, by=cast.actor("chair"))
    by = cast.actor("secretary")
    accepted, _ = at_once(
        lambda: accept_suggestion(remark=remark, base=remark.words, by=by),
        lambda: retype(cast, plan, "term", "25 мая"),
    )
    remark.refresh_from_db()
    # Whoever was first has written; the other was asked, or found the cell changed.
    first = "25 мая" if isinstance(accepted, Conflict) else "20 мая"
    assert first_row(plan).term == first
    assert remark.state == ("open" if isinstance(accepted, Conflict) else "taken")


def test_remark_meets_the_return_of_its_plan(cast, plan):
    step, by = pending_steps(plan)[0], cast.actor("approver")
    seen, agreer = plan.edition.sha256, cast.actor("agreer")
    written, returned = at_once(
        lambda: write_remark(plan=plan, text="Сократите.", by=agreer),
        lambda: return_plan(plan=plan, step=step, seen=seen, comment="Уточните.", by=by),
    )
    assert returned.status == "returned"
    told = {"Уточните."} | ({"Сократите."} if not isinstance(written, Exception) else set())
    assert set(plan.remarks.values_list("text", flat=True)) == told


def test_remark_that_comes_twice_is_written_once(cast, plan):
    by = cast.actor("approver")
    one, other = at_once(*[lambda: write_remark(plan=plan, text="Сократите.", by=by)] * 2)
    assert one == other
    assert plan.remarks.count() == 1
