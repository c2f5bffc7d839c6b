"""Constraints of the database hold plain values."""

from events.plan.vocabulary import Verb
from plans_portal.lib.constraints import one_of


def test_constraint_holds_plain_values():
    condition = one_of("verb", Verb, "verb_known", blank=True).condition
    assert condition.children == [("verb__in", ["agree", "approve", "close", ""])]
    assert {type(value) for value in condition.children[0][1]} == {str}
