"""Compares what a paper should say with what its file says: no cell is missing, none is changed.

It knows documents and texts read back; it refuses to know which program wrote the file and how
it was read.
"""

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
from reports.paper.pdf.read_back import Read, ReadRow
from reports.paper.typeface import printed

# Blanks, and signs that have no shape.
_NOT_SAID: Final = re.compile("[\\s\u00ad\ufe0e\ufe0f]")
# What the paper sets where a line cuts a word; authors' own hyphens are printed otherwise.
_CUT: Final = "\u2010"
# How far ahead a row is looked for before it is called missing.
_AHEAD: Final = 60
_SHOWN: Final = 120


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that the document says and its file doesn't; `place` says where it should be."""

    place: str
    text: str

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        return f"{self.place}: «{shown}»"


def missing_from(document: Document, read: Iterable[Read]) -> tuple[Missing, ...]:
    """What of the document is not in the file, in the order of the paper; empty where all is.

    `read` are the texts and rows of the file in its own order. A row that a page cuts may come
    in parts, a head may come again, and a merged cell may say its label anew: that is no fault.
    """
    read = tuple(read)
    texts = [one for one in read if isinstance(one, str)]
    rows = [one for one in read if isinstance(one, ReadRow)]
    return (
        *_missing_texts(tuple(_texts(document)), texts),
        *_missing_rows(tuple(_rows(document)), rows),
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row that must be found: its cells without those that the row above covers."""

    place: str
    cells: tuple[str, ...]
    columns: tuple[str, ...]


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Everything outside the tables, with the name of its place."""
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
            for one in block.paragraphs:
                yield (f"раздел «{block.heading}»", f"{one.number} {one.text}")
    for stamp in document.closing:
        yield from _stamp(stamp, "подпись")


def _stamp(stamp: Stamp, place: str) -> Iterator[tuple[str, str]]:
    lines = (stamp.heading, *stamp.position, *stamp.mark, stamp.name, stamp.act, stamp.date)
    yield from ((place, line) for line in (*lines, stamp.line_caption, stamp.name_caption))


def _rows(document: Document) -> Iterator[_Wanted]:
    tables = (block for block in document.blocks if isinstance(block, PaperTable))
    for number, table in enumerate((one for one in tables if one.lines), 1):
        headings = tuple(column.heading for column in table.columns)
        yield _Wanted(f"таблица {number}, шапка", headings, headings)
        for at, line in enumerate(table.lines, 1):
            place = f"таблица {number}, строка {at}"
            if isinstance(line, Band):
                yield _Wanted(place, (line.label,), ("полоса",))
            else:
                yield _wanted(line, place, headings)
    if document.sheet is not None:
        yield from _sheet(document.sheet)


def _sheet(sheet: AgreementSheet) -> Iterator[_Wanted]:
    """The rows of the sheet of agreement, each step's position, names, mark and remarks."""
    columns = sheet.headings
    yield _Wanted("лист согласования, шапка", columns, columns)
    for number, row in enumerate(sheet.rows, 1):
        who = "\n".join((*row.position, row.name, row.signer))
        mark = "\n".join(row.signature)
        cells = (str(number), who, row.decision, row.date, mark, row.remarks)
        yield _Wanted(f"лист согласования, строка {number}", cells, columns)


def _wanted(row: Row, place: str, headings: Sequence[str]) -> _Wanted:
    own = [(cell, head) for cell, head in zip(row.cells, headings, strict=True) if cell.rows]
    cells = tuple(_cell(cell) for cell, _ in own)
    return _Wanted(place, cells, tuple(head for _, head in own))


def _cell(cell: Cell) -> str:
    return "\n".join(f"{one.mark} {one.lead} {one.text}" for one in cell.lines)


def _bare(text: str) -> str:
    """The letters and signs alone: no blanks, no signs without shape.

    What stands for a sign that the paper's typeface lacks counts as that sign, and hyphens that
    hold a line together are hyphens.
    """
    composed = _NOT_SAID.sub("", printed(text)).replace("\u2011", "-")
    return "".join(sign for sign in composed if unicodedata.category(sign) not in ("Cf", "Cc"))


def _missing_texts(wanted: Sequence[tuple[str, str]], texts: Sequence[str]) -> list[Missing]:
    """Texts that are not found; each is looked for only where no other was found before."""
    rest = [_bare(text.replace(_CUT, "")) for text in texts]
    whole = "\n".join(rest)
    all_wanted = [_bare(text) for _, text in wanted]
    missing = []
    for (place, text), bare in zip(wanted, all_wanted, strict=True):
        if not bare or _taken(bare, rest) or _spread(bare, rest):
            continue
        # Short words stand inside longer texts too; then their number tells.
        if whole.count(bare) < sum(one.count(bare) for one in all_wanted):
            missing.append(Missing(place, text))
    return missing


def _taken(bare: str, rest: list[str]) -> bool:
    """Take the text from the piece that says it alone, else from the first that holds it."""
    alone = (at for at, one in enumerate(rest) if one == bare)
    begun = (at for at, one in enumerate(rest) if one.startswith(bare))
    within = (at for at, one in enumerate(rest) if bare in one)
    at = next(chain(alone, begun, within), None)
    if at is None:
        return False
    before, _, after = rest[at].partition(bare)
    # What is left over still says what it says, but never across the gap.
    rest[at : at + 1] = [part for part in (before, after) if part]
    return True


def _spread(bare: str, rest: list[str]) -> bool:
    """Take a text that a page's end parts: the end of one piece and the beginning of the next."""
    for at in range(len(rest)):
        taken, till = "", at
        while till < len(rest) and len(taken) < len(bare):
            piece = rest[till]
            left = bare[len(taken) :]
            if till == at:
                # It begins at any place of the first piece, and goes to its end.
                starts = piece.find(left[: min(len(left), 8)])
                piece = piece[starts:] if starts >= 0 else ""
            if not piece or not (left.startswith(piece) or piece.startswith(left)):
                break
            taken += piece[: len(left)]
            till += 1
        if taken == bare:
            del rest[at:till]
            return True
    return False


def _missing_rows(wanted: Sequence[_Wanted], rows: Sequence[ReadRow]) -> list[Missing]:
    missing: list[Missing] = []
    read = [tuple(_bare(cell.replace(_CUT, "")) for cell in row.cells) for row in rows]
    bare = [tuple(_bare(cell) for cell in row.cells) for row in wanted]
    heads = {cells for row, cells in zip(wanted, bare, strict=True) if row.cells == row.columns}
    at = 0
    for place, (row, cells) in enumerate(zip(wanted, bare, strict=True)):
        if cells not in heads:
            while at < len(read) and read[at] in heads:
                at += 1
        found = _found(cells, read, at, heads)
        if found is None:
            there = read[at] if at < len(read) else ()
            below = bare[place + 1] if place + 1 < len(bare) else ()
            # Where the next row stands here, this one is not in the file at all.
            gone = not there or (bool(below) and _end_of(below, read, at, heads) is not None)
            missing.extend(_missing_cells(row, cells, () if gone else there))
            at += not gone and _is_like(cells, there)
            continue
        first, at = found[0], found[1]
        # What stands between is not in the document: words nobody signed.
        missing.extend(
            Missing(f"перед: {row.place}", f"лишняя строка {' | '.join(rows[i].cells)}")
            for i in range(found[2], first)
            if read[i] not in heads
        )
    return missing


def _found(
    cells: tuple[str, ...],
    read: Sequence[tuple[str, ...]],
    at: int,
    heads: set[tuple[str, ...]],
) -> tuple[int, int, int] | None:
    """Where the row begins and ends, and from where it was looked for; None where it is not."""
    for begins in range(at, min(at + _AHEAD, len(read))):
        ends = _end_of(cells, read, begins, heads)
        if ends is not None:
            return begins, ends, at
    return None


def _end_of(
    cells: tuple[str, ...],
    read: Sequence[tuple[str, ...]],
    at: int,
    heads: set[tuple[str, ...]],
) -> int | None:
    """Where the row that begins at this place ends, taking its parts together; else None."""
    left = cells
    started = at
    while at < len(read):
        if at > started and read[at] in heads:
            # A head comes again at the top of the page that goes on with the row.
            at += 1
            continue
        rest = _less(left, read[at])
        if rest is None or (at == started and any(cells) and not any(read[at])):
            return None
        at += 1
        if not any(rest):
            return at
        left = rest
    return None


def _less(cells: tuple[str, ...], read: tuple[str, ...]) -> tuple[str, ...] | None:
    """What is left of the cells after this part of the row; None where it is another row.

    A row at the top of a page may say the labels of merged cells anew, before its own cells.
    """
    spare = len(read) - len(cells)
    if spare < 0:
        return None
    rest: list[str] = []
    at = 0
    for cell in cells:
        while spare and not _fits(cell, read[at]):
            at, spare = at + 1, spare - 1
        if not _fits(cell, read[at]):
            return None
        rest.append(cell[len(read[at]) :])
        at += 1
    return tuple(rest)


def _fits(cell: str, read: str) -> bool:
    return cell.startswith(read)


def _is_like(cells: tuple[str, ...], read: tuple[str, ...]) -> bool:
    """Whether the row of the file is this one with something changed in it."""
    return any(one and one in read for one in cells)


def _missing_cells(
    row: _Wanted, cells: tuple[str, ...], read: tuple[str, ...]
) -> Iterator[Missing]:
    if not _is_like(cells, read):
        yield Missing(row.place, " | ".join(row.cells))
        return
    for said, cell, column in zip(row.cells, cells, row.columns, strict=True):
        if cell and cell not in read:
            yield Missing(f"{row.place}, графа «{column}»", said)
