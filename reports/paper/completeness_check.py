"""The completeness check: all words of a document are in its file, each in its place, and no more.

What was read of a PDF is aligned with the document from the first text to the last. A Word file has
its stamps in another order; there only the rows of tables are aligned, and texts are searched for.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
# The kinds of what is missing; of a cell it is the heading of its column.
TEXTS: Final = "Заголовки, тексты и подписи"
ROWS: Final = "Целые строки"
EXTRA: Final = "Лишнее"
OPEN: Final = "Не сверено"
NOT_FURTHER: Final = "дальше портал не сверял: в бумаге слишком много похожего или иного"


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that is in the document and not in its file, and the place where it should be."""

    place: str
    text: str
    # The row or section of the plan, where it has one.
    uid: str = ""
    # What is alike, for lists.
    kind: str = TEXTS

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
        *_missing_texts(texts, (part for part in read if isinstance(part, str))),
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
        return Missing(place, f"{kind} {' | '.join(fault.extra.cells)}", uid, EXTRA)
    line = wanted[fault.line]
    if fault.is_open:
        return Missing(line.place, NOT_FURTHER, line.uid, OPEN)
    if fault.column is None or not line.columns:
        return Missing(line.place, line.words, line.uid, ROWS if line.columns else TEXTS)
    # The words of a merged cell stand in the row in which it begins.
    tops = (one.cells[fault.column] for one in reversed(wanted[: fault.line + 1]))
    words = next(cell for cell in tops if cell is not None)
    heading = f"«{line.columns[fault.column]}»"
    told = words or "здесь не должно быть слов"
    return Missing(f"{line.place}, графа {heading}", told, line.uid, f"Графа {heading}")


def _compact_read(text: str) -> str:
    return same_words(text.replace(_LINE_HYPHEN, ""))


def same_words(text: str) -> str:
    """The printed characters of a text, without spaces and invisible ones.

    A character that the typeface lacks equals its replacement, and those that it draws alike equal
    each other.
    """
    shown = drawn_alike(_NOT_COMPARED.sub("", printed(text))).replace("\u2011", "-")
    return "".join(one for one in shown if unicodedata.category(one) not in ("Cf", "Cc"))


def _missing_texts(expected: Sequence[tuple[str, str]], texts: Iterable[str]) -> Iterator[Missing]:
    """Texts that the file says fewer times than all the texts expected, one inside another too."""
    said = "".join(map(_compact_read, texts))
    compact = [same_words(text) for _, text in expected]
    for (place, text), words in zip(expected, compact, strict=True):
        if said.count(words) < sum(one.count(words) for one in compact):
            yield Missing(place, text)
