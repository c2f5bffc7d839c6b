"""What is shown first is worked out before anybody looks, by the worker."""

from typing import Any

import pytest
from django.core.cache import caches

from events.signoff.rules.first_look import work_out_first_look
from events.signoff.rules.sending import recall_plan
from tests.changed import returned_plan, sent_again
from tests.events.signoff.decisions import decide_url
from tests.factories import TODAY
from tests.plans import bring_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["editions"].clear()


def stored() -> int:
    """How many results are kept."""
    store: Any = caches["editions"]
    return len(store._cache)


def test_page_of_a_decision_finds_all_that_was_worked_out(cast):
    plan = sent_again(cast)
    work_out_first_look.func(plan.edition.pk, TODAY.isoformat())
    kept = stored()
    assert kept == len(["check", "changes since the edition before"])
    answer = cast.client("approver").get(decide_url(plan, "approve"))
    assert answer.status_code == 200
    assert "data-change" in answer.text
    assert stored() == kept


def test_nothing_is_worked_out_of_a_plan_that_left_sign_off(cast):
    plan = sent_again(cast)
    recall_plan(plan=plan, by=cast.actor("chair"))
    work_out_first_look.func(plan.edition.pk, TODAY.isoformat())
    assert stored() == 0


def test_sending_asks_the_worker_for_it(cast, django_capture_on_commit_callbacks):
    plan = returned_plan(cast)
    with django_capture_on_commit_callbacks() as callbacks:
        plan = bring_to(plan, "signoff")
    asked = [one for one in callbacks if getattr(one, "func", None) == work_out_first_look.enqueue]
    assert [one.args[0] for one in asked] == [plan.edition.pk]
