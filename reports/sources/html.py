"""Reads paragraphs and tables of HTML: a saved page, or the clipboard of an office program."""

import re
from typing import Final

from lxml import etree

from reports.sources.docx import LEFT_OUT
from reports.sources.docx.frame import without_frames
from reports.sources.docx.parts import MAX_ELEMENTS
from reports.sources.html_look import Looks
from reports.sources.html_walk import TOO_MUCH, Walk
from reports.sources.sheet_blocks import Grid, GridCell, rows_as_table, sheet_blocks
from reports.sources.source_document import (
    Block,
    SourceCell,
    SourceDocument,
    SourceError,
    SourceTable,
)

# Of the page with its tags, which are many times longer than its text.
MAX_LETTERS: Final = 6_000_000

BROKEN: Final = "Вставленное не удалось прочесть: скопируйте таблицу из файла ещё раз."
NO_TABLE: Final = (
    "Здесь нет ни одной таблицы, а план читается из таблицы: скопируйте таблицу плана целиком."
)

# A spreadsheet puts everything into one table, title and stamps too.
_SHEET: Final = re.compile(
    r"content=[\"']?(?:Excel|LibreOffice Calc)|google-sheets-html-origin|data-sheets-|\bsdnum=",
    re.IGNORECASE,
)
_BEGINNING: Final = 20_000
_HAS_BODY: Final = re.compile(r"<(?:body|head|html)\b", re.IGNORECASE)


def read_html(text: str, *, as_rows: bool = False) -> SourceDocument:
    """Read the paragraphs and tables of an HTML text, in reading order.

    `as_rows`: a sheet of a spreadsheet is one table with all its columns, not a title over a plan.

    Raises:
        SourceError: it breaks a limit or holds no table.

    """
    if len(text) > MAX_LETTERS:
        raise SourceError(TOO_MUCH)
    root = _parsed(text)
    walk = Walk(Looks(root))
    body = root.find("body")
    told = without_frames(tuple(walk.blocks(root if body is None else body)))
    if _SHEET.search(text[:_BEGINNING]):
        told = tuple(one for block in told for one in _as_sheet(block, as_rows=as_rows))
    if not any(isinstance(block, SourceTable) for block in told):
        raise SourceError(NO_TABLE)
    noticed = tuple(LEFT_OUT[what] for what in sorted(walk.left_out))
    return SourceDocument(told, tuple(walk.asides), noticed=noticed)


def _as_sheet(block: Block, *, as_rows: bool) -> tuple[Block, ...]:
    """A table of a spreadsheet without the lines above and below its plan, or with all rows."""
    if not isinstance(block, SourceTable):
        return (block,)
    grid: Grid = [
        [
            GridCell(cell.column, cell.text, _is_bold(cell), cell.rowspan, cell.colspan)
            for cell in row
            if cell.text
        ]
        for row in block.rows
    ]
    return rows_as_table(grid, block.columns) if as_rows else sheet_blocks(grid, block.widths)


def _is_bold(cell: SourceCell) -> bool:
    told = [one for one in cell.paragraphs if one.text.strip()]
    return bool(told) and all(one.bold for one in told)


def _parsed(text: str) -> etree._Element:
    if not _HAS_BODY.search(text[:_BEGINNING]):
        # After the <meta> with which a browser begins a clipboard, all would be in the head.
        text = f"<body>{text}"
    # A declaration of encoding would contradict the text that was decoded already.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(BROKEN) from error
    # Where the parser gives up at a great depth, the rest would be lost in silence; and a page of
    # comments alone has no root, whatever its types say.
    made: object = root
    if made is None or any(one.level_name == "FATAL" for one in parser.error_log):
        raise SourceError(BROKEN)
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise SourceError(TOO_MUCH)
    return root
