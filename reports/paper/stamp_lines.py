"""The lines of a stamp's position on paper: none is left with the one word that did not fit."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from events.plan.stamps import Stamp
from reports.paper.document import Document
from reports.paper.typeface import width

# Of a stamp, in ems of its 13 points: ГОСТ Р 7.0.97 lets its lines be 80 mm long.
_WIDTH: Final = 80 / (13 * 25.4 / 72)


def with_flowing_stamps(document: Document) -> Document:
    """The paper with such words of stamps joined to the author's next line."""
    return replace(
        document,
        agreements=tuple(map(_flowing, document.agreements)),
        approvals=tuple(map(_flowing, document.approvals)),
    )


def _flowing(stamp: Stamp) -> Stamp:
    return replace(stamp, position=tuple(_lines(stamp.position)))


def _lines(position: Iterable[str]) -> Iterable[str]:
    left = ""
    for line in position:
        joined = f"{left} {line}".strip()
        left = joined if _leaves_a_word(joined) else ""
        if not left:
            yield joined
    if left:
        yield left


def _leaves_a_word(line: str) -> bool:
    """Whether the line is wider than a stamp, and one word of it comes to stand alone."""
    words = line.split(" ")
    rows = [""]
    for word in words:
        longer = f"{rows[-1]} {word}".strip()
        if width(longer) <= _WIDTH:
            rows[-1] = longer
        else:
            rows.append(word)
    return len(rows) > 1 and rows[-1] == words[-1]
