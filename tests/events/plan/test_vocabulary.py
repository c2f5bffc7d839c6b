"""Choices that a plan's values are taken from."""

import pytest

from events.plan import vocabulary
from events.plan.vocabulary import Orientation
from plans_portal.lib.enums import LabelledEnum

LISTS = [
    each
    for each in vars(vocabulary).values()
    if isinstance(each, type) and issubclass(each, LabelledEnum) and each is not LabelledEnum
]


@pytest.mark.parametrize("choices", LISTS)
def test_each_choice_has_a_label_of_its_own(choices):
    assert len(set(choices.values)) == len({choice.label for choice in choices}) == len(choices)
    assert all(choice.label for choice in choices)


def test_sheet_is_wider_when_it_lies():
    assert [sheet.text_width for sheet in Orientation] == [210 - 20 - 10, 297 - 20 - 10]
