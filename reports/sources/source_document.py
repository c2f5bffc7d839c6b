"""The shape of every source: paragraphs and tables of cells, in reading order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Final


class SourceError(Exception):
    """The file can't be read; the message is one Russian sentence that says what to do."""


# Ten pages in one cell are no row of a plan.
MAX_CELL_LETTERS: Final = 20_000
CELL_TOO_LONG: Final = (
    "В одной ячейке {longest} знаков, а портал читает не больше {most}: таблица {table}, строка"
    " {row}, столбец {column}, «{beginning}…». Похоже, в ней весь текст, а не строка плана."
    " Разбейте её на строки и повторите."
)
_BEGINNING: Final = 40


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, all bold or all not."""

    text: str
    bold: bool = False


def merge_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same text, neighbouring runs of one boldness merged."""
    return tuple(
        Run("".join(run.text for run in alike), bold)
        for bold, alike in groupby(runs, key=lambda run: run.bold)
    )


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One paragraph.

    `marker` is the number or bullet that Word makes itself ("1.", "•"), never part of `text`;
    `page_break`: a new page begins in, before or after it.
    """

    runs: tuple[Run, ...] = ()
    align: str = ""
    marker: str = ""
    page_break: bool = False

    @property
    def text(self) -> str:
        """The text without the marker; line breaks are newlines."""
        # Most paragraphs are one run, and their text is asked for again and again.
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)

    @property
    def full_text(self) -> str:
        """The text as a reader sees it, marker first."""
        return f"{self.marker} {self.text}" if self.marker else self.text

    @property
    def bold(self) -> bool:
        """Whether everything visible in it is bold."""
        visible = [run for run in self.runs if run.text.strip()]
        return bool(visible) and all(run.bold for run in visible)


@dataclass(frozen=True)
class SourceCell:
    """One cell of a table, merged or not: where it begins and how far it reaches.

    It has no slots, so that it keeps its text, for which every step of recognition asks.
    """

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    blocks: "tuple[SourceParagraph | SourceTable, ...]" = ()

    @property
    def paragraphs(self) -> tuple[SourceParagraph, ...]:
        """Its paragraphs, those of nested tables included, in reading order."""
        return tuple(paragraphs_of(self.blocks))

    @cached_property
    def text(self) -> str:
        """Its visible text, one line a paragraph, empty paragraphs left out."""
        lines = (paragraph.full_text.strip() for paragraph in self.paragraphs)
        return "\n".join(line for line in lines if line)

    @cached_property
    def line(self) -> str:
        """Its visible text on one line."""
        return " ".join(self.text.split())

    @property
    def visible(self) -> tuple[SourceParagraph, ...]:
        """Its paragraphs with text."""
        return tuple(one for one in self.paragraphs if one.text.strip())

    @property
    def bold(self) -> bool:
        """Whether all its text is bold."""
        return all(one.bold for one in self.visible)


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table on a grid: each row lists the cells that begin in it.

    `widths` of columns are in twentieths of a point; the file may give fewer, or none. `keys` are
    the names that a file of the portal gives its rows, one a row, or none.
    """

    rows: tuple[tuple[SourceCell, ...], ...]
    columns: int
    header_rows: int = 0
    widths: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    _grid: dict[tuple[int, int], SourceCell] = field(
        default_factory=dict, compare=False, repr=False
    )

    def at(self, row: int, column: int) -> SourceCell | None:
        """The cell that covers this place of the grid, wherever it begins."""
        if not self._grid:
            for cells in self.rows:
                for cell in cells:
                    for down in range(cell.rowspan):
                        for right in range(cell.colspan):
                            self._grid[cell.row + down, cell.column + right] = cell
        return self._grid.get((row, column))

    def below(self, first: int, column: int) -> list[SourceCell]:
        """The cells of this column alone that begin in the row `first` or under it."""
        return [
            cell
            for row in self.rows[first:]
            for cell in row
            if cell.column == column and cell.colspan == 1
        ]


def objection_to_cells(tables: Iterable[SourceTable]) -> str | None:
    """Why these tables are not read: the first cell that is too long, and where it is; or None."""
    for number, table in enumerate(tables, 1):
        for row in table.rows:
            for cell in row:
                if len(cell.text) > MAX_CELL_LETTERS:
                    return CELL_TOO_LONG.format(
                        longest=len(cell.text),
                        most=MAX_CELL_LETTERS,
                        table=number,
                        row=cell.row + 1,
                        column=cell.column + 1,
                        beginning=cell.line[:_BEGINNING].rstrip(),
                    )
    return None


type Block = SourceParagraph | SourceTable


@dataclass(frozen=True, slots=True)
class Aside:
    """Text outside the body: a footnote, a page header; `place` names it in Russian."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The plan inside a Word file of the portal, and a hash of the file's words at that time.

    `properties` are the custom properties of the file, by name.
    """

    data: str
    words: str
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A whole file: its body in reading order, and the text outside it.

    `noticed` are sentences about text left out on purpose: deleted, hidden, not readable.
    """

    blocks: tuple[Block, ...]
    asides: tuple[Aside, ...] = ()
    landscape: bool = False
    enclosed: Enclosed | None = None
    noticed: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[SourceTable, ...]:
        """The tables of the body, nested ones left inside their cells."""
        return tuple(block for block in self.blocks if isinstance(block, SourceTable))


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[SourceParagraph]:
    """All paragraphs of these blocks, those inside tables included, in reading order."""
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_of(cell.blocks)
