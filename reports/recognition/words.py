"""Words of a text, to check that none is lost on the way from a file to a plan to paper."""

import re

from plans_portal.lib.characters import comparable

WORD = re.compile(r"[^\W_]+")
# The number of an item or a heading: "1.", "2)", "1.1", "1.1.", "IV.".
ENUMERATOR = re.compile(
    r"""^[\s\-–—•▪◦*]*
        (?:\d{1,3}(?:\.\d{1,3})*[.)](?=[^\d.]|$)
          |\d{1,2}(?:\.\d{1,2})+(?=\s|$)
          |[IVXLC]{1,6}[.)](?=\s|$))\s*""",
    re.VERBOSE,
)


def words(text: str) -> list[str]:
    """Return the words of a text in order, casefolded and divided at soft hyphens.

    Not words are numbers that begin a line («1.», «2)», «1.1», «IV.»), dashes, bullets and
    ruled lines («____»).
    """
    found: list[str] = []
    for line in text.splitlines():
        found.extend(word for word, _, _ in word_spans(line))
    return found


def word_spans(line: str) -> list[tuple[str, int, int]]:
    """Return the words of one line, each with its beginning and end in the line."""
    number = ENUMERATOR.match(line)
    return [
        (comparable(match.group()), match.start(), match.end())
        for match in WORD.finditer(line.replace("\u00ad", "_"), number.end() if number else 0)
    ]
