"""Makes tables of Word's rows: merged cells resolved, deleted rows and cells left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol
from xml.etree.ElementTree import Element

from reports.sources.docx.grid import with_merged_edges, without_deleted_columns
from reports.sources.docx.parts import ROW_KEY, TOO_LONG, TOO_WIDE
from reports.sources.docx.styles import bounded_number, child_value, switch
from reports.sources.docx.unread import is_gone, is_prompt
from reports.sources.source_document import Block, SourceCell, SourceError, SourceTable

MAX_COLUMNS = 64
# Rows and places of all tables together: a plan of 2,000 rows has some 12,000 places.
MAX_ROWS = 5_000
MAX_PLACES = 60_000


class ReadCell(Protocol):
    """Reads the contents of a cell: `body` reads paragraphs, this module only rows."""

    def __call__(self, element: Element, *, prompt: bool) -> tuple[Block, ...]:
        """The blocks of a cell; `prompt`: it holds only a hint what to fill in."""


class Tables:
    """Reads the tables of one document; counts rows and places against the limits."""

    def __init__(self, read_cell: ReadCell, left_out: Counter[str]) -> None:
        """Take the reader of cells, and the counter of what isn't read."""
        self._read_cell = read_cell
        self._left_out = left_out
        self._places = 0
        self._rows_read = 0

    def read(self, element: Element) -> SourceTable | None:
        """The table; None where all of its rows were deleted."""
        rows: list[list[SourceCell]] = []
        keys: list[str] = []
        above: dict[int, SourceCell] = {}
        deleted: set[int] = set()
        columns = header_rows = 0
        for row in self._rows(element):
            self._rows_read += 1
            if self._rows_read > MAX_ROWS:
                raise SourceError(TOO_LONG)
            read = _Row(self._read_cell, self._left_out, rows, above, deleted)
            read.fill(row)
            above = read.still_open
            columns = max(columns, read.ends)
            if header_rows == len(rows) and switch(row.find("w:trPr"), "w:tblHeader"):
                header_rows += 1
            rows.append(read.cells)
            keys.append(_key(row))
        if not rows:
            return None
        self._places += len(rows) * columns
        if self._places > MAX_PLACES:
            raise SourceError(TOO_LONG)
        grid = element.find("w:tblGrid")
        widths = tuple(bounded_number(one.get("w:w")) for one in (grid if grid is not None else ()))
        made = SourceTable(
            tuple(tuple(cells) for cells in rows),
            columns,
            header_rows,
            widths,
            tuple(keys) if any(keys) else (),
        )
        return with_merged_edges(without_deleted_columns(made, deleted) if deleted else made)

    def _rows(self, container: Element) -> Iterator[Element]:
        for element in container:
            if element.tag == "w:tr":
                properties = element.find("w:trPr")
                if properties is not None and properties.find("w:del") is not None:
                    self._left_out["deleted"] += 1
                elif switch(properties, "w:hidden"):
                    self._left_out["hidden"] += 1
                else:
                    yield element
            elif not is_gone(element, self._left_out):
                yield from self._rows(element)


class _Row:
    """One row while it is read; `above` are merged cells that it may continue, by column."""

    def __init__(
        self,
        read_cell: ReadCell,
        left_out: Counter[str],
        rows: list[list[SourceCell]],
        above: dict[int, SourceCell],
        deleted: set[int],
    ) -> None:
        self.cells: list[SourceCell] = []
        self.still_open: dict[int, SourceCell] = {}
        self.ends = 0
        self._read_cell = read_cell
        self._left_out = left_out
        self._rows = rows
        self._above = above
        self._deleted = deleted

    def fill(self, row: Element) -> None:
        properties = row.find("w:trPr")
        column = bounded_number(child_value(properties, "w:gridBefore"))
        for element, prompt in self._elements(row):
            column += self._cell(element, column, prompt=prompt)
        after = bounded_number(child_value(properties, "w:gridAfter"))
        if column + after > MAX_COLUMNS:
            raise SourceError(TOO_WIDE)
        self.ends = column + after

    def _cell(self, element: Element, column: int, *, prompt: bool) -> int:
        """Read a cell that begins at this column; return how many columns it takes."""
        look = element.find("w:tcPr")
        span = max(1, min(bounded_number(child_value(look, "w:gridSpan"), 1), MAX_COLUMNS))
        if column + span > MAX_COLUMNS:
            raise SourceError(TOO_WIDE)
        merge = look.find("w:vMerge") if look is not None else None
        beside = look.find("w:hMerge") if look is not None else None
        if look is not None and look.find("w:cellDel") is not None:
            self._left_out["deleted"] += 1
            self._deleted.add(column)
            self.cells.append(SourceCell(len(self._rows), column, 1, span))
            return span
        blocks = self._read_cell(element, prompt=prompt)
        goes_on = merge is not None and merge.get("w:val", "continue") == "continue"
        over = self._above.get(column)
        if goes_on and over is not None and over.colspan == span:
            self.still_open[column] = _grown(self._rows, over, blocks)
        elif self.cells and beside is not None and beside.get("w:val", "continue") == "continue":
            wide = self.cells[-1]
            wider = replace(
                wide, colspan=wide.colspan + span, blocks=wide.blocks + _with_content(blocks)
            )
            self.cells[-1] = wider
            if wide.column in self.still_open:
                self.still_open[wide.column] = wider
        else:
            cell = SourceCell(len(self._rows), column, 1, span, blocks)
            self.cells.append(cell)
            if merge is not None:
                self.still_open[column] = cell
        return span

    def _elements(
        self, container: Element, *, prompt: bool = False
    ) -> Iterator[tuple[Element, bool]]:
        for element in container:
            if element.tag == "w:tc":
                yield element, prompt
            elif not is_gone(element, self._left_out):
                yield from self._elements(element, prompt=prompt or is_prompt(element))


def _key(row: Element) -> str:
    """The key of a row in a file of the portal; empty where it has none."""
    names = (one.get("w:name", "") for one in row.iter("w:bookmarkStart"))
    return next((one.removeprefix(ROW_KEY) for one in names if one.startswith(ROW_KEY)), "")


def _grown(rows: list[list[SourceCell]], cell: SourceCell, blocks: tuple[Block, ...]) -> SourceCell:
    """The merged cell one row longer; text hidden in the continued part is kept."""
    longer = replace(cell, rowspan=cell.rowspan + 1, blocks=cell.blocks + _with_content(blocks))
    home = rows[cell.row]
    # By its place: to compare a whole cell with its neighbours would read both.
    home[next(at for at, one in enumerate(home) if one.column == cell.column)] = longer
    return longer


def _with_content(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(b for b in blocks if isinstance(b, SourceTable) or b.text.strip())
