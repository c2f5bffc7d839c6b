"""Cells written one by one: two people in one row lose nothing of each other's."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.drafting.queries.row_values import row_values
from events.drafting.rules.cells import CellEdit, edit_cells
from events.drafting.rules.rows import delete_event
from events.drafting.rules.undo import undo_change
from tests.plans import bring_to, make_plan


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=3)


@pytest.fixture
def row(plan):
    return plan.events.order_by("section", "order").first()


def test_cell_is_written_and_recorded_alone(cast, plan, row):
    edits = [CellEdit("term", "5 мая", row.term)]
    written = edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))
    assert (written.event.term, written.stored.term, written.conflicts) == ("5 мая", "5 мая", ())
    [part] = written.change.patch or []
    assert part["after"] == {"term": "5 мая"}
    assert written.event.occurrences.get().ends.month == 5
    undo_change(change=written.change, by=cast.actor("chair"))
    assert plan.events.get(pk=row.pk).term == row.term


def test_different_cells_of_two_people_are_both_kept(cast, plan, row):
    first = [CellEdit("term", "5 мая", row.term)]
    edit_cells(plan=plan, uid=row.uid, edits=first, by=cast.actor("secretary"))
    second = [CellEdit("title", "Слёт", row.title)]
    written = edit_cells(plan=plan, uid=row.uid, edits=second, by=cast.actor("chair"))
    assert written.conflicts == ()
    assert (written.event.term, written.event.title) == ("5 мая", "Слёт")


def test_same_cell_is_told_with_what_stands_there_and_the_rest_is_written(cast, plan, row):
    theirs = [CellEdit("term", "5 мая", row.term)]
    edit_cells(plan=plan, uid=row.uid, edits=theirs, by=cast.actor("secretary"))
    mine = [CellEdit("term", "6 мая", row.term), CellEdit("title", "Слёт", row.title)]
    written = edit_cells(plan=plan, uid=row.uid, edits=mine, by=cast.actor("chair"))
    assert written.conflicts == (mine[0],)
    assert (written.stored.term, written.stored.title) == ("5 мая", "Слёт")


def test_what_both_wrote_alike_is_no_conflict_and_no_action(cast, plan, row):
    edits = [CellEdit("term", "5 мая", row.term)]
    edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("secretary"))
    before = plan.changes.count()
    written = edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))
    assert (written.conflicts, written.change) == ((), None)
    assert plan.changes.count() == before


def test_same_request_that_comes_twice_writes_once(cast, plan, row):
    by, key = cast.actor("chair"), "a" * 32
    edits = [CellEdit("term", "5 мая", row.term)]
    first = edit_cells(plan=plan, uid=row.uid, edits=edits, key=key, by=by)
    again = edit_cells(plan=plan, uid=row.uid, edits=edits, key=key, by=by)
    assert again.change == first.change


def test_deleted_row_and_wrong_value_are_sentences(cast, plan, row):
    by = cast.actor("chair")
    long = [CellEdit("term", "м" * 501, row.term)]
    with pytest.raises(ValidationError) as refusal:
        edit_cells(plan=plan, uid=row.uid, edits=long, by=by)
    assert list(refusal.value.message_dict) == ["term"]
    delete_event(event=row, by=by)
    with pytest.raises(ValidationError, match="удалил другой человек"):
        edit_cells(plan=plan, uid=row.uid, edits=[CellEdit("term", "май", "")], by=by)


def test_only_authors_write_and_only_into_an_open_plan(cast, plan, row):
    edits = [CellEdit("term", "5 мая", row.term)]
    with pytest.raises(PermissionDenied):
        edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("curator"))
    plan = bring_to(plan, "signoff")
    with pytest.raises(ValidationError, match="на согласовании"):
        edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))


def test_other_fields_of_the_row_stay_whole(cast, plan, row):
    before = row_values(row)
    edits = [CellEdit("responsible", "Совет\nГость", "\n".join(p.text for p in before.responsible))]
    written = edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))
    assert [p.text for p in written.stored.responsible] == ["Совет", "Гость"]
    assert (written.stored.title, written.stored.agenda) == (before.title, before.agenda)


@pytest.mark.parametrize("field", ["title", "term", "responsible"])
def test_it_asks_as_much_of_a_long_plan_as_of_a_short_one(cast, field):
    counts = set()
    for rows in (1, 15):
        association = cast.association if rows == 1 else cast.other_association
        layout = "rumo-directions" if rows == 1 else "omo-directions"
        plan = make_plan(layout, association=association, rows=rows)
        row = plan.events.order_by("section", "order").first()
        base = "\n".join(p.text for p in row.responsible.all())
        base = base if field == "responsible" else getattr(row, field)
        by = cast.actor("methodist")
        with CaptureQueriesContext(connection) as queries:
            edits = [CellEdit(field, "Слёт", base)]
            edit_cells(plan=plan, uid=row.uid, edits=edits, by=by)
        counts.add(len(queries))
    assert len(counts) == 1
