"""A file brought back to its plan: who may, what is written, and what is refused."""

import io

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.drafting.queries.row_values import EventValues
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.cells import CellEdit, edit_cells
from events.drafting.rules.rows import add_event, delete_event
from events.drafting.rules.undo import undo_change
from reports.bringing_back.queries.brought import file_of
from reports.bringing_back.queries.file_merge import merge_file
from reports.bringing_back.rules import (
    MOST_QUESTIONS,
    NOT_OWN,
    OTHER_PLAN,
    bring_file,
    chosen,
    keep_file,
    objection_to_size,
    question,
    questions,
)
from reports.models import ImportSession
from reports.office_files.docx.checked import checked_word
from reports.office_files.round_trip import stamp_of
from reports.office_files.xlsx.plan import plan_xlsx, present_xlsx
from reports.paper.document import draft_document
from reports.sources.source_document import SourceError
from tests.factories import TODAY
from tests.plans import bring_to, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan("moc-results", association=cast.association, rows=3)


def edited(cast, plan, *edits):
    """Give the plan's workbook with cells (row from 1, heading, text) typed over."""
    book = openpyxl.load_workbook(io.BytesIO(plan_xlsx(plan, cast.actor("chair")).data))
    sheet = book["План"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, heading, text in edits:
        sheet.cell(row + 1, columns[heading]).value = text
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def kept(cast, plan, data, who="chair"):
    return keep_file(data=data, name="План.xlsx", plan=plan, by=cast.actor(who))


def bring(cast, one, choices=None, seen=None):
    seen = seen or merge_file(file_of(one), read_content(one.brought_to)).seen
    return bring_file(import_session=one, choices=choices or {}, seen=seen, by=cast.actor("chair"))


def titles(plan):
    return list(plan.events.filter(parent=None).order_by("order").values_list("title", flat=True))


HEAD = "Наименование мероприятия"


def test_only_the_edited_cell_is_written_and_can_be_undone(cast, plan):
    before = read_content(plan)
    change = bring(cast, kept(cast, plan, edited(cast, plan, (2, "Сроки", "20 мая"))))
    first, second, third = plan.events.order_by("order")
    assert second.term == "20 мая"
    assert change.words == "Принесён файл «План.xlsx»: изменено ячеек: 1."
    assert [part["uid"] for part in change.patch] == [second.uid]
    undo_change(change=change, by=cast.actor("chair"))
    assert read_content(plan) == before
    assert first.title != third.title


def test_a_word_file_comes_back_too(cast, plan):
    before = titles(plan)
    data = checked_word(draft_document(plan), stamp_of(plan))
    one = kept(cast, plan, data)
    assert merge_file(file_of(one), read_content(plan)).is_empty
    assert titles(plan) == before


def test_what_others_changed_meanwhile_stays(cast, plan):
    data = edited(cast, plan, (2, "Сроки", "20 мая"))
    row = plan.events.order_by("order")[1]
    edits = [CellEdit("title", "Новый слёт", row.title)]
    edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("secretary"))
    bring(cast, kept(cast, plan, data))
    row.refresh_from_db()
    assert (row.title, row.term) == ("Новый слёт", "20 мая")


@pytest.mark.parametrize(("answer", "term"), [("file", "20 мая"), ("plan", "1 июня")])
def test_a_conflict_is_decided_by_a_person(cast, plan, answer, term):
    data = edited(cast, plan, (2, "Сроки", "20 мая"), (3, "Сроки", "30 мая"))
    row = plan.events.order_by("order")[1]
    edits = [CellEdit("term", "1 июня", row.term)]
    edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("secretary"))
    one = kept(cast, plan, data)
    merge = merge_file(file_of(one), read_content(plan))
    (name,) = questions(merge)
    with pytest.raises(ValidationError, match="Осталось решить: 1"):
        bring(cast, one)
    bring(cast, one, {name: answer})
    row.refresh_from_db()
    assert row.term == term
    assert plan.events.order_by("order")[2].term == "30 мая"


def test_a_row_deleted_meanwhile_comes_back_as_the_same_row(cast, plan):
    data = edited(cast, plan, (2, "Сроки", "20 мая"))
    row = plan.events.order_by("order")[1]
    delete_event(event=row, by=cast.actor("secretary"))
    one = kept(cast, plan, data)
    bring(cast, one, {f"gone-{row.uid}": "file"})
    back = plan.events.get(uid=row.uid)
    assert (back.title, back.term) == (row.title, "20 мая")
    assert titles(plan)[1] == row.title


@pytest.mark.parametrize(
    ("answer", "parts"), [("file", ["Первая", "Вторая"]), ("plan", ["Первая"])]
)
def test_a_deleted_row_comes_back_with_each_of_its_parts_once(cast, plan, answer, parts):
    by, row = cast.actor("chair"), plan.events.order_by("order").first()
    first, second = (
        add_event(section=row.section, parent=row, values=EventValues(title=title), by=by)
        for title in ("Первая", "Другая")
    )
    assert [first.order, second.order] == [1, 2]
    data = edited(cast, plan, (1, "Сроки", "20 мая"), (3, HEAD, "Вторая"))
    delete_event(event=row, by=cast.actor("secretary"))
    bring(cast, kept(cast, plan, data), {f"gone-{row.uid}": "file", f"gone-{second.uid}": answer})
    back = plan.events.get(uid=row.uid)
    assert back.term == "20 мая"
    assert list(back.children.order_by("order").values_list("title", flat=True)) == parts


def test_a_row_deleted_in_the_file_may_be_left(cast, plan):
    book = openpyxl.load_workbook(io.BytesIO(plan_xlsx(plan, cast.actor("chair")).data))
    book["План"].delete_rows(3)
    book["План"].cell(2, 3).value = "20 мая"
    target = io.BytesIO()
    book.save(target)
    row = plan.events.order_by("order")[1]
    one = kept(cast, plan, target.getvalue())
    bring(cast, one, {f"deleted-{row.uid}": "plan"})
    assert plan.events.filter(uid=row.uid).exists()
    again = kept(cast, plan, target.getvalue())
    bring(cast, again)
    assert not plan.events.filter(uid=row.uid).exists()


def test_new_rows_stand_where_they_were_typed(cast, plan):
    book = openpyxl.load_workbook(io.BytesIO(plan_xlsx(plan, cast.actor("chair")).data))
    sheet = book["План"]
    sheet.insert_rows(3, 2)
    sheet.cell(3, 2).value, sheet.cell(4, 2).value = "Первая новая", "Вторая новая"
    target = io.BytesIO()
    book.save(target)
    before = titles(plan)
    bring(cast, kept(cast, plan, target.getvalue()))
    assert titles(plan) == [before[0], "Первая новая", "Вторая новая", *before[1:]]


def test_a_file_is_brought_once(cast, plan):
    one = kept(cast, plan, edited(cast, plan, (2, "Сроки", "20 мая")))
    first = bring(cast, one)
    assert bring(cast, one).pk == first.pk
    assert ImportSession.objects.get().state == ImportSession.State.DONE


def test_what_was_shown_is_what_is_written(cast, plan):
    one = kept(cast, plan, edited(cast, plan, (2, "Сроки", "20 мая")))
    seen = merge_file(file_of(one), read_content(plan)).seen
    row = plan.events.order_by("order")[1]
    edits = [CellEdit("term", "1 июня", row.term)]
    edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("secretary"))
    with pytest.raises(ValidationError, match="сравнён с ним заново"):
        bring(cast, one, seen=seen)
    row.refresh_from_db()
    assert row.term == "1 июня"


def test_a_file_of_another_plan_is_refused(cast, plan):
    other = make_plan("moc-results", rows=1)
    with pytest.raises(SourceError) as refusal:
        kept(cast, plan, foreign(other))
    assert str(refusal.value) == OTHER_PLAN
    assert not ImportSession.objects.exists()


def foreign(plan):
    """Give the workbook of a plan, whoever reads it."""
    return present_xlsx(plan, TODAY).data


def test_a_file_of_a_plan_that_one_does_not_write_is_as_any_other(cast):
    other = make_plan("moc-results", rows=1)
    assert keep_file(data=foreign(other), name="Чужой.xlsx", by=cast.actor("chair")) is None


def test_a_file_of_an_approved_plan_may_become_a_new_one(cast, plan):
    data = edited(cast, plan, (1, HEAD, "Занятие следующего года"))
    bring_to(plan, "approved")
    assert keep_file(data=data, name="План.xlsx", by=cast.actor("chair")) is None


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", "Семинар".encode()])
def test_what_is_no_file_of_the_portal_is_refused(cast, plan, data):
    with pytest.raises(SourceError) as refusal:
        kept(cast, plan, data)
    assert str(refusal.value) == NOT_OWN


def test_who_does_not_write_the_plan_brings_nothing(cast, plan):
    with pytest.raises(PermissionDenied):
        kept(cast, plan, edited(cast, plan), who="curator")


def test_a_plan_that_was_sent_takes_no_file(cast, plan):
    data = edited(cast, plan, (2, "Сроки", "20 мая"))
    one = kept(cast, plan, data)
    bring_to(plan, "signoff")
    with pytest.raises(ValidationError, match="согласовани"):
        bring(cast, one)
    plan.refresh_from_db()
    with pytest.raises(ValidationError, match="согласовани"):
        kept(cast, plan, data)


def test_another_person_cannot_bring_my_file(cast, plan):
    one = kept(cast, plan, edited(cast, plan, (2, "Сроки", "20 мая")))
    with pytest.raises(PermissionDenied):
        bring_file(import_session=one, choices={}, seen="", by=cast.actor("secretary"))


def test_nobody_decides_on_hundreds_of_conflicts(cast, plan):
    one = kept(cast, plan, edited(cast, plan, (2, "Сроки", "20 мая")))
    merge = merge_file(file_of(one), read_content(plan))
    assert objection_to_size(merge) is None
    assert merge.conflicts < MOST_QUESTIONS
    (part,) = merge.changed
    assert chosen({question(part, "term"): "plan"}, question(part, "term")) == "plan"
