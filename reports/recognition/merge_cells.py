"""Groups the cells of one row by use; columns that share a use become one cell."""

from dataclasses import replace

from events.plan.roles import ColumnRole
from reports.recognition import cells
from reports.recognition.cells import CellUse
from reports.recognition.column_roles import use_of_wide
from reports.recognition.flat_table import one_line
from reports.recognition.heading_words import TICK
from reports.recognition.phrases import fold_blanks
from reports.recognition.table_head import Head
from reports.sources.source_document import SourceCell, SourceTable


def cells_by_use(
    table: SourceTable, head: Head, row: int, left_off: list[str]
) -> dict[CellUse, SourceCell]:
    """Return the cells of a row by use; a cell over several rows belongs to each of them.

    Text that would be repeated is appended to `left_off`: a tick in the column of a month, the
    end of a term that equals its beginning.
    """
    by_use: dict[CellUse, SourceCell] = {}
    for column in range(table.columns):
        cell = table.at(row, column)
        if cell is None or head.uses[column] == "left":
            continue
        use = use_of_wide(
            head.uses[cell.column : cell.column + cell.colspan], fold_blanks(cell.text)
        )
        if use == "mark":
            text = fold_blanks(cell.text) if cell.column == column else ""
            if TICK.match(text):
                left_off.append(text)
                text = head.marks[column]
            by_use[ColumnRole.TERM] = _with_period(
                by_use.get(ColumnRole.TERM), text, replace(cell, row=row, rowspan=1)
            )
            continue
        more = use == ColumnRole.EVENT and ColumnRole.EVENT in by_use
        role: CellUse = "more" if more else ColumnRole.TERM if use == "until" else use
        if use == ColumnRole.RESPONSIBLE and column in head.speakers:
            role = "speaker"
        before = by_use[ColumnRole.EVENT] if more else by_use.get(role)
        if before == cell:
            continue
        if use == "until" and before is not None:
            by_use[role], repeated = cells.term_from_two_cells(before, cell)
            left_off.append(repeated)
        else:
            by_use[role] = _joined(by_use[role], cell, role, head) if role in by_use else cell
    return by_use


def _joined(before: SourceCell, cell: SourceCell, role: CellUse, head: Head) -> SourceCell:
    """Join a cell to the cell of an earlier column that has the same use."""
    headings = [head.columns[shared.column].heading for shared in (before, cell)]
    return cells.joined_cell(before, cell, role, headings)


def _with_period(term: SourceCell | None, period: str, cell: SourceCell) -> SourceCell:
    """Return the row's term with the month or quarter of a marked column added to it."""
    words = ", ".join(filter(None, (term.text if term is not None else "", period)))
    return replace(cell, blocks=one_line(words))
