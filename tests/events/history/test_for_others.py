"""What staff does in a plan for its authors stands in the journal: once for each, not by keys."""

from contextlib import AbstractContextManager

import pytest
from django.test import TestCase

from associations.models import JournalEntry
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.removal import remove_draft
from events.plan.codec import fingerprint
from events.remarks.rules.answering import move_remark
from events.signoff.rules.revision import discard_revision, revise_plan
from events.signoff.rules.sending import recall_plan, send_plan
from tests.changed import edit, rows_in_order
from tests.events.remarks.places import remark_on_row, sent_plan
from tests.factories import make_office
from tests.plans import make_plan


@pytest.fixture
def plan(cast):
    return make_plan("moc-results", association=cast.association, rows=2)


@pytest.fixture
def staff(cast):
    return cast.actor("methodist")


def committed() -> AbstractContextManager[object]:
    """Do what waits for the commit when the block ends."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def told() -> list[str]:
    entries = JournalEntry.objects.filter(action="for_others").order_by("pk")
    return [one.words.partition(":")[0] for one in entries]


def test_edits_of_a_day_are_one_entry_for_a_plan(cast, plan, staff):
    with committed():
        for text in ("5 мая", "6 мая", "7 мая"):
            for row in rows_in_order(plan):
                edit(row, staff, term=text)
    assert told() == ["Правки в плане за его авторов"]
    entry = JournalEntry.objects.get(action="for_others")
    assert cast.association.name in entry.words
    assert entry.by_id == staff.user_id
    other = make_plan("rumo-headings", association=cast.association, rows=1)
    with committed():
        edit(rows_in_order(other)[0], staff, term="5 мая")
    assert told() == ["Правки в плане за его авторов"] * 2


def test_authors_edit_their_own(cast, plan):
    with committed():
        edit(rows_in_order(plan)[0], cast.actor("chair"), term="5 мая")
    assert told() == []


def test_staff_who_is_secretary_of_the_association_acts_for_nobody(cast, plan):
    make_office("secretary", cast.association, cast.person("methodist"))
    with committed():
        edit(rows_in_order(plan)[0], cast.actor("methodist"), term="5 мая")
    assert told() == []


def test_moves_are_told_each_time(cast, plan, staff):
    with committed():
        send_plan(plan=plan, seen=fingerprint(read_content(plan)), by=staff)
        recall_plan(plan=plan, by=staff)
        remove_draft(
            plan=make_plan("rumo-headings", association=cast.association, rows=1), by=staff
        )
    assert told() == [
        "За авторов плана. План отправлен на согласование (редакция 1)",
        "За авторов плана. План отозван с согласования",
        "За авторов плана. Черновик снят",
    ]


def test_revision_begun_and_discarded_is_told(cast, staff):
    plan = make_plan("moc-results", "approved", association=cast.association, rows=1)
    with committed():
        plan = revise_plan(plan=plan, by=staff)
        discard_revision(plan=plan, seen=plan.revision, by=staff)
    assert len(told()) == 2


def test_answer_to_a_remark_is_told_but_a_remark_of_their_own_is_not(cast, staff):
    plan = sent_plan(cast)
    with committed():
        remark_on_row(cast, plan, "methodist", text="Проверьте.")
    assert told() == []
    remark = remark_on_row(cast, plan)
    with committed():
        move_remark(remark=remark, move="decline", text="Срок верен.", by=staff)
    (words,) = told()
    assert words.startswith("За авторов плана. Замечание")
