"""Parts: what stands in the way of a patch is told."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from events.drafting.rules.part_writing import write_patch
from events.drafting.rules.parts import (
    HEADING_FIELDS,
    SECTION_FIELDS,
    STEP_FIELDS,
    conflicts_with,
    deletion_of,
    fields_of,
    place_of,
)
from events.drafting.rules.plans import HeadingValues
from events.drafting.rules.sections import SectionValues
from events.drafting.rules.steps import StepValues
from events.models import Event
from events.plan.patch import PartChange, PartKind, difference
from tests.plans import make_plan


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=4)


def rows(plan) -> list[Event]:
    found = plan.events.filter(parent=None).select_related("section", "parent")
    return list(found.order_by("section__order", "order"))


def test_changed_value_is_told_and_another_one_is_not(plan):
    row = rows(plan)[0]
    patch = difference(PartKind.ROW, row.uid, {"term": row.term}, {"term": "3 мая"})
    Event.objects.filter(pk=row.pk).update(place="Актовый зал")
    assert conflicts_with(plan, patch) == []
    Event.objects.filter(pk=row.pk).update(term="4 мая")
    [conflict] = conflicts_with(plan, patch)
    assert (conflict.field, conflict.stored) == ("term", "4 мая")
    Event.objects.filter(pk=row.pk).update(term="3 мая")
    assert conflicts_with(plan, patch) == []


def test_deletion_stops_before_what_it_does_not_know(plan):
    section = plan.sections.select_related("parent").order_by("order").first()
    patch = deletion_of(section)
    row = rows(plan)[0]
    new = PartChange(PartKind.ROW, "f" * 32, None, fields_of(row), None, place_of(row))
    write_patch(plan, (new,))
    assert [one.uid for one in conflicts_with(plan, patch)] == ["f" * 32]


def test_row_without_a_section_is_told_and_refused(plan):
    row = rows(plan)[0]
    place = replace(place_of(row), section="f" * 32)
    patch = (PartChange(PartKind.ROW, "e" * 32, None, fields_of(row), None, place),)
    assert [one.uid for one in conflicts_with(plan, patch)] == ["e" * 32]
    with pytest.raises(ValidationError, match="удалил другой человек"):
        write_patch(plan, patch)


def test_fields_of_patches_are_those_of_the_forms():
    assert (*SectionValues.__slots__, "columns") == SECTION_FIELDS
    held = ("seat_id", "enough", "position_reason", "position_allowed_by")
    assert (*StepValues.__slots__, *held) == STEP_FIELDS
    assert HeadingValues.__slots__ == HEADING_FIELDS
