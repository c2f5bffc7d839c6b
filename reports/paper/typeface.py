"""The paper's typeface: its characters, their widths, and replacements for characters it lacks.

No font of the machine is used, so the same words look the same wherever they are printed.
"""

import html
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from plans_portal.lib.characters import composed, normalize_characters

FOLDER: Final = "vendor/@expo-google-fonts/tinos/"
_REGULAR: Final = f"{FOLDER}400Regular/Tinos_400Regular.ttf"
_BOLD: Final = f"{FOLDER}700Bold/Tinos_700Bold.ttf"

# Invisible characters that allow or forbid a line break; they are kept.
_BREAKS: Final = "\n\t\u00ad\u200b\u2060"
_INVISIBLE: Final = frozenset(("Cc", "Cf", "Zl", "Zp"))
# Characters pasted from messengers, and those of the same meaning in the typeface.
_SAME_MEANING: Final = str.maketrans(
    {
        "✓": "√",
        "✔": "√",
        "☑": "√",
        "✅": "√",
        "☐": "□",
        "✕": "×",
        "✖": "×",
        "❌": "×",
        "➡": "→",
        "➔": "→",
        "➤": "►",
        "⭐": "*",
        "★": "*",
        "❤": "♥",
        "☎": "тел.",
        # Bullets of Word's own fonts.
        "➢": "►",
        "❖": "♦",
        "☒": "×",
    }
)


def printed(text: str) -> str:
    """The text as the paper shows it: a character that the typeface lacks is replaced or named.

    Invisible characters are removed, also those that change the direction of a line.
    """
    return _unprintable().sub(_replacement, composed(text))


def printed_html(source: str) -> str:
    """The same for a page of HTML; a replacement is never markup."""
    return _unprintable().sub(lambda match: html.escape(_replacement(match)), composed(source))


def width(text: str, *, bold: bool = False) -> float:
    """How wide the text is in one line, in ems."""
    widths = _widths(_BOLD if bold else _REGULAR)
    return sum(widths.get(letter, 0.5) for letter in text)


@lru_cache(maxsize=2)
def letters_of_glyphs(*, bold: bool = False) -> dict[int, str]:
    """The characters that each glyph of a face is drawn for, the most usual one first."""
    with _face(_BOLD if bold else _REGULAR) as font:
        letters: dict[int, str] = {}
        for code, name in sorted(font.getBestCmap().items()):
            glyph = font.getGlyphID(name)
            # The private use area repeats characters of other places.
            if not 0xE000 <= code <= 0xF8FF:  # noqa: PLR2004
                letters[glyph] = letters.get(glyph, "") + chr(code)
    return letters


def drawn_alike(text: str) -> str:
    """The text with one character for all that the typeface draws by the same glyph."""
    return text.translate(_alike())


@lru_cache(maxsize=1)
def _alike() -> dict[int, str]:
    """Without the blank and the hyphen, which have kinds that nobody sees."""
    groups = [one for one in letters_of_glyphs().values() if one[0] not in " -"]
    return {ord(same): one[0] for one in groups for same in one[1:]}


def _replacement(match: re.Match[str]) -> str:
    character = normalize_characters(match.group())
    if not _unprintable().search(character):
        return character
    if (same := character.translate(_SAME_MEANING)) != character:
        return same
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if category == "Cf" or "VARIATION SELECTOR" in unicodedata.name(character, ""):
        return ""
    like = unicodedata.normalize("NFKC", character)
    return like if like and not _unprintable().search(like) else f"[U+{ord(character):04X}]"


@lru_cache(maxsize=1)
def _unprintable() -> re.Pattern[str]:
    """Any character that one of the two fonts lacks, or that changes a line's direction."""
    shown = {
        character
        for character in set(_widths(_REGULAR)) & set(_widths(_BOLD))
        if unicodedata.category(character) not in _INVISIBLE
    }
    # The paper hyphenates with U+2010, so an author's hyphen must be another character.
    kept = (shown | set(_BREAKS)) - {"\u2010"}
    return re.compile(f"[^{''.join(_ranges(sorted(map(ord, kept))))}]")


def _ranges(codes: list[int]) -> list[str]:
    """The codes as ranges for a character class of a regular expression."""
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return [f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges]


@lru_cache(maxsize=2)
def _widths(name: str) -> dict[str, float]:
    """The width of each character of a font, in ems."""
    with _face(name) as font:
        advances, em = font["hmtx"], font["head"].unitsPerEm
        return {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def _face(name: str) -> TTFont:
    path = finders.find(name)
    if not path:
        raise FileNotFoundError(f"{name}: run the set-up, which installs the fonts")
    return TTFont(Path(path), lazy=True)
