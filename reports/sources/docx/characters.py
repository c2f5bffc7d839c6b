"""Characters that office programs store in their own way, in their usual form."""

from typing import Final

from plans_portal.lib.characters import normalize_characters

# The no-break hyphen: people search for words with the usual one.
HOLDING: Final = "\u2011"


def with_usual_hyphens(text: str) -> str:
    """The same text in usual characters, no-break hyphens too."""
    return normalize_characters(text).replace(HOLDING, "-")


def symbol(code: str) -> str:
    """The character of this hexadecimal code, as in `w:sym`; empty where there is none."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    # Half of a character, or one that no text can hold.
    if "\ud800" <= character <= "\udfff" or character < " ":
        return ""
    return with_usual_hyphens(character)
