"""Text in scripts that run from right to left: set apart when printed, put in order when read.

Words of such a script, with the numbers and signs between them, are a run of their own: nothing
around it decides how it is drawn, so what is drawn can be turned back without doubt (Unicode
Bidirectional Algorithm, base direction right to left).
"""

import re
import unicodedata
from typing import Final

# The scripts of this kind that the typeface has: Hebrew.
_LETTER: Final = "[\u0590-\u05ff\ufb1d-\ufb4f]"
_FROM_RIGHT: Final = re.compile(_LETTER)
# A run ends with its last such letter before a letter of another script.
_TAG_OR_RUN: Final = re.compile(
    rf"<[^>]*>|(?P<run>{_LETTER}(?:(?:&\#?\w+;|{_LETTER}|\d|[^\w<>&])*{_LETTER})?)"
)
# A number never begins a line of a run: each line has a letter that tells its direction. A blank
# that joins two numbers into one is no other glyph than one that doesn't, so there is none.
_BEFORE_NUMBER: Final = re.compile(rf"\s+(?=[^\s{_LETTER[1:-1]}])")
_UNBROKEN_BLANK: Final = " \u2060"
# Within a run a number is drawn from left to right, with the signs that belong to it.
_KINDS: Final = {"EN": "n", "CS": "s", "ES": "s", "ET": "t"}
_NUMBER: Final = re.compile("t*n+(?:sn+)*t*|.")
_MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def set_apart(source: str) -> str:
    """The body of an HTML page with each run in an element of its own direction."""
    return _TAG_OR_RUN.sub(_run, source) if _FROM_RIGHT.search(source) else source


def in_order(drawn: str) -> str:
    """The text of one drawn piece in the order in which people read it."""
    if not _FROM_RIGHT.search(drawn):
        return drawn
    mirrored = drawn.translate(_MIRRORED)
    kinds = "".join(_KINDS.get(unicodedata.bidirectional(one), "o") for one in drawn)
    pieces = [mirrored[slice(*match.span())] for match in _NUMBER.finditer(kinds)]
    return "".join(reversed(pieces))


def _run(match: re.Match[str]) -> str:
    if match["run"] is None:
        return match[0]
    words = _BEFORE_NUMBER.sub(_UNBROKEN_BLANK, match["run"])
    return f'<span dir="rtl" style="direction: rtl">{words}</span>'
