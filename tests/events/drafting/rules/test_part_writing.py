"""What is in a patch is written, at its place."""

from dataclasses import asdict

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.drafting.queries.row_values import AgendaItemValues, ResponsibleValues, row_values
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.part_writing import write_patch
from events.drafting.rules.parts import conflicts_with, deletion_of, place_of, row_fields
from events.models import Event, Section
from events.plan.patch import PartChange, PartKind, Place, difference, inverse
from tests.factories import make_organisation
from tests.plans import make_plan


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=4)


def rows(plan) -> list[Event]:
    found = plan.events.filter(parent=None).select_related("section", "parent")
    return list(found.order_by("section__order", "order"))


def test_section_with_all_in_it_goes_and_comes_back(plan):
    section = plan.sections.select_related("parent").order_by("order").first()
    part = rows(plan)[0]
    Event.objects.filter(pk=rows(plan)[1].pk).update(parent=part, order=1)
    before = read_content(plan)
    patch = deletion_of(section)
    write_patch(plan, patch)
    assert not Section.objects.filter(pk=section.pk).exists()
    assert conflicts_with(plan, inverse(patch)) == []
    write_patch(plan, inverse(patch))
    assert read_content(plan) == before


@pytest.mark.parametrize("at", [0, 1, 3])
def test_row_goes_and_comes_back_to_its_place(plan, at):
    before, row = read_content(plan), rows(plan)[at]
    patch = deletion_of(row)
    write_patch(plan, patch)
    assert read_content(plan) != before
    write_patch(plan, inverse(patch))
    assert read_content(plan) == before


def test_step_goes_and_comes_back(plan):
    before = read_content(plan)
    patch = deletion_of(plan.steps.order_by("order").first())
    write_patch(plan, patch)
    write_patch(plan, inverse(patch))
    assert read_content(plan) == before


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("responsible", asdict(ResponsibleValues("Совет"))),
        ("agenda", asdict(AgendaItemValues("О"))),
    ],
)
def test_list_that_the_patch_does_not_name_stays(plan, name, item):
    meeting = plan.events.filter(is_meeting=True).first()
    before = row_fields(row_values(meeting))
    assert before["responsible"]
    assert before["agenda"]
    write_patch(plan, difference(PartKind.ROW, meeting.uid, before, {name: [item]}))
    assert row_fields(row_values(plan.events.get(pk=meeting.pk))) == {**before, name: [item]}


def test_wrong_value_names_its_field(plan):
    row = rows(plan)[0]
    patch = difference(PartKind.ROW, row.uid, {"term": row.term}, {"term": "м" * 501})
    with pytest.raises(ValidationError) as refusal:
        write_patch(plan, patch)
    assert list(refusal.value.message_dict) == ["term"]


def test_row_moves_to_another_section_with_its_parts_and_dates(plan):
    row, target = rows(plan)[0], plan.sections.order_by("-order").first()
    was = place_of(row)
    patch = (PartChange(PartKind.ROW, row.uid, {}, {}, was, Place(target.uid)),)
    write_patch(plan, patch)
    row.refresh_from_db()
    assert (row.section_id, row.order) == (target.pk, 1)
    write_patch(plan, inverse(patch))
    assert place_of(Event.objects.select_related("section").get(pk=row.pk)) == was


def test_queries_do_not_grow_with_the_rows(cast):
    counts = set()
    for number in (3, 12):
        association = cast.association if number == 3 else cast.other_association
        layout = "rumo-directions" if number == 3 else "omo-directions"
        plan = make_plan(layout, association=association, rows=number)
        section = plan.sections.select_related("parent").order_by("order").first()
        with CaptureQueriesContext(connection) as queries:
            patch = deletion_of(section)
            write_patch(plan, patch)
            conflicts_with(plan, inverse(patch))
            write_patch(plan, inverse(patch))
        counts.add(len(queries))
    assert len(counts) == 1


def test_row_comes_back_without_whom_the_directory_has_lost(cast, plan):
    row = rows(plan)[0]
    organisation = make_organisation(cast.institution)
    row.responsible.update(kind="organisation", organisation=organisation)
    patch = deletion_of(row)
    write_patch(plan, patch)
    organisation.delete()
    write_patch(plan, inverse(patch))
    back = plan.events.get(uid=row.uid).responsible
    assert back.count() == 2
    assert not back.exclude(organisation=None).exists()
