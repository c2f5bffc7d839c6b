"""Signs that programs keep in ways of their own, as everybody writes them.

It knows fonts of pictures and hyphens that hold a line together; it refuses to touch letters.
"""

import re

# Symbol and Wingdings keep their pictures at U+F000 and above.
PICTURES = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0fe": "☑",
    "\uf0a8": "☐", "\uf06f": "☐", "\uf078": "☒", "\uf0fd": "☒", "\uf0e0": "→", "\uf0ae": "→",
    "\uf076": "❖", "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf0b0": "°",
}  # fmt: skip
HYPHENS = "\u2010\u2011"
ODD = re.compile("[\ue000-\uf8ff\u2010\u2011]")


def plain_signs(text: str) -> str:
    """The same text with pictures of symbol fonts and no-break hyphens as usual signs."""
    if text.isascii() or not ODD.search(text):
        return text
    return ODD.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    sign = match.group()
    return "-" if sign in HYPHENS else PICTURES.get(sign, "•")


def symbol(code: str) -> str:
    """The sign of this hexadecimal code, as `w:sym` writes it; empty where it is none."""
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    # Half of a sign, or one that no text can hold.
    return "" if "\ud800" <= sign <= "\udfff" or sign < " " else plain_signs(sign)
