"""Cells written one by one: two people in one row lose nothing of each other's."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.drafting.queries.row_values import row_values
from events.drafting.rules.cells import CellEdit, NewPart, edit_cells
from events.drafting.rules.rows import delete_event
from events.drafting.rules.undo import undo_change
from events.plan.patch import PartKind, Place
from tests.plans import bring_to, make_plan


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=3)


@pytest.fixture
def row(plan):
    return plan.events.order_by("section", "order").first()


def test_cell_is_written_and_recorded_alone(cast, plan, row):
    term = row.term
    edits = [CellEdit("term", "5 мая", row.term)]
    written = edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))
    assert (written.texts, written.conflicts) == ({"term": "5 мая"}, ())
    [part] = written.change.patch or []
    assert part["after"] == {"term": "5 мая"}
    row.refresh_from_db()
    assert row.occurrences.get().ends.month == 5
    undo_change(change=written.change, by=cast.actor("chair"))
    assert plan.events.get(pk=row.pk).term == term


def test_different_cells_of_two_people_are_both_kept(cast, plan, row):
    first = [CellEdit("term", "5 мая", row.term)]
    edit_cells(plan=plan, uid=row.uid, edits=first, by=cast.actor("secretary"))
    second = [CellEdit("title", "Слёт", row.title)]
    written = edit_cells(plan=plan, uid=row.uid, edits=second, by=cast.actor("chair"))
    assert written.conflicts == ()
    row.refresh_from_db()
    assert (row.term, row.title) == ("5 мая", "Слёт")


def test_same_cell_is_told_with_what_stands_there_and_the_rest_is_written(cast, plan, row):
    theirs = [CellEdit("term", "5 мая", row.term)]
    edit_cells(plan=plan, uid=row.uid, edits=theirs, by=cast.actor("secretary"))
    mine = [CellEdit("term", "6 мая", row.term), CellEdit("title", "Слёт", row.title)]
    written = edit_cells(plan=plan, uid=row.uid, edits=mine, by=cast.actor("chair"))
    assert written.conflicts == (mine[0],)
    assert written.texts == {"term": "5 мая", "title": "Слёт"}


def test_hard_spaces_of_names_are_no_conflict_and_keep_whom_they_name(cast, plan, row):
    person, by = cast.person("chair"), cast.actor("chair")
    assert "\u00a0" in person.short_name
    known = "\n".join(one.text for one in row.responsible.all())
    first = [CellEdit("responsible", person.short_name, known)]
    assert edit_cells(plan=plan, uid=row.uid, edits=first, by=by).conflicts == ()
    more = [CellEdit("responsible", f"{person.short_name}\nСовет", person.short_name)]
    assert edit_cells(plan=plan, uid=row.uid, edits=more, by=by).conflicts == ()
    named = row.responsible.order_by("order").values_list("text", "person_id")
    assert list(named) == [(person.short_name, person.pk), ("Совет", None)]


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
    edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))
    after = row_values(plan.events.get(pk=row.pk))
    assert [p.text for p in after.responsible] == ["Совет", "Гость"]
    assert (after.title, after.agenda) == (before.title, before.agenda)


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


def test_row_and_section_are_added_by_their_first_words(cast, plan, row):
    by, uid = cast.actor("chair"), "c" * 32
    section = NewPart(Place("", "", row.section.uid))
    edits = [CellEdit("heading", "Конкурсы", "")]
    edit_cells(plan=plan, kind=PartKind.SECTION, uid=uid, edits=edits, new=section, by=by)
    assert plan.sections.get(uid=uid).order == row.section.order + 1
    place = NewPart(Place(uid), meeting=True)
    edits = [CellEdit("title", "Заседание № 1", "")]
    written = edit_cells(plan=plan, uid="d" * 32, edits=edits, new=place, by=by)
    added = plan.events.get(uid="d" * 32)
    assert (added.title, added.is_meeting, added.section.uid) == ("Заседание № 1", True, uid)
    # The second words of the row come with its place too, for their answer may be late.
    again = [CellEdit("term", "5 мая", "")]
    later = edit_cells(plan=plan, uid="d" * 32, edits=again, new=place, by=by)
    assert plan.events.get(uid="d" * 32).term == "5 мая"
    undo_change(change=later.change, by=by)
    undo_change(change=written.change, by=by)
    assert not plan.events.filter(uid="d" * 32).exists()


def test_heading_and_lead_in_are_written_with_their_base(cast, plan, row):
    by, section = cast.actor("chair"), row.section
    title = [CellEdit("title", "План\n\n  на 2027 год ", plan.title)]
    edit_cells(plan=plan, kind=PartKind.HEADING, uid="", edits=title, by=by)
    plan.refresh_from_db()
    assert plan.title == "План\nна 2027 год"
    edits = [CellEdit("heading", "Иное", "не то"), CellEdit("lead_in", "Всем:", section.lead_in)]
    kind = PartKind.SECTION
    written = edit_cells(plan=plan, kind=kind, uid=section.uid, edits=edits, by=by)
    assert written.conflicts == (edits[0],)
    section.refresh_from_db()
    assert section.lead_in == "Всем:"


def test_list_is_no_conflict_though_its_marks_are_drawn_otherwise(cast, plan, row):
    plan.events.filter(pk=row.pk).update(title="Слёт\n\n- турнир ")
    edits = [CellEdit("title", "Слёт", "Слёт\n– турнир")]
    written = edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))
    assert written.conflicts == ()


def test_row_is_added_to_a_table_only(cast, plan):
    text = plan.sections.create(kind="text", order=99)
    edits, new = [CellEdit("title", "Слёт", "")], NewPart(Place(text.uid))
    with pytest.raises(ValidationError, match="только в разделе с таблицей"):
        edit_cells(plan=plan, uid="d" * 32, edits=edits, new=new, by=cast.actor("chair"))


@pytest.mark.parametrize("kind", [PartKind.ROW, PartKind.SECTION])
def test_uid_of_a_part_of_another_kind_is_taken(cast, plan, row, kind):
    uid = row.section.uid if kind == PartKind.ROW else row.uid
    new = NewPart(Place(row.section.uid) if kind == PartKind.ROW else Place())
    by = cast.actor("chair")
    with pytest.raises(ValidationError, match="Обновите страницу"):
        edit_cells(plan=plan, kind=kind, uid=uid, edits=[], new=new, by=by)


@pytest.mark.parametrize("field", ["title", "responsible", "agenda", "events"])
def test_text_that_no_cell_holds_is_refused_at_its_field(cast, plan, row, field):
    edits = [CellEdit(field, "Слёт\n" * 20_001, "")]
    with pytest.raises(ValidationError) as refusal:
        edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))
    assert list(refusal.value.message_dict) == [field]


@pytest.mark.parametrize("field", ["responsible", "agenda"])
def test_list_without_end_is_refused_with_a_sentence(cast, plan, row, field):
    edits = [CellEdit(field, "Совет\n" * 300, "")]
    with pytest.raises(ValidationError, match="не больше 300 строк"):
        edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))


def test_number_is_one_line(cast, plan, row):
    edits = [CellEdit("number", "1\n2", "")]
    edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))
    row.refresh_from_db()
    assert row.number == "1 2"
