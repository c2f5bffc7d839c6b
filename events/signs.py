"""Signs that no text should hold, as everybody writes them: for what comes in and goes on paper.

It knows private signs of fonts and of machines; it refuses to touch letters and to know where
the text stands.
"""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, cast

# Symbol and Wingdings keep their pictures at U+F000 and above.
PICTURES: Final = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0fe": "☑",
    "\uf0a8": "☐", "\uf06f": "☐", "\uf078": "☒", "\uf0fd": "☒", "\uf0e0": "→", "\uf0ae": "→",
    "\uf076": "❖", "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf0b0": "°",
}  # fmt: skip
# Two that XML cannot hold: a mark shows that something stood there.
_LOST: Final = {"\ufffe": "\ufffd", "\uffff": "\ufffd"}
# U+2010 is what the paper sets where it cuts a word; authors' own hyphens are «-».
_USUAL: Final = {**PICTURES, **_LOST, "\u2010": "-"}
_ODD: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2010\ue000-\uf8ff\ufffe\uffff]",
)


# Words are shorter; in a longer run a letter may stay parted from a mark over it.
_PIECE: Final = re.compile(r"\S{1,256}|\s+")


def plain(text: str) -> str:
    """The same text with usual signs: pictures of fonts as such, control signs as blanks."""
    return _ODD.sub(_usual, text)


def composed(text: str) -> str:
    """The text in NFC, piece by piece: a long run of marks over one letter costs its square."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(unicodedata.normalize("NFC", piece) for piece in _PIECE.findall(text))


def plainly[T](values: T) -> T:
    """The same value, a dataclass or a tuple, with every text in it in usual signs."""
    return cast("T", _plainly(values))


def _usual(match: re.Match[str]) -> str:
    sign = match.group()
    return _USUAL.get(sign, "•" if sign >= "\ue000" else " ")


def _plainly(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, tuple):
        return tuple(_plainly(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        own = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _plainly(one) for name, one in own.items()})
    return value
