"""The completeness check: every text and cell of a document is in its file, and no row is added."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from events.plan.outline import Band, Cell, Row, TextBlock
from events.plan.stamps import Stamp
from reports.paper.agreement import AgreementSheet
from reports.paper.document import Document, PaperTable
from reports.paper.pdf.continued_labels import CONTINUED
from reports.paper.pdf.read_back import Read, ReadRow
from reports.paper.typeface import printed

# Spaces and invisible characters.
_NOT_COMPARED: Final = re.compile("[\\s\u00ad\ufe0e\ufe0f]")
# The hyphen at a line's end; authors' hyphens are printed as another character.
_LINE_HYPHEN: Final = "\u2010"
# How many rows ahead a row is searched for before it counts as missing.
_SEARCHED: Final = 60
_SHOWN: Final = 120


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that is in the document and not in its file, and the place where it should be."""

    place: str
    text: str

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        return f"{self.place}: «{shown}»"


def missing_parts(document: Document, read: Iterable[Read]) -> tuple[Missing, ...]:
    """What is in the document and not in the file, in the order of the paper.

    `read` are the texts and rows of the file in its order. A row that a page cuts may come in
    parts, and heads and labels of merged cells may be repeated.
    """
    read = tuple(read)
    texts = [part for part in read if isinstance(part, str)]
    rows = [part for part in read if isinstance(part, ReadRow)]
    return (
        *_missing_texts(tuple(_texts(document)), texts),
        *_missing_rows(tuple(_rows(document)), rows),
    )


@dataclass(frozen=True, slots=True)
class _ExpectedRow:
    """A row that must be in the file: its cells without those that the row above covers."""

    place: str
    cells: tuple[str, ...]
    columns: tuple[str, ...]


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Every text outside the tables, with its place."""
    for stamp in document.agreements:
        yield from _stamp(stamp, "гриф согласования")
    for stamp in document.approvals:
        yield from _stamp(stamp, "гриф утверждения")
    yield from (("заголовок", line) for line in document.title)
    yield ("титульный лист", document.imprint)
    for block in document.blocks:
        yield ("заголовок раздела", block.heading)
        yield ("введение раздела", block.lead_in)
        if isinstance(block, TextBlock):
            for paragraph in block.paragraphs:
                yield (f"раздел «{block.heading}»", f"{paragraph.number} {paragraph.text}")
    for stamp in document.closing:
        yield from _stamp(stamp, "подпись")
    for note in document.sheet.notes if document.sheet else ():
        yield ("лист согласования, особый порядок", note)


def _stamp(stamp: Stamp, place: str) -> Iterator[tuple[str, str]]:
    lines = (stamp.heading, *stamp.position, *stamp.mark, stamp.name, stamp.act, stamp.date)
    yield from ((place, line) for line in (*lines, stamp.line_caption, stamp.name_caption))


def _rows(document: Document) -> Iterator[_ExpectedRow]:
    tables = (block for block in document.blocks if isinstance(block, PaperTable))
    for number, table in enumerate((table for table in tables if table.lines), 1):
        headings = tuple(column.heading for column in table.columns)
        yield _ExpectedRow(f"таблица {number}, шапка", headings, headings)
        for index, line in enumerate(table.lines, 1):
            place = f"таблица {number}, строка {index}"
            if isinstance(line, Band):
                yield _ExpectedRow(place, (line.label,), ("полоса",))
            else:
                yield _expected(line, place, headings)
    if document.sheet is not None:
        yield from _sheet(document.sheet)


def _sheet(sheet: AgreementSheet) -> Iterator[_ExpectedRow]:
    """The rows of the sheet of agreement."""
    columns = sheet.headings
    yield _ExpectedRow("лист согласования, шапка", columns, columns)
    for number, row in enumerate(sheet.rows, 1):
        person = "\n".join((*row.position, row.name, row.signer))
        signature = "\n".join(row.signature)
        cells = (str(number), person, row.decision, row.date, signature, row.remarks)
        yield _ExpectedRow(f"лист согласования, строка {number}", cells, columns)


def _expected(row: Row, place: str, headings: Sequence[str]) -> _ExpectedRow:
    own = [(cell, head) for cell, head in zip(row.cells, headings, strict=True) if cell.rows]
    cells = tuple(_cell(cell) for cell, _ in own)
    return _ExpectedRow(place, cells, tuple(head for _, head in own))


def _cell(cell: Cell) -> str:
    return "\n".join(f"{line.mark} {line.lead} {line.text}" for line in cell.lines)


def _compact(text: str) -> str:
    """The printed characters of a text, without spaces and invisible ones.

    A character that the typeface lacks equals its replacement, a no-break hyphen equals a hyphen.
    """
    shown = _NOT_COMPARED.sub("", printed(text)).replace("\u2011", "-")
    return "".join(one for one in shown if unicodedata.category(one) not in ("Cf", "Cc"))


def _missing_texts(expected: Sequence[tuple[str, str]], texts: Sequence[str]) -> list[Missing]:
    """Texts that are not found; what was found for one text is not used for another."""
    rest = [_compact(text.replace(_LINE_HYPHEN, "")) for text in texts]
    all_found = "\n".join(rest)
    all_expected = [_compact(text) for _, text in expected]
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


def _missing_rows(expected: Sequence[_ExpectedRow], rows: Sequence[ReadRow]) -> list[Missing]:
    missing: list[Missing] = []
    read = [tuple(_compact(cell.replace(_LINE_HYPHEN, "")) for cell in row.cells) for row in rows]
    compact = [tuple(_compact(cell) for cell in row.cells) for row in expected]
    heads = {
        cells for row, cells in zip(expected, compact, strict=True) if row.cells == row.columns
    }
    start = 0
    for index, (row, cells) in enumerate(zip(expected, compact, strict=True)):
        if cells not in heads:
            while start < len(read) and read[start] in heads:
                start += 1
        found = _find_row(cells, read, start, heads)
        if found is None:
            here = read[start] if start < len(read) else ()
            below = compact[index + 1] if index + 1 < len(compact) else ()
            # If the next row begins here, this one is not in the file at all.
            is_absent = not here or (
                bool(below) and _end_of_row(below, read, start, heads) is not None
            )
            missing.extend(_missing_cells(row, cells, () if is_absent else here))
            start += not is_absent and _is_similar(cells, here)
            continue
        begins, ends = found
        # Rows between are not in the document: words that nobody signed.
        missing.extend(
            Missing(f"перед: {row.place}", f"лишняя строка {' | '.join(rows[i].cells)}")
            for i in range(start, begins)
            if read[i] not in heads
        )
        start = ends
    return missing


def _find_row(
    cells: tuple[str, ...],
    read: Sequence[tuple[str, ...]],
    start: int,
    heads: set[tuple[str, ...]],
) -> tuple[int, int] | None:
    """The indexes where the row begins and ends; None if it is not there."""
    for begins in range(start, min(start + _SEARCHED, len(read))):
        ends = _end_of_row(cells, read, begins, heads)
        if ends is not None:
            return begins, ends
    return None


def _end_of_row(
    cells: tuple[str, ...],
    read: Sequence[tuple[str, ...]],
    start: int,
    heads: set[tuple[str, ...]],
) -> int | None:
    """The index after the last part of the row that begins at `start`; None if it does not."""
    left = cells
    index = start
    while index < len(read):
        if index > start and read[index] in heads:
            # The head is repeated at the top of the page on which the row continues.
            index += 1
            continue
        here = _without_repeated(read[index], len(left)) if index > start else read[index]
        rest = _rest_after(left, here)
        if rest is None or (index == start and any(cells) and not any(read[index])):
            return None
        index += 1
        if not any(rest):
            return index
        left = rest
    return None


def _rest_after(cells: tuple[str, ...], read: tuple[str, ...]) -> tuple[str, ...] | None:
    """What is left of the cells after this part of the row; None if it is another row.

    At the top of a page, labels of merged cells may be repeated before the row's own cells.
    """
    spare = len(read) - len(cells)
    if spare < 0:
        return None
    rest: list[str] = []
    column = 0
    for cell in cells:
        while spare and not cell.startswith(read[column]):
            column, spare = column + 1, spare - 1
        if not cell.startswith(read[column]):
            return None
        rest.append(cell[len(read[column]) :])
        column += 1
    return tuple(rest)


def _without_repeated(read: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The `count` cells of a row that goes on, without what it says again: labels, its number."""
    kept = list(read)
    for column in reversed(range(len(kept))):
        if kept[column].endswith(CONTINUED):
            kept[column : column + 1] = [""] if len(kept) <= count else []
    return tuple(kept)


def _is_similar(cells: tuple[str, ...], read: tuple[str, ...]) -> bool:
    """Whether the row of the file is this one with some cells changed."""
    return any(cell and cell in read for cell in cells)


def _missing_cells(
    row: _ExpectedRow, cells: tuple[str, ...], read: tuple[str, ...]
) -> Iterator[Missing]:
    if not _is_similar(cells, read):
        yield Missing(row.place, " | ".join(row.cells))
        return
    for text, cell, column in zip(row.cells, cells, row.columns, strict=True):
        if cell and cell not in read:
            yield Missing(f"{row.place}, графа «{column}»", text)
