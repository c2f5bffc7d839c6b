"""Builds tables row by row, and puts them in place of tables of unusual shape."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from reports.sources.source_document import (
    Block,
    Run,
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceTable,
)


@dataclass(slots=True)
class TableBuilder:
    """A table under construction; `columns` are headings and relative widths."""

    columns: Sequence[tuple[str, int]]
    rows: list[tuple[SourceCell, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with the head."""
        self.row([one_line(heading) for heading, _ in self.columns])

    def row(self, cells: Sequence[Sequence[Block]]) -> None:
        """Add a row; each cell is its blocks."""
        number = len(self.rows)
        self.rows.append(
            tuple(
                SourceCell(number, column, blocks=tuple(cell)) for column, cell in enumerate(cells)
            )
        )

    def band(self, blocks: Sequence[Block]) -> None:
        """Add a cell over the whole width."""
        self.rows.append((SourceCell(len(self.rows), 0, 1, len(self.columns), tuple(blocks)),))

    def table(self) -> SourceTable:
        """Give the finished table."""
        widths = tuple(width for _, width in self.columns)
        return SourceTable(tuple(self.rows), len(self.columns), 1, widths)


def one_line(text: str) -> tuple[SourceParagraph, ...]:
    """Give the blocks of a cell with one paragraph."""
    return (SourceParagraph((Run(text),)),)


@dataclass(frozen=True, slots=True)
class FlatTable:
    """An ordinary table made of an unusual one, and sentences about it for the importer."""

    table: SourceTable
    notices: tuple[str, ...]


def with_flat_tables(
    source: SourceDocument, *ways: Callable[[SourceTable], FlatTable | None]
) -> SourceDocument:
    """Replace each table by what the first of `ways` that knows its shape makes of it.

    The same object comes back where no table changes.
    """
    blocks: list[Block] = []
    notices = dict.fromkeys(source.noticed)
    for block in source.blocks:
        results = (way(block) for way in ways) if isinstance(block, SourceTable) else ()
        flat = next(filter(None, results), None)
        blocks.append(flat.table if flat else block)
        notices.update(dict.fromkeys(flat.notices if flat else ()))
    same = all(new is old for new, old in zip(blocks, source.blocks, strict=True))
    return source if same else replace(source, blocks=tuple(blocks), noticed=tuple(notices))
