"""Reads Word files for tests and shows what was read as plain lists."""

from reports.sources.docx import read_word
from reports.sources.source_document import SourceParagraph, SourceTable


def only_table(data: bytes) -> SourceTable:
    """Give the first table of a Word file."""
    return next(block for block in read_word(data).blocks if isinstance(block, SourceTable))


def paragraphs(data: bytes) -> list[SourceParagraph]:
    """Give the paragraphs of a Word file outside its tables."""
    return [block for block in read_word(data).blocks if isinstance(block, SourceParagraph)]


def texts(table: SourceTable) -> list[list[str]]:
    """Give the text of each cell, row by row."""
    return [[cell.text for cell in cells] for cells in table.rows]


def spans(table: SourceTable) -> list[list[tuple[int, int, int]]]:
    """Give the column, rowspan and colspan of each cell, row by row."""
    return [[(one.column, one.rowspan, one.colspan) for one in cells] for cells in table.rows]
