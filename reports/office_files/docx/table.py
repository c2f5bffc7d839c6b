"""Writes a plan's table for a Word file: a repeated head, bands, merged cells (ECMA-376, 17.4).

It makes the XML itself: python-docx's tables take time that grows with the square of the rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from events.plan.cell_lines import Line
from events.plan.outline import Band, Cell
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Orientation
from plans_portal.lib.characters import normalize_characters
from reports.paper.document import PaperTable
from reports.sources.docx.parts import ROW_KEY

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MM: Final = 56.693  # twentieths of a point
# Between the border of a cell and its words, as in the PDF.
_PADDING: Final = (("top", 45), ("left", 85), ("bottom", 45), ("right", 85))
# Above a line to sign on.
_TO_SIGN: Final = 170
_CENTRED: Final = frozenset({ColumnRole.NUMBER, ColumnRole.TERM})


def table_element(
    table: PaperTable, orientation: str, styles: dict[str, str], ids: Iterator[int]
) -> Any:
    """The XML element of a table; `styles` are ids of styles by name, `ids` those of bookmarks."""
    page = round(Orientation(orientation).text_width * _MM)
    # Each edge is rounded by itself, so that the last one is that of the text.
    edges = [0.0, *accumulate(float(column.share) / 100 * page for column in table.columns)]
    widths = [round(right) - round(left) for left, right in pairwise(edges)]
    element = _frame(widths)
    element.append(_head([column.heading for column in table.columns], widths, styles))
    left = [0] * len(widths)  # rows that a merged cell above still covers, by column
    for index, line in enumerate(table.lines):
        if isinstance(line, Band):
            style = "План: введение в таблице" if line.is_lead else "План: полоса"
            row = _row(whole=index not in table.tall)
            row.append(_cell(sum(widths), line.label.split("\n"), styles[style], span=len(widths)))
            element.append(row)
            continue
        row = _row(whole=index not in table.tall)
        for column, cell in enumerate(line.cells):
            merge = ""
            if cell.rows > 1:
                merge, left[column] = "restart", cell.rows - 1
            elif cell.rows == 0 and left[column]:
                merge, left[column] = "continue", left[column] - 1
            filled = _filled(widths[column], cell, styles, merge)
            if column == 0 and line.event.uid:
                _keep_key(filled.find(qn("w:p")), line.event.uid, next(ids))
            row.append(filled)
        element.append(row)
    return element


def plain_table(rows: Iterable[list[list[str]]], widths: list[int], style: str) -> Any:
    """A table whose first row is its head; a cell is a list of lines, `widths` are in mm."""
    sizes = [round(width * _MM) for width in widths]
    element = _frame(sizes)
    for index, cells in enumerate(rows):
        row = _row(whole=True, head=index == 0)
        for size, lines in zip(sizes, cells, strict=True):
            row.append(_cell(size, lines, style))
        element.append(row)
    return element


def layout_table(
    rows: Sequence[Sequence[Sequence[Any]]],
    widths: Sequence[float],
    *,
    ruled: frozenset[tuple[int, int]] = frozenset(),
    at_foot: bool = False,
) -> Any:
    """A table without borders; a cell is a list of elements, `widths` are in mm.

    `ruled` are the cells, by row and column, with a line to sign on; with `at_foot` what is in a
    cell stands at its foot.
    """
    sizes = [round(width * _MM) for width in widths]
    table = OxmlElement("w:tbl")
    look = tag("tblPr", table)
    tag("tblW", look, w=sum(sizes), type="dxa")
    tag("tblInd", look, w=0, type="dxa")
    tag("tblLayout", look, type="fixed")
    margins = tag("tblCellMar", look)
    for edge in ("left", "right"):
        tag(edge, margins, w=0, type="dxa")
    grid = tag("tblGrid", table)
    for size in sizes:
        tag("gridCol", grid, w=size)
    signed = {row for row, _ in ruled}
    for at, cells in enumerate(rows):
        row = _row(whole=True)
        for column, (size, elements) in enumerate(zip(sizes, cells, strict=True)):
            cell = tag("tc", row)
            look = tag("tcPr", cell)
            tag("tcW", look, w=size, type="dxa")
            if (at, column) in ruled:
                tag("bottom", tag("tcBorders", look), val="single", sz=4, space=0, color="000000")
            if at in signed:
                tag("top", tag("tcMar", look), w=_TO_SIGN, type="dxa")
            if at_foot:
                tag("vAlign", look, val="bottom")
            cell.extend(elements)
        table.append(row)
    return table


def tag(name: str, parent: Any = None, **attributes: str | int) -> Any:
    """A new element of WordprocessingML, appended to the parent if there is one."""
    element = etree.Element(f"{{{_W}}}{name}")
    for key, value in attributes.items():
        element.set(f"{{{_W}}}{key}", str(value))
    if parent is not None:
        parent.append(element)
    return element


def paragraph(text: str, style: str, *, lead: str = "", mark: str = "") -> Any:
    """A paragraph: the mark of a list item, a lead in bold, the text."""
    element = tag("p")
    tag("pStyle", tag("pPr", element), val=style)
    if mark:
        _run(element, f"{mark} ")
    if lead:
        _run(element, f"{lead} " if text else lead, bold=True)
    if text:
        _run(element, text)
    return element


def _frame(widths: list[int]) -> Any:
    table = OxmlElement("w:tbl")
    look = tag("tblPr", table)
    tag("tblW", look, w=sum(widths), type="dxa")
    tag("tblInd", look, w=0, type="dxa")
    borders = tag("tblBorders", look)
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        tag(edge, borders, val="single", sz=4, space=0, color="000000")
    tag("tblLayout", look, type="fixed")
    margins = tag("tblCellMar", look)
    for edge, size in _PADDING:
        tag(edge, margins, w=size, type="dxa")
    grid = tag("tblGrid", table)
    for width in widths:
        tag("gridCol", grid, w=width)
    return table


def _head(headings: list[str], widths: list[int], styles: dict[str, str]) -> Any:
    row = _row(whole=True, head=True)
    for heading, width in zip(headings, widths, strict=True):
        row.append(_cell(width, heading.split("\n"), styles["План: шапка таблицы"]))
    return row


def _row(*, whole: bool, head: bool = False) -> Any:
    row = tag("tr")
    look = tag("trPr", row)
    if whole:
        tag("cantSplit", look)
    if head:
        tag("tblHeader", look)
    return row


def _keep_key(line: Any, uid: str, number: int) -> None:
    """Let the row be known by a hidden bookmark: nothing else survives every program's saving."""
    tag("bookmarkStart", line, id=number).set(qn("w:name"), f"{ROW_KEY}{uid}")
    tag("bookmarkEnd", line, id=number)


def _cell(width: int, lines: list[str], style: str, span: int = 1) -> Any:
    cell = tag("tc")
    look = tag("tcPr", cell)
    tag("tcW", look, w=width, type="dxa")
    if span > 1:
        tag("gridSpan", look, val=span)
    for line in lines or [""]:
        cell.append(paragraph(line, style))
    return cell


def _filled(width: int, cell: Cell, styles: dict[str, str], merge: str) -> Any:
    element = tag("tc")
    look = tag("tcPr", element)
    tag("tcW", look, w=width, type="dxa")
    if merge:
        tag("vMerge", look, val=merge)
    if cell.role in _CENTRED:
        # As narrow as in the PDF, so that a date is never cut.
        margins = tag("tcMar", look)
        for edge in ("left", "right"):
            tag(edge, margins, w=28, type="dxa")
    usual = "План: ячейка по центру" if cell.role in _CENTRED else "План: ячейка"
    for line in cell.lines if merge != "continue" else ():
        style = styles["План: пункт" if line.mark else usual]
        element.append(_line(line, style))
    if merge == "continue" or not cell.lines:
        element.append(paragraph("", styles[usual]))
    return element


def _line(line: Line, style: str) -> Any:
    return paragraph(line.text, style, lead=line.lead, mark=line.mark)


def _run(parent: Any, text: str, *, bold: bool = False) -> None:
    run = tag("r", parent)
    if bold:
        tag("b", tag("rPr", run))
    for line_index, line in enumerate(normalize_characters(text).split("\n")):
        if line_index:
            tag("br", run)
        for part_index, part in enumerate(line.split("\t")):
            if part_index:
                tag("tab", run)
            element = tag("t", run)
            element.text = part
            element.set(qn("xml:space"), "preserve")
