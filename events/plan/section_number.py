"""The automatic number of a section."""

from typing import Final

_ROMAN: Final = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
)


def section_number(position: int, style: str) -> str:
    """The automatic number of the section at a 1-based position: «2», «II» or nothing."""
    if style == "none":
        return ""
    return _roman(position) if style == "roman" else str(position)


def _roman(number: int) -> str:
    digits = []
    for value, letters in (*_ROMAN, (1, "I")):
        while number >= value:
            digits.append(letters)
            number -= value
    return "".join(digits)
