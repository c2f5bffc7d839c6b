"""Words of a text, for counting that none is lost on the way from a file to a plan to paper.

It knows what is a word and what is only a number of a row or a ruled line; it refuses to know
files and plans.
"""

import re

from plans_portal.lib.characters import comparable

WORD = re.compile(r"[^\W_]+")
# What stands before an item or a heading: "1.", "2)", "1.1", "1.1.", "IV.", or is all of a line.
ENUMERATOR = re.compile(
    r"""^[\s\-–—•▪◦*]*
        (?:\d{1,3}(?:\.\d{1,3})*[.)](?=[^\d.]|$)
          |\d{1,2}(?:\.\d{1,2})+(?=\s|$)
          |[IVXLC]{1,6}[.)](?=\s|$))\s*""",
    re.VERBOSE,
)


def words(text: str) -> list[str]:
    """The words of a text in order, casefolded, soft hyphens taken out.

    Numbers that begin a line («1.», «2)», «1.1», «IV.»), dashes, bullets and ruled lines
    («____») are no words.
    """
    found: list[str] = []
    for line in text.splitlines():
        found.extend(word for word, _, _ in spans(line))
    return found


def spans(line: str) -> list[tuple[str, int, int]]:
    """The words of one line with where each begins and ends in the line."""
    number = ENUMERATOR.match(line)
    return [
        (comparable(match.group()), match.start(), match.end())
        for match in WORD.finditer(line.replace("\u00ad", "_"), number.end() if number else 0)
    ]
