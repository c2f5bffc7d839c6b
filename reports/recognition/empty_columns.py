"""Removes empty columns of rows that are pasted, where the plan has none in their place."""

from dataclasses import replace

from events.plan.content import ColumnContent
from reports.recognition.column_roles import usual_columns
from reports.sources.source_document import SourceDocument, SourceTable


def without_empty_columns(
    source: SourceDocument, usual: tuple[ColumnContent, ...]
) -> SourceDocument:
    """The document whose tables have no empty columns, unless they have those of the plan.

    A table with the columns of the plan, `usual`, keeps them: an empty one says which the others
    are.
    """
    blocks = tuple(
        _full(block) if isinstance(block, SourceTable) and not _fits(block, usual) else block
        for block in source.blocks
    )
    return replace(source, blocks=blocks)


def _fits(table: SourceTable, usual: tuple[ColumnContent, ...]) -> bool:
    return bool(usual_columns(usual, table.columns))


def _full(table: SourceTable) -> SourceTable:
    filled = {cell.column for row in table.rows for cell in row if cell.line or cell.colspan > 1}
    kept = [column for column in range(table.columns) if column in filled]
    if len(kept) in (0, table.columns):
        return table
    place = {column: at for at, column in enumerate(kept)}
    rows = tuple(
        tuple(
            replace(
                cell,
                column=place[cell.column],
                colspan=sum(at in place for at in range(cell.column, cell.column + cell.colspan)),
            )
            for cell in row
            if cell.column in place
        )
        for row in table.rows
    )
    widths = tuple(table.widths[at] for at in kept) if len(table.widths) == table.columns else ()
    return SourceTable(rows, len(kept), table.header_rows, widths)
