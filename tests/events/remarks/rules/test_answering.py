"""What becomes of a remark."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.several_rows import delete_rows
from events.drafting.rules.undo import undo_change
from events.models import Remark
from events.plan.codec import fingerprint
from events.remarks.rules.answering import (
    CELL_CHANGED,
    NO_ANSWER,
    NO_REASON,
    UNCHANGED,
    UNKNOWN,
    accept_suggestion,
    is_done,
    move_remark,
)
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan
from events.signoff.rules.sending import recall_plan, send_plan
from plans_portal.lib.versions import Conflict
from tests.events.remarks.places import first_row, remark_on_row, retype, sent_plan


@pytest.fixture
def plan(cast):
    return sent_plan(cast)


@pytest.fixture
def remark(cast, plan) -> Remark:
    """A remark on a plan that is back with its authors."""
    one = remark_on_row(cast, plan, field="term", suggestion="20 мая")
    recall_plan(plan=plan, by=cast.actor("chair"))
    plan.refresh_from_db()
    return one


def move(cast, remark: Remark, name: str, who: str, text: str = "") -> Remark:
    return move_remark(remark=remark, move=name, text=text, by=cast.actor(who))


def test_answers_pass_the_turn_to_and_fro(cast, remark):
    turns = [
        ("chair", "answered"),
        ("curator", "answered"),
        ("approver", "open"),
        ("secretary", "answered"),
    ]
    for who, state in turns:
        assert move(cast, remark, "answer", who, f"Говорит {who}.").state == state
    told = remark.answers.values_list("text", "state", "is_authors")
    assert list(told) == [
        ("Говорит chair.", "answered", True),
        ("Говорит curator.", "", False),
        ("Говорит approver.", "open", False),
        ("Говорит secretary.", "answered", True),
    ]


def test_place_that_stands_as_it_stood_is_not_corrected(cast, plan, remark):
    with pytest.raises(ValidationError, match=UNCHANGED):
        move(cast, remark, "take", "chair")
    retype(cast, plan, "place", "Лицей")
    with pytest.raises(ValidationError, match=UNCHANGED):
        move(cast, remark, "take", "chair")
    retype(cast, plan, "term", "21 мая")
    taken = move(cast, remark, "take", "chair")
    assert (taken.state, taken.closed_by) == ("taken", cast.user("chair"))
    assert plan.changes.get(action="take_remark").words == "Замечание: строка 1, срок — исправлено."


def test_answer_stands_for_a_correction(cast, remark):
    assert move(cast, remark, "take", "chair", "Срок согласован с лицеем.").state == "taken"


def test_earlier_answer_stands_for_a_correction_too(cast, remark):
    move(cast, remark, "answer", "chair", "Срок согласован с лицеем.")
    assert move(cast, remark, "take", "secretary").state == "taken"


def test_row_that_was_deleted_is_corrected(cast, plan, remark):
    delete_rows(plan=plan, uids=[remark.uid], by=cast.actor("chair"))
    assert is_done(remark, plan)
    assert move(cast, remark, "take", "chair").state == "taken"


def test_remark_of_a_return_is_done_with_any_change(cast, plan):
    step = pending_steps(plan)[0]
    by = cast.actor("approver")
    return_plan(plan=plan, step=step, seen=plan.edition.sha256, comment="Сократите.", by=by)
    remark = plan.remarks.get()
    with pytest.raises(ValidationError, match=UNCHANGED):
        move(cast, remark, "take", "chair")
    retype(cast, plan)
    assert move(cast, remark, "take", "chair").state == "taken"


def test_doubt_of_a_file_needs_neither(cast, plan, remark):
    Remark.objects.update(is_doubt=True)
    remark.refresh_from_db()
    assert move(cast, remark, "take", "chair").state == "taken"


def test_declining_needs_a_reason(cast, remark):
    with pytest.raises(ValidationError, match=NO_REASON):
        move(cast, remark, "decline", "chair")
    assert move(cast, remark, "decline", "chair", "Срок задан министерством.").state == "declined"


def test_writer_closes_and_opens_again(cast, remark):
    closed = move(cast, remark, "close", "approver")
    assert (closed.state, closed.closed_by) == ("closed", cast.user("approver"))
    opened = move(cast, remark, "reopen", "approver", "Всё же исправьте.")
    assert (opened.state, opened.closed_by, opened.closed_at) == ("open", None, None)


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("take", "approver"),
        ("take", "curator"),
        ("decline", "agreer"),
        ("close", "chair"),
        ("close", "curator"),
        ("reopen", "methodist"),
        ("answer", "stranger"),
        ("answer", "superuser"),
    ],
)
def test_what_is_anothers_is_refused(cast, remark, name, who):
    with pytest.raises((PermissionDenied, ValidationError)):
        move(cast, remark, name, who, "Слова.")
    remark.refresh_from_db()
    assert (remark.state, remark.answers.count()) == ("open", 0)


@pytest.mark.parametrize(
    ("name", "why"), [("answer", NO_ANSWER), ("", UNKNOWN), ("accept", UNKNOWN), ("open", UNKNOWN)]
)
def test_nonsense_is_refused(cast, remark, name, why):
    with pytest.raises(ValidationError, match=why):
        move(cast, remark, name, "chair")


def test_settled_remark_is_settled_once(cast, remark):
    move(cast, remark, "decline", "chair", "Нет.")
    with pytest.raises(ValidationError, match="отклонено"):
        move(cast, remark, "take", "secretary", "Да.")


def test_suggestion_is_written_into_its_cell_and_can_be_undone(cast, plan, remark):
    row = first_row(plan)
    taken = accept_suggestion(remark=remark, base=remark.words, by=cast.actor("chair"))
    assert (first_row(plan).term, taken.state) == ("20 мая", "taken")
    change = plan.changes.get(action="edit_event")
    undo_change(change=change, by=cast.actor("chair"))
    assert first_row(plan).term == row.term


def test_cell_that_was_changed_meanwhile_asks(cast, plan, remark):
    retype(cast, plan, "term", "25 мая")
    with pytest.raises(Conflict, match=CELL_CHANGED) as refusal:
        accept_suggestion(remark=remark, base=remark.words, by=cast.actor("chair"))
    assert refusal.value.stored == "25 мая"
    remark.refresh_from_db()
    assert (first_row(plan).term, remark.state) == ("25 мая", "open")
    accept_suggestion(remark=remark, base="25 мая", by=cast.actor("chair"))
    assert first_row(plan).term == "20 мая"


def test_suggestion_is_accepted_by_authors_of_an_open_plan(cast, plan, remark):
    with pytest.raises(PermissionDenied):
        accept_suggestion(remark=remark, base=remark.words, by=cast.actor("approver"))
    send_plan(plan=plan, seen=fingerprint(read_content(plan)), by=cast.actor("chair"))
    with pytest.raises(ValidationError, match="на согласовании"):
        accept_suggestion(remark=remark, base=remark.words, by=cast.actor("chair"))


def test_suggestion_for_a_deleted_row_is_refused(cast, plan, remark):
    delete_rows(plan=plan, uids=[remark.uid], by=cast.actor("chair"))
    with pytest.raises(ValidationError, match="уже нет"):
        accept_suggestion(remark=remark, base=remark.words, by=cast.actor("chair"))


@pytest.mark.parametrize("field", ["title", "responsible", "place"])
def test_each_cell_takes_a_suggestion(cast, plan, field):
    remark = remark_on_row(cast, plan, field=field, text="", suggestion="Иванчук А. А.")
    recall_plan(plan=plan, by=cast.actor("chair"))
    accept_suggestion(remark=remark, base=remark.words, by=cast.actor("chair"))
    row = first_row(plan)
    got = (
        [one.text for one in row.responsible.all()]
        if field == "responsible"
        else [getattr(row, field)]
    )
    assert got == ["Иванчук А. А."]


def test_remark_follows_its_row_into_the_next_edition(cast, plan, remark):
    retype(cast, plan, "title", "Слёт краеведов")
    send_plan(plan=plan, seen=fingerprint(read_content(plan)), by=cast.actor("chair"))
    plan.refresh_from_db()
    assert plan.edition.number == 2
    row = first_row(plan)
    assert (row.uid, row.title) == (remark.uid, "Слёт краеведов")
    remark.refresh_from_db()
    assert (remark.state, remark.edition.number) == ("open", 1)
