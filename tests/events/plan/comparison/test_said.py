"""What differs, said in a few words."""

from dataclasses import replace

import pytest

from events.plan.comparison import compare
from events.plan.comparison.said import said_in_short
from events.plan.content import PlanContent, StepContent
from tests.events.plan.comparison.test_compared import plan, rows, section


def said(before: PlanContent, after: PlanContent, **how) -> str:
    return said_in_short(compare(before, after, **how))


def retyped(*uids: str, of: str) -> PlanContent:
    """A plan of these rows, of which some have other words."""
    found = (replace(one, title="Иное") if one.uid in uids else one for one in rows(of))
    return plan(replace(section("s"), events=tuple(found)))


@pytest.mark.parametrize("whole", [True, False])
def test_same_words_say_nothing(whole):
    assert said(plan(section("s", "ab")), plan(section("s", "ab")), whole=whole) == ""


@pytest.mark.parametrize("whole", [True, False])
def test_rows_are_named_by_their_numbers(whole):
    before = plan(section("s", "abcd"))
    assert said(before, retyped("b", of="abcd"), whole=whole) == "изменена строка 2"
    assert said(before, retyped("b", "d", of="abcd"), whole=whole) == "изменены строки 2, 4"
    assert said(before, plan(section("s", "abc"))) == "убрана строка 4"
    assert said(before, plan(section("s", "abcdef"))) == "добавлены строки 5, 6"
    assert said(before, plan(section("s", "bcda"))) == "перемещена строка 4"


def test_many_numbers_are_counted():
    letters = "abcdefghij"
    found = said(plan(section("s", letters)), retyped(*letters, of=letters))
    assert found == "изменены строки 1, 2, 3, 4, 5, 6 и ещё 4"
    assert len(f"в редакции 1; с тех пор {found}; добавлены строки; убраны строки; разделы") < 300


def test_all_kinds_stand_in_one_sentence():
    after = replace(
        retyped("a", of="ac"),
        title=("Другой",),
        steps=(StepContent(uid="x", position="Директор"),),
    )
    after = replace(after, sections=(replace(after.sections[0], heading="Иной"),))
    assert said(plan(section("s", "ab")), after) == (
        "изменена строка 1; добавлена строка 2; убрана строка 2; изменены разделы;"
        " изменён заголовок или сведения о плане; изменены грифы"
    )
