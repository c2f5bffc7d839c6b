"""Writes a plan's table into a Word file: a head that repeats, bands, merged cells, whole rows.

It knows the XML of tables (ECMA-376, 17.4), written row by row so that time grows with the rows
alone; it refuses to know where the table stands.
"""

from collections.abc import Iterable
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from events.plan.outline import Band, Cell, Line
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Orientation
from plans_portal.lib.characters import normalize_characters
from reports.paper.document import PaperTable

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MM: Final = 56.693  # twentieths of a point
_CENTRED: Final = frozenset({ColumnRole.NUMBER, ColumnRole.TERM})


def table_of(table: PaperTable, orientation: str, styles: dict[str, str]) -> Any:
    """The element of a table; `styles` are ids of styles by their names."""
    page = Orientation(orientation).text_width
    widths = [round(float(column.share) / 100 * page * _MM) for column in table.columns]
    made = _frame(widths)
    made.append(_head([column.heading for column in table.columns], widths, styles))
    left = [0] * len(widths)  # rows that a merged cell above still covers, by column
    for at, line in enumerate(table.lines):
        if isinstance(line, Band):
            style = "План: введение в таблице" if line.is_lead else "План: полоса"
            row = _row(whole=at not in table.tall)
            row.append(_cell(sum(widths), line.label.split("\n"), styles[style], span=len(widths)))
            made.append(row)
            continue
        row = _row(whole=at not in table.tall)
        for place, cell in enumerate(line.cells):
            merge = ""
            if cell.rows > 1:
                merge, left[place] = "restart", cell.rows - 1
            elif cell.rows == 0 and left[place]:
                merge, left[place] = "continue", left[place] - 1
            row.append(_filled(widths[place], cell, styles, merge))
        made.append(row)
    return made


def plain_table(rows: Iterable[list[list[str]]], widths: list[int], style: str) -> Any:
    """A table with a head of its own; `rows` are cells of lines, `widths` are in mm."""
    sizes = [round(width * _MM) for width in widths]
    made = _frame(sizes)
    for at, cells in enumerate(rows):
        row = _row(whole=True, head=at == 0)
        for size, lines in zip(sizes, cells, strict=True):
            row.append(_cell(size, lines, style))
        made.append(row)
    return made


def tag(name: str, parent: Any = None, **attributes: str | int) -> Any:
    """A new element of WordprocessingML with attributes of its own namespace."""
    element = etree.Element(f"{{{_W}}}{name}")
    for key, value in attributes.items():
        element.set(f"{{{_W}}}{key}", str(value))
    if parent is not None:
        parent.append(element)
    return element


def paragraph(text: str, style: str, *, lead: str = "", mark: str = "") -> Any:
    """A paragraph of one style: its mark, its lead in bold, its text."""
    made = tag("p")
    tag("pStyle", tag("pPr", made), val=style)
    if mark:
        _run(made, f"{mark} ")
    if lead:
        _run(made, f"{lead} " if text else lead, bold=True)
    if text:
        _run(made, text)
    return made


def _frame(widths: list[int]) -> Any:
    made = OxmlElement("w:tbl")
    look = tag("tblPr", made)
    tag("tblW", look, w=sum(widths), type="dxa")
    borders = tag("tblBorders", look)
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        tag(edge, borders, val="single", sz=4, space=0, color="000000")
    tag("tblLayout", look, type="fixed")
    margins = tag("tblCellMar", look)
    for edge in ("left", "right"):
        tag(edge, margins, w=85, type="dxa")
    grid = tag("tblGrid", made)
    for width in widths:
        tag("gridCol", grid, w=width)
    return made


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
    made = tag("tc")
    look = tag("tcPr", made)
    tag("tcW", look, w=width, type="dxa")
    if merge:
        tag("vMerge", look, val=merge)
    if cell.role in _CENTRED:
        # Numbers and dates have the room that the PDF gives them: a date is never cut.
        margins = tag("tcMar", look)
        for edge in ("left", "right"):
            tag(edge, margins, w=28, type="dxa")
    usual = "План: ячейка по центру" if cell.role in _CENTRED else "План: ячейка"
    for line in cell.lines if merge != "continue" else ():
        style = styles["План: пункт" if line.mark else usual]
        made.append(_line(line, style))
    if merge == "continue" or not cell.lines:
        made.append(paragraph("", styles[usual]))
    return made


def _line(line: Line, style: str) -> Any:
    return paragraph(line.text, style, lead=line.lead, mark=line.mark)


def _run(made: Any, text: str, *, bold: bool = False) -> None:
    run = tag("r", made)
    if bold:
        tag("b", tag("rPr", run))
    for at, line in enumerate(normalize_characters(text).split("\n")):
        if at:
            tag("br", run)
        for place, part in enumerate(line.split("\t")):
            if place:
                tag("tab", run)
            said = tag("t", run)
            said.text = part
            said.set(qn("xml:space"), "preserve")
