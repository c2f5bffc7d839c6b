"""Rows that say the same twice."""

import pytest

from events.checks import repair
from events.plan.content import (
    ResponsibleContent,
)
from tests.drafts import codes, only, plan_of, row


def test_doubled_row_is_found_though_marks_endings_and_order_differ():
    content = plan_of(
        row("Круглый стол «Опыт наставника» для молодых учителей", "март"),
        row("Для молодых учителей круглый стол: «Опыт наставников»", "Март 2026 г."),
    )
    found = only(content, "doubled")
    assert (found.uid, found.text) == ("e2", "Строка 2: то же, что и строка 1.")


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Вебинар для учителей математики старших классов", "апрель"),
        ("Вебинар для учителей физики старших классов", "март"),
        ("Вебинар № 2 для учителей математики старших классов", "март"),
        ("Вебинар для учителей математики старших классов и родителей детей", "март"),
    ],
)
def test_another_term_subject_or_number_makes_another_row(title, term):
    content = plan_of(row("Вебинар для учителей математики старших классов"), row(title, term))
    assert "doubled" not in codes(content)


def test_exact_double_is_taken_out_and_a_near_one_is_left_to_people():
    content = plan_of(row("Круглый стол молодых учителей"), row("Круглый стол молодых учителей"))
    mended = repair(content, only(content, "doubled"))
    assert [one.uid for one in mended.sections[0].events] == ["e1", "report"]
    other = (ResponsibleContent("Другой отдел"),)
    near = plan_of(
        row("Круглый стол молодых учителей"),
        row("Круглый стол молодых учителей", responsible=other),
    )
    assert only(near, "doubled").repair is None
