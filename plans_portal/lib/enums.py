"""Enumerations with Russian labels, for models, forms, JSON and pages.

A value is a plain string everywhere outside Python: in the database, in JSON, in a template.
"""

from enum import EnumType, StrEnum
from typing import Any, Literal, Self


class _LabelledType(EnumType):
    """The properties of an enumeration class, named as those of Django's choices."""

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
    """A member is written as `CODE = "code", "Название"`; more facts may follow the label.

    An enumeration with more facts takes them in its own `__init__`.
    """

    label: str

    def __new__(cls, value: str, *_facts: Any) -> Self:
        """Make the member equal to its value."""
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    # The label has a default only because mypy checks `Kind("code")` as a call of this.
    def __init__(self, _value: str, label: str = "") -> None:
        self.label = label

    @classmethod
    def or_blank(cls, value: str) -> Self | Literal[""]:
        """The member with this value, or "" for "". Raises ValueError for an unknown value."""
        return cls(value) if value else ""
