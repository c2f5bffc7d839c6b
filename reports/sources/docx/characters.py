"""Characters that office programs keep in ways of their own, as everybody writes them."""

from typing import Final

from plans_portal.lib.characters import normalize_characters

# A hyphen at which no line ends: words with it are looked for as everybody types them.
HOLDING: Final = "\u2011"


def with_usual_hyphens(text: str) -> str:
    """The same text in usual characters, no-break hyphens too."""
    return normalize_characters(text).replace(HOLDING, "-")


def symbol(code: str) -> str:
    """The sign of this hexadecimal code, as `w:sym` writes it; empty where it is none."""
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    # Half of a sign, or one that no text can hold.
    return "" if "\ud800" <= sign <= "\udfff" or sign < " " else with_usual_hyphens(sign)
