"""What a Word file says, as paragraphs and tables of cells, in reading order.

It knows the shape that recognition works on; it refuses to know XML and what a plan is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby


class SourceError(Exception):
    """The file can't be read; the message is one Russian sentence for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same text in as few runs as its faces allow."""
    return tuple(
        Run("".join(run.text for run in alike), bold)
        for bold, alike in groupby(runs, key=lambda run: run.bold)
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its runs, and what Word draws around them.

    `marker` is the number or bullet that Word makes itself ("1.", "•"), never part of `text`;
    `page_break` says that a new page begins in, before or after it.
    """

    runs: tuple[Run, ...] = ()
    align: str = ""
    marker: str = ""
    page_break: bool = False

    @property
    def text(self) -> str:
        """The text without the marker, line breaks as newlines and tabs as tabs."""
        return "".join(run.text for run in self.runs)

    @property
    def full_text(self) -> str:
        """The text as the eye sees it: marker first."""
        return f"{self.marker} {self.text}" if self.marker else self.text

    @property
    def bold(self) -> bool:
        """Whether everything visible in it is bold."""
        visible = [run for run in self.runs if run.text.strip()]
        return bool(visible) and all(run.bold for run in visible)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table with its merges undone: where it begins and how far it reaches."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    blocks: "tuple[Paragraph | Table, ...]" = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, those of nested tables included, in reading order."""
        return tuple(paragraphs_of(self.blocks))

    @property
    def text(self) -> str:
        """Its visible text, one line a paragraph, empty paragraphs left out."""
        lines = (paragraph.full_text.strip() for paragraph in self.paragraphs)
        return "\n".join(line for line in lines if line)

    @property
    def line(self) -> str:
        """Its visible text on one line."""
        return " ".join(self.text.split())

    @property
    def visible(self) -> tuple[Paragraph, ...]:
        """Its paragraphs that say something."""
        return tuple(one for one in self.paragraphs if one.text.strip())

    @property
    def bold(self) -> bool:
        """Whether all that it says is bold."""
        return all(one.bold for one in self.visible)


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a grid: each row lists the cells that begin in it.

    `widths` are those that the file gives its columns, in twentieths of a point; they may be
    fewer than the columns, or none.
    """

    rows: tuple[tuple[Cell, ...], ...]
    columns: int
    header_rows: int = 0
    widths: tuple[int, ...] = ()
    _grid: dict[tuple[int, int], Cell] = field(default_factory=dict, compare=False, repr=False)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this place of the grid, wherever it begins."""
        if not self._grid:
            for cells in self.rows:
                for cell in cells:
                    for down in range(cell.rowspan):
                        for right in range(cell.colspan):
                            self._grid[cell.row + down, cell.column + right] = cell
        return self._grid.get((row, column))

    def below(self, first: int, column: int) -> list[Cell]:
        """The cells of this column alone that begin in the row `first` or under it."""
        return [
            cell
            for row in self.rows[first:]
            for cell in row
            if cell.column == column and cell.colspan == 1
        ]


type Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Aside:
    """Text that stands outside the body: a footnote, a page header; `place` says which."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The data that a Word file of our own brings along, and a hash of the words it had then."""

    data: str
    words: str


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A whole file: its body in reading order, and what stands outside it.

    `noticed` tells in sentences what was left out on purpose: deleted, hidden, not readable.
    """

    blocks: tuple[Block, ...]
    asides: tuple[Aside, ...] = ()
    landscape: bool = False
    enclosed: Enclosed | None = None
    noticed: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the body, nested ones left inside their cells."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """All paragraphs of these blocks, those inside tables included, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_of(cell.blocks)
