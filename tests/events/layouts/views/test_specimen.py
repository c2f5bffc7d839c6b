"""The specimen of a layout: its sheet, title and faults."""

from dataclasses import replace

from events.layouts.queries.values import layout_values
from events.layouts.views.specimen import specimen_of
from events.models import Layout
from tests.factories import TODAY
from tests.layouts import without


def test_specimen_shows_the_title_and_whether_the_layout_is_stopped(db):
    values = layout_values(Layout.objects.get(code="moc-results", institution=None))
    specimen = specimen_of(replace(values, title_pattern="Карта {period}"), TODAY)
    assert specimen.title == "Карта на 2027 год"
    assert not specimen.is_stopped
    assert specimen_of(without(values, "event"), TODAY).is_stopped
