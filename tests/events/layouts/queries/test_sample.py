"""The made-up plan that shows a layout."""

from dataclasses import replace

import pytest

from events.layouts.queries.sample import sample_content, sample_title
from events.layouts.queries.values import (
    layout_values,
)
from events.models import Layout
from events.plan.codec import from_json, to_json
from events.plan.outline import TableBlock, outline
from tests.factories import TODAY
from tests.plans import LAYOUTS


def built_in(code: str = "moc-results"):
    return layout_values(Layout.objects.get(code=code, institution=None))


@pytest.mark.parametrize("code", LAYOUTS)
@pytest.mark.django_db
def test_specimen_fills_every_column_and_nothing_is_homeless(code):
    content = sample_content(built_in(code), TODAY)
    assert from_json(to_json(content)) == content
    for block in outline(content):
        if not isinstance(block, TableBlock):
            continue
        filled_roles = {cell.role for row in block.rows for cell in row.cells if cell.lines}
        assert filled_roles == {column.role for column in block.columns}
        text = " ".join(line.text for row in block.rows for c in row.cells for line in c.lines)
        assert "Результат:" not in text
        assert "Место:" not in text


@pytest.mark.django_db
def test_specimen_of_nothing_can_still_be_drawn():
    values = replace(built_in(), columns=(), sections=(), seats=(), title_pattern="{period}")
    (block,) = outline(sample_content(values, TODAY))
    assert [column.heading for column in block.columns] == ["Здесь встанут графы"]
    assert sample_title(values, TODAY) == "на 2027 год"
    assert sample_title(replace(values, period_kind="academic"), TODAY) == (
        "на 2026–2027 учебный год"
    )
