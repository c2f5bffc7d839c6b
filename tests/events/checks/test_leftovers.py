"""Blanks of a form that were not filled in."""

from dataclasses import replace

import pytest

from events.checks import check_content
from events.plan.content import (
    ResponsibleContent,
)
from tests.drafts import APPROVER, codes, only, plan, plan_of, row, section


def test_plan_without_rows_title_or_steps_is_blocked():
    content = plan(section(), title=(" ",), steps=(), layout={})
    blocking = [one.code for one in check_content(content) if one.blocks]
    assert set(blocking) == {"no_rows", "title_empty", "no_steps"}


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Конкурс «________»"},
        {"title": "…"},
        {"title": "Наименование мероприятия"},
        {"term": "___ марта"},
        {"term": "дд.мм.гггг"},
        {"place": "(указать место)"},
        {"responsible": (ResponsibleContent("ФИО"),)},
        {"responsible": (ResponsibleContent("Руководитель (Ф.И.О.)"),)},
        {"result": "приказ № …"},
    ],
)
def test_leftover_of_a_form_blocks(values):
    found = only(plan_of(row(**values)), "leftover")
    assert (found.severity, found.uid, found.field) == ("blocks", "e1", next(iter(values)))


def test_lines_of_a_stamp_that_a_pen_fills_are_no_leftovers():
    step = replace(
        APPROVER,
        mode="order",
        act="приказом института от ________ № ____",
        date_line="«____» ____________ 2026 г.",
        after_name="(ФИО)",
        before_name="(подпись)",
    )
    assert codes(plan_of(row(), steps=(step,))) == []
