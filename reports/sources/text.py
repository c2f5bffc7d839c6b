"""Reads a table from plain text: cells between tabs, or between semicolons in a .csv file."""

import csv
import re
from typing import Final

from reports.sources.docx.parts import MAX_LETTERS, TOO_LONG
from reports.sources.docx.rows import MAX_ROWS
from reports.sources.html import NO_TABLE, TOO_MUCH
from reports.sources.sheet_blocks import GridCell, sheet_blocks
from reports.sources.source_document import (
    Run,
    SourceCell,
    SourceDocument,
    SourceError,
    SourceParagraph,
    SourceTable,
)

# A cell that a program put into quotes: its closing quotation mark ends the cell.
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*+)"(?=\t|\n|$)')
_PLAIN: Final = re.compile(r"[^\t\n]*")
# A program quotes only these; other quotation marks are the author's.
_NEEDS_QUOTES: Final = re.compile(r'[\n\t,;]|""')


def read_plain_text(text: str, *, may_be_csv: bool = False) -> SourceDocument:
    """Read a text with tabs, or with semicolons where it may be a .csv file.

    Raises:
        SourceError: it is too long or holds no table.

    """
    if len(text) > MAX_LETTERS:
        raise SourceError(TOO_MUCH)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = _rows(lines) if "\t" in lines or not may_be_csv else _with_semicolons(lines)
    grid = [
        [GridCell(at, words) for at, cell in enumerate(row) if (words := cell.strip())]
        for row in rows
    ]
    blocks = sheet_blocks(grid)
    if not any(isinstance(block, SourceTable) for block in blocks):
        raise SourceError(NO_TABLE)
    return SourceDocument(blocks)


def read_lines(text: str) -> SourceDocument:
    """Read a text without tabs as a table of one column, each line a row.

    Raises:
        SourceError: it is too long, or one line alone.

    """
    if len(text) > MAX_LETTERS:
        raise SourceError(TOO_MUCH)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004 - words alone are no list of rows
        raise SourceError(NO_TABLE)
    if len(lines) > MAX_ROWS:
        raise SourceError(TOO_LONG)
    cells = (SourceCell(at, 0, blocks=(_paragraph(line),)) for at, line in enumerate(lines))
    return SourceDocument((SourceTable(tuple((cell,) for cell in cells), 1),))


def _paragraph(line: str) -> SourceParagraph:
    return SourceParagraph((Run(line),))


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
