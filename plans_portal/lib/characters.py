"""Makes text use the usual characters: symbol fonts, control characters, composed letters."""

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
# Two that XML cannot hold: U+FFFD shows that something was there.
_LOST: Final = {"\ufffe": "\ufffd", "\uffff": "\ufffd"}
# Marks of direction turn letters round on the screen: what is read would not be what is stored.
TURNING: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# U+2010 is what the paper prints where it cuts a word; authors' own hyphens are «-».
_USUAL: Final = {**PICTURES, **_LOST, **dict.fromkeys(TURNING, ""), "\u2010": "-"}
_ODD: Final = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2010\ue000-\uf8ff\ufffe\uffff\ud800-\udfff{TURNING}]",
)
# Words are shorter; in a longer run a letter may stay apart from its accent.
_PIECE: Final = re.compile(r"\S{1,256}|\s+")


def normalize_characters(text: str) -> str:
    """The text in usual characters: symbols of fonts as Unicode ones, control ones as spaces."""
    return _ODD.sub(_usual, text)


def normalize_values[T](values: T) -> T:
    """The value, a dataclass or a tuple, with every text in it in usual characters."""
    return cast("T", _normalized(values))


def plain_words(text: str) -> str:
    """The words of a text for comparison: small letters, «ё» as «е», a space between them."""
    return " ".join(text.casefold().replace("ё", "е").split())


def composed(text: str) -> str:
    """The text in NFC, in pieces: the time for a long run of accents grows as its square."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(unicodedata.normalize("NFC", piece) for piece in _PIECE.findall(text))


def comparable(word: str) -> str:
    """The word for comparison: composed, without letter case; ё stays ё."""
    return composed(word).casefold()


def _usual(match: re.Match[str]) -> str:
    character = match.group()
    if "\ud800" <= character <= "\udfff":
        # Half of a character: no database holds it.
        return "\ufffd"
    return _USUAL.get(character, "•" if character >= "\ue000" else " ")


def _normalized(value: Any) -> Any:
    if isinstance(value, str):
        return normalize_characters(value)
    if isinstance(value, tuple):
        return tuple(_normalized(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        own = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _normalized(one) for name, one in own.items()})
    return value
