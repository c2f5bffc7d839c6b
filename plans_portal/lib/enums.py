"""Enumerations with Russian labels: the one list that models, forms, JSON and pages take from.

A value is a plain string everywhere outside Python: in the database, in JSON, in a template.
"""

from enum import EnumType, StrEnum
from typing import Any, Literal, Self


class _LabelledType(EnumType):
    """What an enumeration as a whole gives, under the names that Django's own choices have."""

    @property
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of value and label, for fields of models and forms."""
        members: list[LabelledEnum] = list(cls)
        return [(one.value, one.label) for one in members]

    @property
    def values(cls) -> list[str]:
        """The values alone, for constraints."""
        return [value for value, _ in cls.choices]


class LabelledEnum(StrEnum, metaclass=_LabelledType):
    """A member is written as `CODE = "code", "Название"`; more facts follow the label.

    An enumeration with more facts takes them in its own `__init__`.
    """

    label: str

    def __new__(cls, value: str, *_facts: Any) -> Self:
        """Make the member equal to its value."""
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    # The label has a default only because a look-up, `Kind("code")`, is checked as such a call.
    def __init__(self, _value: str, label: str = "") -> None:
        self.label = label

    @classmethod
    def or_blank(cls, value: str) -> Self | Literal[""]:
        """The member with this value, or "" where nothing is said.

        Raises:
            ValueError: something is said, and it is none of them.

        """
        return cls(value) if value else ""
