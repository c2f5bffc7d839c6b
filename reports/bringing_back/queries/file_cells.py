"""What of a row differs in a workbook that was brought back, field by field.

A cell may show several fields: a title with its description, its questions and what has no column.
It is taken apart as the cells of our Word files are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from events.plan.content import ColumnContent, EventContent, LayoutContent
from events.plan.outline import Cell
from events.plan.roles import ColumnRole
from events.plan.typed_numbers import own_number
from reports.bringing_back.queries.field_texts import Texts, differing_texts, words_of_line
from reports.office_files.docx.edited_row import edited_event
from reports.office_files.xlsx.lines import Place, numbered
from reports.sources.source_document import Run, SourceCell, SourceParagraph

EVENT: Final[Place] = (ColumnRole.EVENT.value, 1)
NUMBER: Final[Place] = (ColumnRole.NUMBER.value, 1)


def shown(cell: Cell) -> str:
    """A cell as a file writes it."""
    return "\n".join(
        " ".join(filter(None, (line.mark, line.lead, line.text))) for line in cell.lines
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A row as a file was written, with the cells that show its own fields, by column.

    `columns` are those of its table. `automatic` is the number that the plan gives it by itself,
    `number` the one that it has; `section` and `parent` are uids.
    """

    event: EventContent
    section: str
    cells: Mapping[Place, Cell]
    columns: tuple[ColumnContent, ...]
    layout: LayoutContent
    automatic: str = ""
    parent: str = ""
    number: str = ""
    # Whether the heading of the section stands in a column beside its rows.
    merged: bool = False
    # What the file says of the row in columns that are none of its fields.
    said: Mapping[Place, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What the cell of the event says, in one line."""
        cell = self.cells.get(EVENT)
        return " ".join(shown(cell).split()) if cell else ""


def changed_fields(row: Written, texts: Mapping[Place, str]) -> Texts:
    """The fields of the row that other texts of its cells change, each with its new text."""
    cells = {
        at: _source_cell(texts[place])
        for at, place in enumerate(numbered(column.role for column in row.columns))
        if place in row.cells and place in texts
    }
    now = edited_event(row.event, cells, row.columns, row.layout, merged=row.merged)
    changed = {} if now is row.event else dict(differing_texts(row.event, now))
    if NUMBER in row.cells and NUMBER in texts:
        changed |= _changed_number(row.cells[NUMBER], texts[NUMBER], row.automatic)
    return changed


def _source_cell(text: str) -> SourceCell:
    lines = text.split("\n")
    return SourceCell(0, 0, blocks=tuple(SourceParagraph((Run(line),)) for line in lines))


def _changed_number(cell: Cell, text: str, automatic: str) -> Texts:
    was, now = shown(cell), words_of_line(text)
    if was.rstrip(".") == now.rstrip("."):
        return {}
    # Whoever adds a row counts those below it again: so does the plan.
    own = own_number(now, automatic)
    return {"number": own} if own or was.rstrip(".") != automatic.rstrip(".") else {}
