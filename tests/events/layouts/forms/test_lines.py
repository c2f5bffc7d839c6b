"""Repeated lines of a layout's form: actions of their buttons, own columns of sections."""

import pytest

from events.layouts.forms.lines import SectionLines
from events.layouts.queries.values import PrescribedSection
from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole

EVENT = ColumnContent(ColumnRole.EVENT, "Мероприятие", 60)
SECTIONS = (PrescribedSection(heading="Первый"), PrescribedSection(heading="Второй"))


@pytest.mark.parametrize(
    ("action", "headings"),
    [
        ("sections up 1", ["Второй", "Первый"]),
        ("sections remove 0", ["Второй"]),
        ("sections add", ["Первый", "Второй", ""]),
        ("columns add", ["Первый", "Второй"]),
    ],
)
def test_buttons_move_remove_and_add_sections(action, headings):
    lines = SectionLines(initial=SECTIONS)
    lines.do(action)
    assert [section.heading for section in lines.sections()] == headings


def test_first_own_columns_are_a_copy_and_move_with_their_section():
    lines = SectionLines(initial=SECTIONS)
    lines.do("sections-1-columns add", [EVENT])
    lines.do("sections up 1")
    first, second = lines.sections()
    assert (first.heading, first.columns, second.columns) == ("Второй", (EVENT,), ())
    assert [line.is_special for line in lines] == [True, False]


def test_too_many_posted_sections_are_not_read():
    assert len(SectionLines(data={"sections-count": "9" * 5000})) == 0
    assert len(SectionLines(data={"sections-count": "999999"})) == 25
