"""Remarks: what the database itself refuses, and who reads them."""

import pytest
from django.db import IntegrityError, transaction

from events.models import Remark
from events.remarks.rules.answering import move_remark
from events.remarks.rules.writing import write_remark
from reports.imports.rules.paste import BY_PASTE
from tests.cast import EVERYBODY
from tests.emptied import as_owner
from tests.events.remarks.places import remark_on_row, sent_plan
from tests.plans import bring_to, make_plan


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "taken"}, "remark_closed_has_when_and_who"),
        ({"place": "row"}, "remark_place_has_uid"),
        ({"uid": "0" * 32}, "remark_place_has_uid"),
        ({"suggestion": "Иначе"}, "remark_suggestion_is_for_a_cell"),
        ({"severity": "x"}, "remark_severity_known"),
    ],
)
def test_database_refuses_what_makes_no_sense(cast, values, name):
    plan = make_plan("rumo-headings", "returned", association=cast.association, rows=1)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        plan.remarks.update(**values)


def test_answers_are_never_changed(cast):
    remark = remark_on_row(cast, sent_plan(cast))
    move_remark(remark=remark, move="answer", text="Какой?", by=cast.actor("chair"))
    with as_owner(), pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        remark.answers.update(text="Никакой")


def test_remark_on_what_was_sent_is_read_by_those_who_take_part(cast):
    remark = remark_on_row(cast, sent_plan(cast))
    read = {
        who
        for who in EVERYBODY
        if Remark.objects.visible_to(cast.actor(who)).filter(pk=remark.pk).exists()
    }
    assert read == {
        "chair",
        "secretary",
        "methodist",
        "curator",
        "agreer",
        "approver",
        "superuser",
    }


def test_remark_on_a_draft_stays_with_its_readers_after_the_sending(cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    remark = write_remark(plan=plan, text="Рано отправлять.", by=cast.actor("curator"))
    assert remark.edition is None
    bring_to(plan, "signoff")
    for who, reads in (("curator", True), ("chair", True), ("approver", False)):
        assert Remark.objects.visible_to(cast.actor(who)).exists() == reads, who


def test_doubt_of_a_file_stays_with_the_authors(cast):
    plan = sent_plan(cast)
    remark_on_row(cast, plan)
    plan.remarks.update(is_doubt=True, edition=None, made_by_name=BY_PASTE)
    assert not Remark.objects.visible_to(cast.actor("approver")).exists()
    assert Remark.objects.visible_to(cast.actor("chair")).exists()
