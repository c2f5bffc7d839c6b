"""Remarks of a plan for its pages."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.several_rows import delete_rows
from events.plan.content import PlanContent
from events.remarks.queries.remarks import NO_REMARKS, remarks_of_plan, uids_in, unsettled_in
from events.remarks.rules.answering import move_remark
from events.signoff.rules.sending import recall_plan
from tests.events.remarks.places import first_row, remark_on_row, sent_plan


def test_remarks_are_found_by_their_place_until_they_are_settled(cast):
    plan = sent_plan(cast)
    one = remark_on_row(cast, plan)
    other = remark_on_row(cast, plan, "curator", text="И место.")
    found = remarks_of_plan(plan, cast.actor("chair"))
    assert found.by_uid == {one.uid: (one, other)}
    move_remark(remark=one, move="close", by=cast.actor("approver"))
    found = remarks_of_plan(plan, cast.actor("chair"))
    assert (found.by_uid, found.settled, found.unsettled) == ({one.uid: (other,)}, [one], [other])
    assert [vars(item)["answered"] for item in found.all] == [1, 0]


def test_remark_whose_row_was_deleted_says_so_with_its_words(cast):
    plan = sent_plan(cast)
    remark = remark_on_row(cast, plan, field="term")
    term = first_row(plan).term
    actor = cast.actor("chair")
    assert remarks_of_plan(plan, actor, read_content(plan)).gone == frozenset()
    recall_plan(plan=plan, by=actor)
    delete_rows(plan=plan, uids=[remark.uid], by=actor)
    assert remarks_of_plan(plan, actor, read_content(plan)).gone == {remark.pk}
    remark.refresh_from_db()
    assert remark.words == term


def test_it_is_one_query_for_one_and_for_many(cast):
    plan, counts = sent_plan(cast), []
    for text in ("Раз.", "Два.", "Три."):
        remark_on_row(cast, plan, text=text)
        actor = cast.actor("chair")
        with CaptureQueriesContext(connection) as queries:
            assert remarks_of_plan(plan, actor).all
        counts.append(len(queries))
    assert counts == [1, 1, 1]


def test_unsettled_ones_are_counted_by_plan(cast):
    plan = sent_plan(cast)
    remark = remark_on_row(cast, plan)
    assert unsettled_in([plan], cast.actor("chair")) == {plan.pk: [remark]}
    assert unsettled_in([], cast.actor("chair")) == {}
    assert unsettled_in([plan], cast.actor("stranger")) == {}


def test_nothing_is_in_an_empty_plan():
    assert uids_in(PlanContent()) == frozenset()
    assert NO_REMARKS.unsettled == NO_REMARKS.settled == []
