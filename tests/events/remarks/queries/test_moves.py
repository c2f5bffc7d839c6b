"""Who may do what with a remark: every action × state × status × person, from one table."""

import pytest

from events.models import Plan, Remark
from events.plan.status import PlanStatus
from events.plan.vocabulary import RemarkState
from events.remarks.queries.moves import (
    MOVES,
    is_forbidden,
    moves_for,
    objection_to_moving,
    objection_to_remarking,
    reviews,
)
from tests.cast import EVERYBODY
from tests.events.remarks.places import remark_on_row, sent_plan
from tests.plans import make_plan

# What each may do: "a" the authors, "w" the writer, "r" others who decide or curate.
WANTED = """
            open   answered  taken  declined  closed
answer      awr    awr       awr    awr       -
take        a      a         -      -         -
accept      a      a         -      -         -
decline     a      a         -      -         -
close       w      w         w      w         -
reopen      -      w         w      w         w
"""
# Where a plan's status allows less.
ONLY_IN = {
    "accept": {"draft", "returned", "rejected"},
    "reopen": {"draft", "signoff", "returned", "rejected"},
}
PART = {
    "chair": "a",
    "secretary": "a",
    "methodist": "ar",
    "approver": "w",
    "curator": "r",
    "agreer": "r",
}


def wanted(move: str, state: str, status: str, who: str) -> bool:
    lines = [line.split() for line in WANTED.strip().splitlines()]
    column = lines[0].index(state) + 1
    [cells] = [line for line in lines[1:] if line[0] == move]
    allowed = set(cells[column]) & set(PART.get(who, ""))
    return bool(allowed) and status in ONLY_IN.get(move, set(PlanStatus))


def test_every_action_in_every_state_of_every_plan(cast):
    plan = sent_plan(cast)
    remark = remark_on_row(cast, plan, field="term", suggestion="20 мая", text="")
    actors = {who: cast.actor(who) for who in EVERYBODY}
    for status in PlanStatus:
        for state in RemarkState:
            plan.status, remark.state = status, state
            for who, actor in actors.items():
                got = {
                    move for move in MOVES if objection_to_moving(remark, plan, move, actor) is None
                }
                want = {move for move in MOVES if wanted(move, state, status, who)}
                assert (status, state, who, got) == (status, state, who, want)
                assert set(moves_for(remark, plan, actor)) == want
                assert not any(is_forbidden(remark, plan, move, actor) for move in want)


def test_each_refusal_is_a_sentence(cast):
    plan = sent_plan(cast)
    remark = remark_on_row(cast, plan)
    objections = {
        objection_to_moving(remark, plan, move, cast.actor(who))
        for move in MOVES
        for who in EVERYBODY
    }
    assert all(one is None or one.endswith(".") for one in objections)


# Who may write a remark, by the status of the plan.
WRITES = {
    "draft": {"curator", "methodist"},
    "signoff": {"curator", "methodist", "agreer", "approver"},
    "returned": {"curator", "methodist"},
    "approved": set(),
}


@pytest.mark.parametrize("status", WRITES)
def test_who_writes_remarks(cast, status):
    plan = make_plan("moc-results", status, association=cast.association, rows=1)
    got = {who for who in EVERYBODY if objection_to_remarking(plan, cast.actor(who)) is None}
    assert got == WRITES[status]
    assert {who for who in EVERYBODY if reviews(plan, cast.actor(who))} == WRITES["signoff"]


def test_removed_draft_gets_no_remarks(cast):
    plan = Plan(association=cast.association, removed_at=cast.user("chair").date_joined)
    assert "снят" in objection_to_remarking(plan, cast.actor("curator"))


def test_doubt_of_a_file_is_not_declined_and_has_no_writer(cast):
    plan = sent_plan(cast, "returned")
    remark: Remark = plan.remarks.get()
    remark.plan, remark.is_doubt, remark.made_by = plan, True, cast.user("chair")
    assert moves_for(remark, plan, cast.actor("chair")) == ["answer", "take"]
