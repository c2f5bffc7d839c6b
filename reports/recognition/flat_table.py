"""Makes a table row by row, as if it had stood in the file.

It knows cells and their places; it refuses to know what they say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.sources.source_document import Block, Cell, Paragraph, Run, Table


@dataclass(slots=True)
class Rows:
    """The rows of a table while it is made; columns are their headings and shares of the page."""

    columns: Sequence[tuple[str, int]]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with the head."""
        self.row([line_of(name) for name, _ in self.columns])

    def row(self, cells: Sequence[Sequence[Block]]) -> None:
        """Add a row."""
        at = len(self.rows)
        self.rows.append(tuple(Cell(at, n, 1, 1, tuple(one)) for n, one in enumerate(cells)))

    def band(self, blocks: Sequence[Block]) -> None:
        """Add a cell over the whole width."""
        self.rows.append((Cell(len(self.rows), 0, 1, len(self.columns), tuple(blocks)),))

    def table(self) -> Table:
        """The table of these rows."""
        widths = tuple(width for _, width in self.columns)
        return Table(tuple(self.rows), len(self.columns), 1, widths)


def line_of(text: str) -> tuple[Paragraph, ...]:
    """A cell's only paragraph."""
    return (Paragraph((Run(text),)),)
