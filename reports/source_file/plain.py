"""Reads a table from plain text: cells between tabs, rows on lines, as spreadsheets copy it.

It knows tabs and quotes; it refuses to guess tables from blanks.
"""

import csv

from reports.word_file import Table, WordFile, WordFileError

from .grid import Square, blocks_of
from .markup import MAX_LETTERS, NO_TABLE, TOO_MUCH


def read_plain(text: str) -> WordFile:
    """The paragraphs and the table of a text with tabs.

    WordFileError, with one Russian sentence, where it is too long or has no tab at all.
    """
    if len(text) > MAX_LETTERS:
        raise WordFileError(TOO_MUCH)
    rows = _rows(text)
    grid = [
        [Square(at, words) for at, cell in enumerate(row) if (words := cell.strip())]
        for row in rows
    ]
    blocks = blocks_of(grid)
    if not any(isinstance(block, Table) for block in blocks):
        raise WordFileError(NO_TABLE)
    return WordFile(blocks)


def _rows(text: str) -> list[list[str]]:
    """Cells of each line; a quoted cell may hold line ends, as Excel writes it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(MAX_LETTERS)
    try:
        return list(csv.reader(lines.splitlines(keepends=True), delimiter="\t", strict=True))
    except csv.Error:
        # A quotation mark that opens nothing: «"Школа" и вуз» — then quotes are just text.
        return [line.split("\t") for line in lines.split("\n")]
