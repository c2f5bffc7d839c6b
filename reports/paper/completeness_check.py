"""The completeness check: all words of a document are in its file, each in its place, and no more.

What was read of a PDF is aligned with the document from the first text to the last. A Word file has
its stamps in another order; there only the rows of tables are aligned, and texts are searched for.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from reports.paper.alignment import Fault, Line, Part, faults_of
from reports.paper.document import Document
from reports.paper.pdf.read_back import Read, ReadRow, ReadText
from reports.paper.stamp_lines import with_flowing_stamps
from reports.paper.typeface import drawn_alike, printed
from reports.paper.wanted_lines import Wanted, wanted_lines

# Spaces and invisible characters. A circle is drawn for a mark that has no letter.
_NOT_COMPARED: Final = re.compile("\u25cc(?=[\u0300-\u036f\u0591-\u05c7])|[\\s\u00ad\ufe0e\ufe0f]")
# The hyphen at a line's end; authors' hyphens are printed as another character.
_LINE_HYPHEN: Final = "\u2010"
_SHOWN: Final = 120


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that is in the document and not in its file, and the place where it should be."""

    place: str
    text: str
    # The row or section of the plan, where it has one.
    uid: str = ""

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        return f"{self.place}: «{shown}»"


def missing_parts(document: Document, read: Iterable[Read]) -> tuple[Missing, ...]:
    """What is in the document and not in the file, or the other way, in the order of the paper.

    `read` are the texts and rows of the file in its order. A text or row that a page cuts may come
    in parts, and at the top of a page the label of merged cells, or the number of a row that goes
    on, may be repeated.
    """
    read = tuple(read)
    if all(isinstance(part, ReadRow | ReadText) for part in read):
        return _differences(_wanted(with_flowing_stamps(document)), [_part(one) for one in read])
    wanted = _wanted(document)
    texts = [(one.place, one.words) for one in wanted if not one.columns]
    return (
        *_missing_texts(texts, [part for part in read if isinstance(part, str)]),
        *_differences(
            [one for one in wanted if one.columns],
            [_part(one) for one in read if isinstance(one, ReadRow)],
        ),
    )


def _wanted(document: Document) -> list[Wanted]:
    return [one for one in wanted_lines(document) if one.columns or same_words(one.words)]


def _differences(wanted: Sequence[Wanted], parts: Sequence[Part]) -> tuple[Missing, ...]:
    faults = faults_of([_line(one) for one in wanted], parts)
    return tuple(_told(fault, wanted) for fault in faults)


def _line(wanted: Wanted) -> Line:
    cells = tuple(None if cell is None else same_words(cell) for cell in wanted.cells)
    again = tuple(frozenset(map(same_words, labels)) - {""} for labels in wanted.again)
    return Line(cells, again, is_text=not wanted.columns)


def _part(read: Read) -> Part:
    if isinstance(read, ReadRow):
        return Part(tuple(map(_compact_read, read.cells)), read.page)
    page = read.page if isinstance(read, ReadText) else 0
    return Part((_compact_read(read),), page, is_text=True)


def _told(fault: Fault, wanted: Sequence[Wanted]) -> Missing:
    if fault.extra:
        at = fault.line
        place = f"перед: {wanted[at].place}" if at < len(wanted) else "в конце"
        kind = "лишний текст" if fault.extra.is_text else "лишняя строка"
        uid = wanted[at].uid if at < len(wanted) else ""
        return Missing(place, f"{kind} {' | '.join(fault.extra.cells)}", uid)
    line = wanted[fault.line]
    if fault.column is None or not line.columns:
        return Missing(line.place, line.words, line.uid)
    # The words of a merged cell stand in the row in which it begins.
    tops = (one.cells[fault.column] for one in reversed(wanted[: fault.line + 1]))
    words = next(cell for cell in tops if cell is not None)
    place = f"{line.place}, графа «{line.columns[fault.column]}»"
    return Missing(place, words or "здесь не должно быть слов", line.uid)


def _compact_read(text: str) -> str:
    return same_words(text.replace(_LINE_HYPHEN, ""))


def same_words(text: str) -> str:
    """The printed characters of a text, without spaces and invisible ones.

    A character that the typeface lacks equals its replacement, and those that it draws alike equal
    each other.
    """
    shown = drawn_alike(_NOT_COMPARED.sub("", printed(text))).replace("\u2011", "-")
    return "".join(one for one in shown if unicodedata.category(one) not in ("Cf", "Cc"))


def _missing_texts(expected: Sequence[tuple[str, str]], texts: Sequence[str]) -> list[Missing]:
    """Texts that are not found; what was found for one text is not used for another."""
    rest = [_compact_read(text) for text in texts]
    all_found = "\n".join(rest)
    all_expected = [same_words(text) for _, text in expected]
    missing = []
    for (place, text), compact in zip(expected, all_expected, strict=True):
        if not compact or _take(compact, rest) or _take_split(compact, rest):
            continue
        # A short text may have been taken out of a longer one; then only the count decides.
        if all_found.count(compact) < sum(one.count(compact) for one in all_expected):
            missing.append(Missing(place, text))
    return missing


def _take(text: str, rest: list[str]) -> bool:
    """Take the text from the piece that is equal to it, else from the first that holds it."""
    equal = (index for index, piece in enumerate(rest) if piece == text)
    beginning = (index for index, piece in enumerate(rest) if piece.startswith(text))
    holding = (index for index, piece in enumerate(rest) if text in piece)
    index = next(chain(equal, beginning, holding), None)
    if index is None:
        return False
    before, _, after = rest[index].partition(text)
    # Two pieces, so that no text is found across the gap.
    rest[index : index + 1] = [piece for piece in (before, after) if piece]
    return True


def _take_split(text: str, rest: list[str]) -> bool:
    """Take a text that a page cuts: the end of one piece and the beginning of the next."""
    for start in range(len(rest)):
        taken, end = "", start
        while end < len(rest) and len(taken) < len(text):
            piece = rest[end]
            left = text[len(taken) :]
            if end == start:
                # It begins anywhere in the first piece and goes on to its end.
                begins = piece.find(left[: min(len(left), 8)])
                piece = piece[begins:] if begins >= 0 else ""
            if not piece or not (left.startswith(piece) or piece.startswith(left)):
                break
            taken += piece[: len(left)]
            end += 1
        if taken == text:
            del rest[start:end]
            return True
    return False
