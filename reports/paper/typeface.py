"""The paper's own typeface: which signs it has, how wide they are, what stands for the others.

It knows two font files; it refuses to know documents and any other font of the machine, so that
the same words look the same wherever they are printed.
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

# Signs without a shape that tell where a line may break and where not.
_BREAKS: Final = "\n\t\u00ad\u200b\u2060"
_SHAPELESS: Final = frozenset(("Cc", "Cf", "Zl", "Zp"))
# Signs that people paste from messengers, and what the typeface has of the same meaning.
_MEANT: Final = str.maketrans(
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
    """The text as the paper shows it: signs that the typeface lacks are named, none is lost.

    Signs without a shape go, those that turn the direction of a line among them.
    """
    return _lacking().sub(_instead, composed(text))


def printed_html(source: str) -> str:
    """The same for a page of HTML: what stands for a sign is never markup."""
    return _lacking().sub(lambda match: html.escape(_instead(match)), composed(source))


def width(text: str, *, bold: bool = False) -> float:
    """How wide the text is in one line, in ems."""
    widths = _widths(_BOLD if bold else _REGULAR)
    return sum(widths.get(letter, 0.5) for letter in text)


def _instead(match: re.Match[str]) -> str:
    sign = normalize_characters(match.group())
    if not _lacking().search(sign):
        return sign
    if (meant := sign.translate(_MEANT)) != sign:
        return meant
    category = unicodedata.category(sign)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if category == "Cf" or "VARIATION SELECTOR" in unicodedata.name(sign, ""):
        return ""
    like = unicodedata.normalize("NFKC", sign)
    return like if like and not _lacking().search(like) else f"[U+{ord(sign):04X}]"


@lru_cache(maxsize=1)
def _lacking() -> re.Pattern[str]:
    """Any sign that one of the two fonts lacks; signs that turn a line count as lacking."""
    has = set(_widths(_REGULAR)) & set(_widths(_BOLD)) | set(_BREAKS)
    # The paper's own mark of a cut word: authors' hyphens are told from it.
    has -= {"\u2010"}
    has -= {one for one in has if unicodedata.category(one) in _SHAPELESS and one not in _BREAKS}
    return re.compile(f"[^{''.join(_ranges(sorted(map(ord, has))))}]")


def _ranges(codes: list[int]) -> list[str]:
    """The codes as ranges of a class of a regular expression."""
    found: list[list[int]] = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return [f"\\U{first:08x}-\\U{last:08x}" for first, last in found]


@lru_cache(maxsize=2)
def _widths(name: str) -> dict[str, float]:
    """The width of each sign of a font, in ems."""
    path = finders.find(name)
    if not path:
        raise FileNotFoundError(f"{name}: run the set-up, which installs the fonts")
    with TTFont(Path(path), lazy=True) as font:
        advances, em = font["hmtx"], font["head"].unitsPerEm
        return {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}
