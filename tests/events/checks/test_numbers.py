"""Numbers of rows: gaps, repeats, and schemes of the author."""

import pytest

from events.checks import repair
from events.plan.outline import rows_of
from tests.drafts import REPORT, codes, only, plan, plan_of, row, section


def numbered(*numbers, **values):
    rows = [
        row(f"Встреча {word}", number=number)
        for number, word in zip(numbers, ("первая", "вторая", "третья", "четвёртая"), strict=False)
    ]
    return plan(section(*rows, **values), layout={"numbering": "restart"})


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (("", "", "4.", ""), "1., 2., 4., 4."),
        (("", "5.", "2."), "после 1. идёт 5."),
        (("1.", "2.", "2.", "3."), "номер 2. повторяется"),
        (("3.", "1.1", "1.2", "1.3"), "после 3. идёт 1.1"),
    ],
)
def test_numbers_by_hand_that_break_or_repeat_are_found(numbers, words):
    found = only(numbered(*numbers), "numbers")
    assert words in found.text
    assert found.field == "number"


@pytest.mark.parametrize(
    "numbers",
    [
        ("0.", "1.", "2."),
        ("5.", "6.", "7."),
        ("3.1", "3.2", "3.3"),
        ("а)", "б)", "в)"),
        ("", "", ""),
    ],
)
def test_scheme_of_ones_own_is_no_finding(numbers):
    assert "numbers" not in codes(numbered(*numbers))


def test_number_over_several_rows_is_no_finding():
    content = plan_of(row(), row("Выставка", same_number=True), row("Сбор", same_number=True))
    assert "numbers" not in codes(content)


def test_numbers_of_another_section_are_found_where_they_were_typed():
    first = section(row(), REPORT, uid="s1")
    second = section(
        row("Сбор", uid="a", number="1.1"), row("Слёт", uid="b", number="1.2"), uid="s2"
    )
    content = plan(first, second, layout={"numbering": "section"})
    assert only(content, "numbers").uid == "a"


def test_numbers_that_run_through_may_start_anew_in_no_section():
    first = section(row(), REPORT, uid="s1")
    second = section(row("Сбор", uid="a", number="7."), uid="s2")
    content = plan(first, second, layout={"numbering": "through"})
    assert only(content, "numbers").uid == "a"


def test_numbers_by_hand_become_automatic():
    rows = (row("Сбор"), row("Слёт", number="4."), row("Смотр", number="4."))
    content = plan(section(*rows), layout={"numbering": "restart"})
    mended = repair(content, only(content, "numbers"))
    assert [one.number for one in rows_of(mended)] == ["1.", "2.", "3."]
    assert "numbers" not in codes(mended)
