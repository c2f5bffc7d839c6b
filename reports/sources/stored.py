"""A `SourceDocument` as JSON values and back, so that the file itself need not be kept."""

from collections.abc import Mapping
from typing import Any

from reports.sources.source_document import (
    Aside,
    Block,
    Run,
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceTable,
)


def source_as_json(word: SourceDocument) -> dict[str, Any]:
    """The file as JSON values, without an enclosed plan."""
    return {
        "blocks": [_block(block) for block in word.blocks],
        "asides": [[aside.place, aside.text] for aside in word.asides],
        "landscape": word.landscape,
        "noticed": list(word.noticed),
    }


def source_from_json(values: Mapping[str, Any]) -> SourceDocument:
    """The file from the values of `as_json`."""
    return SourceDocument(
        tuple(_read(block) for block in values["blocks"]),
        tuple(Aside(place, text) for place, text in values["asides"]),
        values["landscape"],
        noticed=tuple(values.get("noticed", ())),
    )


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, SourceParagraph):
        values: dict[str, Any] = {"runs": [[_clean(run.text), run.bold] for run in block.runs]}
        values |= {"align": block.align} if block.align else {}
        values |= {"marker": _clean(block.marker)} if block.marker else {}
        return values | ({"page_break": True} if block.page_break else {})
    return {
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
        "columns": block.columns,
        "header_rows": block.header_rows,
        "widths": list(block.widths),
    }


def _cell(cell: SourceCell) -> list[Any]:
    blocks = [_block(block) for block in cell.blocks]
    return [cell.row, cell.column, cell.rowspan, cell.colspan, blocks]


def _clean(text: str) -> str:
    """The text without characters that no database keeps."""
    return text.replace("\x00", "").encode(errors="ignore").decode()


def _read(values: Mapping[str, Any]) -> Block:
    if "runs" in values:
        return SourceParagraph(
            tuple(Run(text, bold) for text, bold in values["runs"]),
            values.get("align", ""),
            values.get("marker", ""),
            values.get("page_break", False),
        )
    rows = tuple(tuple(_read_cell(cell) for cell in row) for row in values["rows"])
    return SourceTable(rows, values["columns"], values["header_rows"], tuple(values["widths"]))


def _read_cell(values: list[Any]) -> SourceCell:
    row, column, rowspan, colspan, blocks = values
    return SourceCell(row, column, rowspan, colspan, tuple(_read(block) for block in blocks))
