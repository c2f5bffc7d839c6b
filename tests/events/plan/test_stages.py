"""Which steps of a stage must still be decided."""

import pytest

from events.plan.content import StepContent
from events.plan.stages import lacking, not_needed
from events.plan.vocabulary import Verb


def steps(*shapes: tuple[str, int, int]) -> list[StepContent]:
    """Steps named a, b, c … by their verb, stage and how many are enough."""
    return [
        StepContent(uid=uid, verb=Verb(verb), stage=stage, enough=enough)
        for uid, (verb, stage, enough) in zip("abcdef", shapes, strict=False)
    ]


ALL = steps(("agree", 1, 0), ("agree", 1, 0), ("approve", 2, 0), ("close", 1, 0))
ANY = steps(("agree", 1, 1), ("agree", 1, 1), ("agree", 1, 0), ("approve", 2, 0))
TWO = steps(("agree", 1, 2), ("agree", 1, 2), ("agree", 1, 2), ("approve", 2, 0))


@pytest.mark.parametrize(
    ("given", "signed", "wanted"),
    [
        (ALL, "", "abc"),
        (ALL, "a", "bc"),
        (ALL, "abc", ""),
        (ANY, "", "abcd"),
        (ANY, "b", "cd"),
        (ANY, "c", "abd"),
        (ANY, "bcd", ""),
        (TWO, "a", "bcd"),
        (TWO, "ac", "d"),
        (TWO, "acd", ""),
    ],
)
def test_what_is_lacking(given, signed, wanted):
    assert "".join(step.uid for step in lacking(given, set(signed))) == wanted


def test_who_was_not_needed_is_told_once_the_others_are_enough():
    assert not_needed(TWO, {"a"}) == set()
    assert not_needed(TWO, {"a", "b"}) == {"c"}
    assert not_needed(ALL, {"a", "b", "c"}) == set()


def test_of_fewer_than_are_enough_all_are_needed():
    few = steps(("agree", 1, 3), ("agree", 1, 3))
    assert [step.uid for step in lacking(few, {"a"})] == ["b"]
    assert lacking(few, {"a", "b"}) == []


def test_stages_do_not_help_each_other():
    two = steps(("agree", 1, 1), ("agree", 2, 1), ("agree", 2, 1))
    assert [step.uid for step in lacking(two, {"b"})] == ["a"]
