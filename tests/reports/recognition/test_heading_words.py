"""What the words of column headings name."""

import pytest

from events.plan.roles import ColumnRole
from reports.recognition.heading_words import (
    LONGEST,
    TICK,
    comparable_heading,
    mentions_role,
    role_of,
)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("№ п/п", ColumnRole.NUMBER),
        ("Срок проведения мероприятия", ColumnRole.TERM),
        ("Место и дата проведения", ColumnRole.TERM),
        ("Место проведения", ColumnRole.PLACE),
        ("Наименование", ColumnRole.EVENT),
        ("Ответственные исполнители", ColumnRole.RESPONSIBLE),
        ("Цвет", None),
        ("", None),
    ],
)
def test_role_that_a_heading_names(heading, role):
    assert role_of(heading) == role


def test_long_text_is_no_heading():
    assert role_of("Срок" + " и ещё" * LONGEST) is None


def test_heading_may_name_several_roles():
    assert mentions_role("Форма, тема мероприятия", ColumnRole.FORM)
    assert mentions_role("Форма, тема мероприятия", ColumnRole.EVENT)
    assert not mentions_role("Форма", ColumnRole.EVENT)


def test_hyphens_of_broken_lines_are_removed():
    assert comparable_heading("Ответствен- ный за учёт") == "ответственный за учет"


@pytest.mark.parametrize(
    ("text", "expected"), [("+", True), ("✓", True), ("да", False), ("", False)]
)
def test_ticks(text, expected):
    assert bool(TICK.match(text)) is expected
