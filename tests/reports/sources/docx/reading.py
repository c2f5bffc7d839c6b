"""Reads Word files for tests and shows what was read as plain lists."""

from reports.sources.docx import read_word
from reports.sources.source_document import Paragraph, Table


def only_table(data: bytes) -> Table:
    """Give the first table of a Word file."""
    return next(block for block in read_word(data).blocks if isinstance(block, Table))


def paragraphs(data: bytes) -> list[Paragraph]:
    """Give the paragraphs of a Word file outside its tables."""
    return [block for block in read_word(data).blocks if isinstance(block, Paragraph)]


def texts(table: Table) -> list[list[str]]:
    """Give the text of each cell, row by row."""
    return [[cell.text for cell in cells] for cells in table.rows]


def spans(table: Table) -> list[list[tuple[int, int, int]]]:
    """Give the column, rowspan and colspan of each cell, row by row."""
    return [[(one.column, one.rowspan, one.colspan) for one in cells] for cells in table.rows]
