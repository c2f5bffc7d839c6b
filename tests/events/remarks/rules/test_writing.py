"""Writing remarks."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from events.remarks.rules.writing import (
    FOR_A_CELL,
    NO_PLACE,
    NO_TEXT,
    SUGGESTED,
    about,
    decline_remarks,
    remark_on_plan,
    write_remark,
)
from tests.cast import EVERYBODY
from tests.events.remarks.places import first_row, remark_on_row, sent_plan
from tests.plans import make_plan


def test_remark_keeps_its_place_as_it_was(cast):
    plan = sent_plan(cast)
    row = first_row(plan)
    remark = remark_on_row(cast, plan, field="term", severity="wish")
    remark.refresh_from_db()
    assert (remark.where, remark.words) == ("Строка 1, срок", row.term)
    assert (remark.edition, remark.severity, remark.state) == (plan.edition, "wish", "open")
    assert (remark.made_by, remark.made_by_name) == (
        cast.user("approver"),
        cast.actor("approver").name,
    )
    change = plan.changes.get(action="write_remark")
    assert (change.words, change.event_uid) == ("Написано замечание: строка 1, срок.", row.uid)


def test_history_tells_no_place_of_a_draft(cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    remark = remark_on_row(cast, plan, "curator", field="term")
    assert about(remark) == " к черновику"
    assert plan.changes.get(action="write_remark").words == "Написано замечание к черновику."


@pytest.mark.parametrize(
    "who", sorted({*EVERYBODY} - {"curator", "agreer", "approver", "methodist"})
)
def test_others_write_none(cast, who):
    plan = sent_plan(cast)
    with pytest.raises(PermissionDenied):
        remark_on_row(cast, plan, who)
    assert not plan.remarks.exists()


def test_approved_plan_takes_no_remarks(cast):
    with pytest.raises(ValidationError, match="утверждён"):
        remark_on_row(cast, sent_plan(cast, "approved"))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"text": "  "}, NO_TEXT),
        ({"place": "row", "uid": "0" * 32, "text": "Где?"}, NO_PLACE),
        ({"text": "Иначе.", "suggestion": "Так"}, FOR_A_CELL),
        ({"text": "я" * 5001}, "5000"),
        ({"text": "Так.", "severity": "x"}, "x"),
    ],
)
def test_what_says_nothing_is_refused(cast, values, why):
    plan = sent_plan(cast)
    with pytest.raises(ValidationError, match=why), transaction.atomic():
        write_remark(plan=plan, **values, by=cast.actor("approver"))
    assert not plan.remarks.exists()


def test_suggestion_needs_no_other_words(cast):
    plan = sent_plan(cast)
    remark = remark_on_row(cast, plan, field="term", text="", suggestion=" 20 мая ")
    assert (remark.text, remark.suggestion) == (SUGGESTED, "20 мая")


def test_present_words_of_the_cell_suggest_nothing(cast):
    plan = sent_plan(cast)
    remark = remark_on_row(cast, plan, field="term", suggestion=first_row(plan).term)
    assert remark.suggestion == ""
    with pytest.raises(ValidationError, match=NO_TEXT):
        remark_on_row(cast, plan, field="term", text="", suggestion=first_row(plan).term)


def test_remark_sent_twice_is_written_once(cast):
    plan = sent_plan(cast)
    assert remark_on_row(cast, plan) == remark_on_row(cast, plan)
    assert remark_on_row(cast, plan, text="Другое.") != remark_on_row(cast, plan)
    assert plan.changes.filter(action="write_remark").count() == 2


def test_remarks_of_a_decision_are_about_the_whole_plan(cast):
    plan = sent_plan(cast)
    by = cast.actor("approver")
    remark = remark_on_plan(plan=plan, edition=plan.edition, text="Сократите.", by=by)
    assert (remark.place, remark.where, remark.severity) == ("plan", "План в целом", "must")


def test_remarks_are_declined_together_with_one_reason(cast):
    plan = sent_plan(cast)
    remark = remark_on_row(cast, plan)
    decline_remarks(plan=plan, reason="План не нужен.", by=cast.actor("chair"))
    remark.refresh_from_db()
    assert (remark.state, remark.closed_by) == ("declined", cast.user("chair"))
    assert remark.answers.get().text == "План не нужен."
