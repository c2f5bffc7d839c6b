"""Closing remarks: by an author, once, as taken or declined."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.models import Remark
from events.remarks.rules import close_remark
from tests.plans import make_plan


@pytest.fixture
def remark(cast) -> Remark:
    plan = make_plan("rumo-headings", "returned", association=cast.association, rows=1)
    return plan.remarks.get()


@pytest.mark.parametrize("state", ["taken", "declined"])
def test_author_closes_a_remark_and_history_has_its_text(cast, remark, state):
    closed = close_remark(remark=remark, state=state, by=cast.actor("chair"))
    assert (closed.state, closed.closed_by) == (state, cast.user("chair"))
    assert closed.closed_at
    change = remark.plan.changes.get(action="close_remark")
    assert remark.text in change.words


def test_closed_remark_is_not_closed_again(cast, remark):
    close_remark(remark=remark, state="taken", by=cast.actor("chair"))
    with pytest.raises(ValidationError, match="уже закрыто"):
        close_remark(remark=remark, state="declined", by=cast.actor("chair"))
    remark.refresh_from_db()
    assert remark.state == "taken"


def test_remark_is_not_reopened_by_the_rule(cast, remark):
    with pytest.raises(ValidationError, match="учтённое или отклонённое"):
        close_remark(remark=remark, state="open", by=cast.actor("chair"))


@pytest.mark.parametrize("who", ["curator", "stranger", "superuser"])
def test_only_authors_close_it(cast, remark, who):
    with pytest.raises(PermissionDenied):
        close_remark(remark=remark, state="taken", by=cast.actor(who))
