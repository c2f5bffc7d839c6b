"""Signs that programs keep in ways of their own, as everybody writes them.

It knows fonts of pictures and hyphens that hold a line together; it refuses to touch letters.
"""

from typing import Final

from events.signs import plain

# A hyphen at which no line ends: words with it are looked for as everybody types them.
HOLDING: Final = "\u2011"


def plain_signs(text: str) -> str:
    """The same text with pictures of symbol fonts and no-break hyphens as usual signs."""
    return plain(text).replace(HOLDING, "-")


def symbol(code: str) -> str:
    """The sign of this hexadecimal code, as `w:sym` writes it; empty where it is none."""
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    # Half of a sign, or one that no text can hold.
    return "" if "\ud800" <= sign <= "\udfff" or sign < " " else plain_signs(sign)
