"""Takes tables out of tables that only lay out a page: a frame, columns of a web site."""

from collections.abc import Iterator
from dataclasses import replace

from reports.sources.source_document import Block, SourceCell, SourceTable

type Rows = tuple[tuple[SourceCell, ...], ...]


def without_frames(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks, each frame replaced by its contents, in reading order.

    A table is a frame where a table inside it has more text than itself, or is in its only column.
    """
    return tuple(_without_frames(blocks))


def _without_frames(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, SourceTable) and _is_frame(block):
            for rows in _parted(block.rows):
                yield from _contents(block, rows)
        else:
            yield block


def _is_frame(table: SourceTable) -> bool:
    inside = _inside(table.rows)
    if table.columns == 1 and any(one.columns > 1 for one in inside):
        return True
    own = _count_letters(table.rows, themselves=True)
    return any(_count_letters(one.rows) > own for one in inside)


def _inside(rows: Rows) -> list[SourceTable]:
    return [
        block
        for row in rows
        for cell in row
        for block in cell.blocks
        if isinstance(block, SourceTable)
    ]


def _count_letters(rows: Rows, *, themselves: bool = False) -> int:
    """Letters in these rows; `themselves` leaves out tables inside them."""
    letters = 0
    for row in rows:
        for cell in row:
            for block in cell.blocks:
                if not isinstance(block, SourceTable):
                    letters += len(block.text)
                elif not themselves:
                    letters += _count_letters(block.rows)
    return letters


def _parted(rows: Rows) -> Iterator[Rows]:
    """Each row with a table inside by itself, other rows together as far as cells reach."""
    begins = 0
    while begins < len(rows):
        ends = begins
        while ends < len(rows) and not _inside(rows[ends : ends + 1]):
            ends += 1
        part = rows[begins : max(ends, begins + 1)]
        reach = max((cell.row + cell.rowspan for row in part for cell in row), default=0)
        ends = max(begins + len(part), min(reach, len(rows)))
        yield rows[begins:ends]
        begins = ends


def _contents(table: SourceTable, rows: Rows) -> Iterator[Block]:
    if _inside(rows) or all(len(row) < 2 for row in rows):  # noqa: PLR2004 - nothing side by side
        for row in rows:
            for cell in row:
                yield from _without_frames(cell.blocks)
    else:
        begins = rows[0][0].row if rows[0] else 0
        moved = tuple(tuple(replace(one, row=one.row - begins) for one in row) for row in rows)
        keys = table.keys[begins : begins + len(rows)]
        yield SourceTable(moved, table.columns, 0, table.widths, keys)
