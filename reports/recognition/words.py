"""Words of a text, to check that none is lost on the way from a file to a plan to paper."""

import re
from collections import Counter
from collections.abc import Iterable

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
        found.extend(map(comparable, _words_of(line)))
    return found


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """Count the words of these texts; what is said a hundred times is folded once."""
    lines = (line for text in texts for line in text.splitlines())
    return folded(Counter(word for line in lines for word in _words_of(line)))


def folded(written: Counter[str]) -> Counter[str]:
    """Return the count of words as they are compared, of one of words as they are written."""
    counted = Counter[str]()
    for word, times in written.items():
        counted[comparable(word)] += times
    return counted


def _words_of(line: str) -> list[str]:
    number = ENUMERATOR.match(line)
    return WORD.findall(line.replace("\u00ad", "_"), number.end() if number else 0)


def word_spans(line: str) -> list[tuple[str, int, int]]:
    """Return the words of one line, each with its beginning and end in the line."""
    number = ENUMERATOR.match(line)
    return [
        (comparable(match.group()), match.start(), match.end())
        for match in WORD.finditer(line.replace("\u00ad", "_"), number.end() if number else 0)
    ]
