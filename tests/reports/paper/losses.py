"""Takes words away from what was read of a paper, or adds some: a check must find each of these.

One seed gives the same losses, always.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from events.plan.outline import Row
from reports.paper.completeness_check import same_words
from reports.paper.document import Document, PaperTable
from reports.paper.pdf.continued_labels import CONTINUED, LONGEST_LABEL
from reports.paper.pdf.read_back import Read, ReadRow, ReadText

# What was read has rows and texts mixed; a loss looks for the kind that it needs.
type Loss = Callable[[random.Random, list[Any]], list[Read] | None]


def _places(read: list[Any], *, rows: bool) -> list[int]:
    """Places of texts or rows that no page may repeat: the first on a page is left out."""
    found = []
    for at, one in enumerate(read):
        before = read[at - 1].page if at else one.page
        if isinstance(one, ReadRow) == rows and (not rows or one.page == before):
            found.append(at)
    return found


def _cell_of(chance: random.Random, read: list[Any]) -> tuple[int, int] | None:
    full = [
        (at, column)
        for at in _places(read, rows=True)
        for column, words in enumerate(read[at].cells)
        if same_words(words)
    ]
    return chance.choice(full) if full else None


def _with_cell(read: list[Any], at: int, column: int, words: str) -> list[Read]:
    cells = list(read[at].cells)
    cells[column] = words
    return [*read[:at], replace(read[at], cells=tuple(cells)), *read[at + 1 :]]


def cell_emptied(chance: random.Random, read: list[Any]) -> list[Read] | None:
    place = _cell_of(chance, read)
    return _with_cell(read, *place, "") if place else None


def cell_dropped(chance: random.Random, read: list[Any]) -> list[Read] | None:
    place = _cell_of(chance, read)
    if place is None:
        return None
    at, column = place
    cells = read[at].cells
    kept = replace(read[at], cells=cells[:column] + cells[column + 1 :])
    return [*read[:at], kept, *read[at + 1 :]]


def word_lost(chance: random.Random, read: list[Any]) -> list[Read] | None:
    place = _cell_of(chance, read)
    if place is None:
        return None
    at, column = place
    words = read[at].cells[column].split()
    del words[chance.randrange(len(words))]
    return _with_cell(read, at, column, " ".join(words))


def words_swapped(chance: random.Random, read: list[Any]) -> list[Read] | None:
    place = _cell_of(chance, read)
    if place is None:
        return None
    at, column = place
    words = read[at].cells[column].split()
    if len(words) < 2:
        return None
    first = chance.randrange(len(words) - 1)
    words[first], words[first + 1] = words[first + 1], words[first]
    return _with_cell(read, at, column, " ".join(words))


def cells_swapped(chance: random.Random, read: list[Any]) -> list[Read] | None:
    rows = [at for at in _places(read, rows=True) if len(read[at].cells) > 1]
    if not rows:
        return None
    at = chance.choice(rows)
    first, second = chance.sample(range(len(read[at].cells)), 2)
    cells = read[at].cells
    return _with_cell(_with_cell(read, at, first, cells[second]), at, second, cells[first])


def row_lost(chance: random.Random, read: list[Any]) -> list[Read] | None:
    return _one_lost(chance, read, _places(read, rows=True))


def rows_swapped(chance: random.Random, read: list[Any]) -> list[Read] | None:
    rows = _places(read, rows=True)
    if len(rows) < 2:
        return None
    first, second = chance.sample(rows, 2)
    changed = list(read)
    changed[first] = replace(read[second], page=read[first].page)
    changed[second] = replace(read[first], page=read[second].page)
    return changed


def row_doubled(chance: random.Random, read: list[Any]) -> list[Read] | None:
    rows = _places(read, rows=True)
    at = chance.choice(rows) if rows else None
    return None if at is None else [*read[: at + 1], *read[at:]]


def text_lost(chance: random.Random, read: list[Any]) -> list[Read] | None:
    return _one_lost(chance, read, _places(read, rows=False))


def _one_lost(chance: random.Random, read: list[Any], places: list[int]) -> list[Read] | None:
    at = chance.choice(places) if places else None
    return None if at is None else read[:at] + read[at + 1 :]


def texts_swapped(chance: random.Random, read: list[Any]) -> list[Read] | None:
    texts = _places(read, rows=False)
    if len(texts) < 2:
        return None
    first, second = chance.sample(texts, 2)
    changed = list(read)
    changed[first] = ReadText(read[second], read[first].page)
    changed[second] = ReadText(read[first], read[second].page)
    return changed


def _at_tops(read: list[Any]) -> list[tuple[int, int]]:
    """Give the places of cells in rows at the top of a page."""
    return [
        (at, column)
        for at, one in enumerate(read)
        if at and isinstance(one, ReadRow) and one.page != read[at - 1].page
        for column in range(len(one.cells))
    ]


def label_shortened(chance: random.Random, read: list[Any]) -> list[Read] | None:
    """Leave of a short label that is said again its last word alone."""
    full = [
        place
        for place in _at_tops(read)
        if CONTINUED in (words := read[place[0]].cells[place[1]])
        and len(words) < LONGEST_LABEL // 2
    ]
    return _with_cell(read, *chance.choice(full), CONTINUED) if full else None


def label_added(chance: random.Random, read: list[Any]) -> list[Read] | None:
    """Say in a cell at the top of a page that something goes on, where the paper doesn't."""
    cells = _at_tops(read)
    if not cells:
        return None
    at, column = chance.choice(cells)
    return _with_cell(read, at, column, f"{CONTINUED} {read[at].cells[column]}")


def number_added(chance: random.Random, read: list[Any]) -> list[Read] | None:
    """Say the last number again at the top of a page, in a cell that is empty there."""
    cells = [
        (at, column)
        for at, column in _at_tops(read)
        if isinstance(read[at - 1], ReadRow)
        and len(read[at - 1].cells) == len(read[at].cells)
        and same_words(read[at - 1].cells[column])
        and not same_words(read[at].cells[column])
    ]
    if not cells:
        return None
    at, column = chance.choice(cells)
    return _with_cell(read, at, column, read[at - 1].cells[column])


LOSSES: Final[tuple[Loss, ...]] = (
    cell_emptied, cell_dropped, word_lost, words_swapped, cells_swapped, row_lost, rows_swapped,
    row_doubled, text_lost, texts_swapped, label_shortened, label_added, number_added,
)  # fmt: skip


def losses_of(seed: int, read: tuple[Read, ...]) -> list[tuple[str, list[Read]]]:
    """Give each loss that makes another text of what was read, with its name."""
    chance = random.Random(seed)
    whole = [_said(one) for one in read]
    made = ((loss.__name__, loss(chance, list(read))) for loss in LOSSES)
    return [(name, less) for name, less in made if less and [_said(one) for one in less] != whole]


def _said(read: Read) -> tuple[str, ...]:
    cells = read.cells if isinstance(read, ReadRow) else (read,)
    return tuple(map(same_words, cells))


def with_lines_swapped(document: Document, seed: int) -> Document | None:
    """Give the document with two lines of one cell in another order; None if no cell has two."""
    chance = random.Random(seed)
    found = [
        (block, at, column)
        for block, table in enumerate(document.blocks)
        if isinstance(table, PaperTable)
        for at, line in enumerate(table.lines)
        if isinstance(line, Row)
        for column, cell in enumerate(line.cells)
        if len({same_words(one.text) for one in cell.lines}) > 1
    ]
    if not found:
        return None
    block, at, column = chance.choice(found)
    table = document.blocks[block]
    row = table.lines[at]
    cell = row.cells[column]
    turned = replace(cell, lines=tuple(reversed(cell.lines)))
    lines = list(table.lines)
    lines[at] = replace(row, cells=(*row.cells[:column], turned, *row.cells[column + 1 :]))
    blocks = list(document.blocks)
    blocks[block] = replace(table, lines=tuple(lines))
    return replace(document, blocks=tuple(blocks))
