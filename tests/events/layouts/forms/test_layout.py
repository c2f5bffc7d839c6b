"""The form of a layout: values of valid fields, and messages."""

from dataclasses import replace

import pytest

from events.layouts.forms.layout import LayoutForm
from events.layouts.queries.values import LayoutValues
from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole

BASE = LayoutValues(
    name="Форма",
    association_kind="rumo",
    period_kind="calendar",
    title_pattern="План\n{period}",
    sections_as="band",
    section_numbers="none",
    numbering="through",
    responsible_as="lines",
)
EVENT = ColumnContent(ColumnRole.EVENT, "Мероприятие", 60)


def test_form_that_was_opened_has_the_values_of_its_layout():
    base = replace(BASE, columns=(EVENT,))
    assert LayoutForm(base=base).values == base


def test_invalid_field_keeps_its_value_and_has_a_message():
    form = LayoutForm(base=BASE, data={"name": "Новая", "title_pattern": "План {кого}"})
    assert not form.is_valid()
    assert (form.values.name, form.values.title_pattern) == ("Новая", BASE.title_pattern)
    assert "Исправьте: {кого}" in form.fields.errors["title_pattern"][0]
    assert form.has_faults


@pytest.mark.parametrize(("count", "is_refused"), [(16, False), (17, True)])
def test_more_columns_than_a_sheet_takes_are_refused(count, is_refused):
    data = {"columns-count": str(count)}
    for place in range(count):
        data |= {f"columns-{place}-role": "note", f"columns-{place}-heading": "Графа"}
    form = LayoutForm(base=BASE, data=data)
    form.is_valid()
    assert any("Граф больше" in message for message in form.refusals) == is_refused
