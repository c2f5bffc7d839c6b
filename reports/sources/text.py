"""Reads a table from plain text: cells between tabs, or between semicolons in a .csv file."""

import csv
import re
from typing import Final

from reports.sources.docx.parts import MAX_LETTERS
from reports.sources.html import NO_TABLE
from reports.sources.html_walk import TOO_MUCH
from reports.sources.sheet_blocks import Grid, GridCell, rows_as_table, sheet_blocks
from reports.sources.source_document import SourceDocument, SourceError, SourceTable

# A cell that a program put into quotes: its closing quotation mark ends the cell.
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*+)"(?=\t|\n|$)')
_PLAIN: Final = re.compile(r"[^\t\n]*")
_BEFORE_WORDS: Final = re.compile(r";[ \u00a0]")
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
    is_csv = "\t" not in lines and (may_be_csv or _is_csv(lines))
    rows = _with_semicolons(lines) if is_csv else _rows(lines)
    blocks = sheet_blocks(_grid(rows))
    if not any(isinstance(block, SourceTable) for block in blocks):
        raise SourceError(NO_TABLE)
    return SourceDocument(blocks)


def read_text_rows(text: str) -> SourceDocument:
    """Read each line as a row of one table with all its columns; without tabs it has one.

    Without tabs, cells may be parted by semicolons as in a .csv file.

    Raises:
        SourceError: it is too long, or one line without tabs.

    """
    if len(text) > MAX_LETTERS:
        raise SourceError(TOO_MUCH)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = _with_semicolons(lines) if "\t" not in lines and _is_csv(lines) else _rows(lines)
    columns = max(map(len, rows))
    grid = _grid(rows)
    if columns == 1 and sum(map(bool, grid)) < 2:  # noqa: PLR2004 - words alone are no list
        raise SourceError(NO_TABLE)
    blocks = rows_as_table(grid, columns)
    if not blocks:
        raise SourceError(NO_TABLE)
    return SourceDocument(blocks)


def _grid(rows: list[list[str]]) -> Grid:
    return [
        [GridCell(at, words) for at, cell in enumerate(row) if (words := cell.strip())]
        for row in rows
    ]


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


def _is_csv(text: str) -> bool:
    """Whether several lines have as many semicolons each; in words, blanks follow most of them."""
    counts = [line.count(";") for line in text.splitlines() if line.strip()]
    if len(counts) < 2 or len(set(counts)) > 1 or counts[0] < 2:  # noqa: PLR2004 - several of each
        return False
    return len(_BEFORE_WORDS.findall(text)) * 2 < sum(counts)


def _with_semicolons(text: str) -> list[list[str]]:
    csv.field_size_limit(MAX_LETTERS)
    try:
        return list(csv.reader(text.splitlines(keepends=True), delimiter=";", strict=True))
    except csv.Error:
        return [line.split(";") for line in text.split("\n")]
