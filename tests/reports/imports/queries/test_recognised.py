"""Import sessions as read: doubts, findings, and what the owner has settled."""

import datetime as dt

import pytest

from reports.imports.queries.recognised import (
    anchor_of_place,
    findings_of,
    known_layouts,
    loss_in_words,
    pieces_of,
    reading_of,
)
from reports.imports.rules.uploads import upload
from reports.imports.rules.wizard import correct, settle
from reports.models import ImportSession
from reports.recognition import Correction
from reports.recognition.result import Unplaced
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

pytestmark = pytest.mark.django_db

ROW = ["1", "Слёт", "май", "Методист"]


@pytest.mark.parametrize(
    ("place", "anchor"),
    [
        ("таблица 1, строка 5", "t1r5"),
        ("таблица 2", "t2"),
        ("абзац 3", "p3"),
        ("заголовок", ""),
    ],
)
def test_place_in_the_file_has_an_anchor(place, anchor):
    assert anchor_of_place(place) == anchor


def test_unknown_column_is_a_doubt_and_leaving_it_out_is_a_loss_at_each_row(cast):
    by = cast.actor("chair")
    made = upload(data=plan([[*HEAD, "Семафор"], [*ROW, "ни о чём"]]), name="план.docx", by=by)
    (doubt,) = reading_of(made).doubts
    assert (doubt.anchor, doubt.is_loss) == ("t1", False)
    correction = Correction("column", 1, len(HEAD), "left")
    doubts = correct(import_session=made, correction=correction, seen=0, by=by).doubts
    assert ("t1r2", 0, True) in [(one.anchor, one.event, one.is_loss) for one in doubts]


def test_settled_association_and_period_are_those_of_the_plan(cast):
    by = cast.actor("chair")
    made = upload(data=plan([HEAD, ROW]), name="план.docx", by=by)
    days = (dt.date(2032, 1, 1), dt.date(2032, 12, 31))
    settle(import_session=made, association=cast.association, period=days, by=by)
    content = reading_of(ImportSession.objects.get(pk=made.pk)).content
    assert content.association.name == cast.association.name
    assert (content.period.starts, content.period.ends) == ("2032-01-01", "2032-12-31")


def test_findings_lead_to_their_rows(cast):
    rows = [HEAD, ROW, ["2", "Слёт", "", "Методист"]]
    made = upload(data=plan(rows), name="план.docx", by=cast.actor("chair"))
    anchors = {anchor for _, anchor in findings_of(reading_of(made), made)}
    assert anchors
    assert anchors <= {"t1r2", "t1r3"}


def test_layouts_of_institutes_are_no_shapes_of_files(cast):
    assert len(known_layouts()) == 5


def test_words_without_a_place_are_told_in_their_whole_cell_with_its_address(cast):
    rows = [HEAD, ["весь год", "Смотр", "май", "Методист"], ROW]
    made = upload(data=plan(rows), name="план.docx", by=cast.actor("chair"))
    (loss,) = [one for one in reading_of(made).doubts if one.is_loss]
    assert (loss.anchor, loss.address) == ("t1r2", "таблица 1, строка 2, графа 1 «№ п/п»")
    assert loss.pieces == (("весь год", True),)
    assert loss.text == f"Осталось без места ({loss.address}): весь год"


def test_missing_words_are_marked_in_their_cell():
    loss = Unplaced("Смотр всех кабинетов\nи прочих, навсегда", "абзац 3", ("всех", "прочих"))
    assert pieces_of(loss) == (
        ("Смотр ", False),
        ("всех", True),
        (" кабинетов\nи ", False),
        ("прочих", True),
        (", навсегда", False),
    )
    assert loss_in_words(loss, "абзац 3") == (
        "Осталось без места (абзац 3): всех, прочих. Весь текст: Смотр всех кабинетов и прочих,"
        " навсегда"
    )
