"""Gathers the cells of one row by their use: columns that share one become one cell.

It knows columns of marks, of speakers and of two ends of a term; it refuses to know other rows.
"""

from dataclasses import replace

from events.plan.roles import ColumnRole
from reports.recognition import cells
from reports.recognition.cells import CellUse
from reports.recognition.column_roles import use_of_wide
from reports.recognition.heading_words import MARK
from reports.recognition.phrases import tidy
from reports.recognition.table_head import Head
from reports.sources.source_document import Cell, Paragraph, Run, Table


def gathered(table: Table, head: Head, row: int, left_off: list[str]) -> dict[CellUse, Cell]:
    """The cells of a row by use; a cell merged from above is in each row it covers.

    `left_off` takes what is said twice: a tick under a month, an end that is the beginning too.
    """
    own: dict[CellUse, Cell] = {}
    for column in range(table.columns):
        cell = table.at(row, column)
        if cell is None or head.uses[column] == "left":
            continue
        use = use_of_wide(head.uses[cell.column : cell.column + cell.colspan], tidy(cell.text))
        if use == "mark":
            text = tidy(cell.text) if cell.column == column else ""
            if MARK.match(text):
                left_off.append(text)
                text = head.marks[column]
            own[ColumnRole.TERM] = _also(
                own.get(ColumnRole.TERM), text, replace(cell, row=row, rowspan=1)
            )
            continue
        more = use == ColumnRole.EVENT and ColumnRole.EVENT in own
        role: CellUse = "more" if more else ColumnRole.TERM if use == "until" else use
        if use == ColumnRole.RESPONSIBLE and column in head.speakers:
            role = "speaker"
        said = own[ColumnRole.EVENT] if more else own.get(role)
        if said == cell:
            continue
        if use == "until" and said is not None:
            own[role], repeated = cells.until(said, cell)
            left_off.append(repeated)
        else:
            own[role] = _with_shared(own.get(role), cell, role, head)
    return own


def _with_shared(said: Cell | None, cell: Cell, role: CellUse, head: Head) -> Cell:
    """The cell, after what stands in the column before it that shares its use."""
    if said is None:
        return cell
    headings = [head.columns[one.column].heading for one in (said, cell)]
    return cells.both(said, cell, role, headings)


def _also(term: Cell | None, text: str, cell: Cell) -> Cell:
    """This cell with the row's term and what a column of a month or a quarter adds to it."""
    words = ", ".join(filter(None, (term.text if term is not None else "", text)))
    return replace(cell, blocks=(Paragraph((Run(words),)),))
