"""Reads a table from plain text: cells between tabs, rows on lines, as spreadsheets copy it.

It knows tabs, quotes and the semicolons of .csv files; it refuses to guess tables from blanks.
"""

import csv
import re
from typing import Final

from reports.sources.docx.parts import MAX_LETTERS
from reports.sources.html import NO_TABLE, TOO_MUCH
from reports.sources.sheet_blocks import Square, blocks_of
from reports.sources.source_document import SourceDocument, SourceError, Table

# A cell that a program put into quotes: it ends where its quotation mark ends the cell.
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*+)"(?=\t|\n|$)')
_PLAIN: Final = re.compile(r"[^\t\n]*")
# Only for these does a program put quotes of its own; others are the author's.
_NEEDS_QUOTES: Final = re.compile(r'[\n\t,;]|""')


def read_plain(text: str, *, may_be_csv: bool = False) -> SourceDocument:
    """The paragraphs and the table of a text with tabs, or with semicolons where it may be so.

    SourceError, with one Russian sentence, where it is too long or holds no table.
    """
    if len(text) > MAX_LETTERS:
        raise SourceError(TOO_MUCH)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = _rows(lines) if "\t" in lines or not may_be_csv else _with_semicolons(lines)
    grid = [
        [Square(at, words) for at, cell in enumerate(row) if (words := cell.strip())]
        for row in rows
    ]
    blocks = blocks_of(grid)
    if not any(isinstance(block, Table) for block in blocks):
        raise SourceError(NO_TABLE)
    return SourceDocument(blocks)


def _rows(text: str) -> list[list[str]]:
    """Cells of each line; a quoted cell may hold line ends and tabs."""
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
        if quoted is not None and _NEEDS_QUOTES.search(quoted[1]):
            rows[-1].append(quoted[1].replace('""', '"'))
            at = quoted.end()
        else:
            plain = _PLAIN.match(text, at)
            rows[-1].append(plain[0] if plain else "")
            at += len(rows[-1][-1])
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1


def _with_semicolons(text: str) -> list[list[str]]:
    csv.field_size_limit(MAX_LETTERS)
    try:
        return list(csv.reader(text.splitlines(keepends=True), delimiter=";", strict=True))
    except csv.Error:
        return [line.split(";") for line in text.split("\n")]
