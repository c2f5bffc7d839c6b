"""Walks document.xml and makes paragraphs and tables of it, merges undone, in reading order.

It knows runs, tracked changes, content controls, text boxes and cells; it refuses to know the
envelope, limits of size and what a plan is.
"""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from .look import Numbering, Styles, child_value, switch, whole
from .model import Block, Cell, Paragraph, Run, Table, WordFileError

MAX_COLUMNS = 64
MAX_ROWS = 20_000
# Places of all tables together: a plan of 2,000 rows has some 20,000.
MAX_PLACES = 500_000

# Wrappers that only point at something; what is inside them is ordinary text.
_TRANSPARENT = (
    "ins moveTo sdt sdtContent smartTag customXml hyperlink fldSimple dir bdo subDoc ruby rubyBase"
)
TRANSPARENT = frozenset(f"w:{name}" for name in _TRANSPARENT.split())
SIGNS = {
    "w:br": "\n", "w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}  # fmt: skip
DRAWN = frozenset({"w:drawing", "w:pict", "w:object", "mc:AlternateContent"})
ALIGN = {"start": "left", "end": "right", "both": "justify", "distribute": "justify"}


class Body:
    """Reads one document's elements with its styles and list numbers."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        """Take the look of the document; list numbers are counted as blocks are read."""
        self._styles = styles
        self._numbering = numbering
        self._places = 0

    def blocks(self, container: Element) -> Iterator[Block]:
        """Paragraphs and tables directly in this container, text boxes after their paragraph."""
        for element in container:
            if element.tag == "w:p":
                yield from self._paragraph(element)
            elif element.tag == "w:tbl":
                yield self._table(element)
            elif element.tag in TRANSPARENT:
                yield from self.blocks(element)
            elif element.tag == "mc:AlternateContent":
                chosen = _choice(element)
                if chosen is not None:
                    yield from self.blocks(chosen)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        look = element.find("w:pPr")
        style = child_value(look, "w:pStyle") or self._styles.default
        runs: list[Run] = []
        boxes: list[Element] = []
        breaks = self._runs(element, style, runs, boxes)
        align = child_value(look, "w:jc") or self._styles.align(style)
        section = look.find("w:sectPr") if look is not None else None
        if section is not None and child_value(section, "w:type") != "continuous":
            breaks = True
        visible = any(run.text.strip() for run in runs)
        yield Paragraph(
            runs=tuple(_joined(runs)),
            align=ALIGN.get(align, align),
            # Word counts an empty list paragraph too, so the marker is taken in any case.
            marker=self._marker(look, style) if visible or look is not None else "",
            page_break=breaks or bool(switch(look, "w:pageBreakBefore")),
        )
        for box in boxes:
            yield from self.blocks(box)

    def _marker(self, look: Element | None, style: str) -> str:
        numbers = look.find("w:numPr") if look is not None else None
        inherited = self._styles.numbers(style)
        num_id = child_value(numbers, "w:numId") or (inherited[0] if inherited else "")
        level = child_value(numbers, "w:ilvl") or (inherited[1] if inherited else "0")
        return self._numbering.marker(num_id, whole(level)) if num_id not in ("", "0") else ""

    def _runs(self, container: Element, style: str, runs: list[Run], boxes: list[Element]) -> bool:
        """Collect visible runs and text boxes; True where a page break was met."""
        breaks = False
        for element in container:
            if element.tag == "w:r":
                breaks |= self._run(element, style, runs, boxes)
            elif element.tag in TRANSPARENT:
                breaks |= self._runs(element, style, runs, boxes)
            elif element.tag in DRAWN:
                boxes.extend(_boxes(element))
        return breaks

    def _run(self, element: Element, style: str, runs: list[Run], boxes: list[Element]) -> bool:
        look = element.find("w:rPr")
        own_style = child_value(look, "w:rStyle")
        hidden = switch(look, "w:vanish")
        if self._styles.hidden(own_style) if hidden is None else hidden:
            return False
        said = (switch(look, "w:b"), self._styles.bold(own_style), self._styles.bold(style))
        bold = next((one for one in said if one is not None), False)
        text, breaks = "", False
        for piece in element:
            if piece.tag in DRAWN:
                boxes.extend(_boxes(piece))
            else:
                breaks |= piece.tag == "w:br" and piece.get("w:type") == "page"
                text += _said(piece)
        if text:
            runs.append(Run(text, bold))
        return breaks

    def _table(self, element: Element) -> Table:
        rows: list[list[Cell]] = []
        open_above: dict[int, Cell] = {}
        columns = header_rows = 0
        for row in _rows(element):
            if len(rows) >= MAX_ROWS:
                raise WordFileError(f"В таблице больше {MAX_ROWS} строк: это не похоже на план.")
            cells, open_above = self._row(row, len(rows), open_above, rows)
            columns = max([columns, *(cell.column + cell.colspan for cell in cells)])
            columns = max([columns, *(at + cell.colspan for at, cell in open_above.items())])
            if header_rows == len(rows) and switch(row.find("w:trPr"), "w:tblHeader"):
                header_rows += 1
            rows.append(cells)
        self._places += len(rows) * columns
        if self._places > MAX_PLACES:
            raise WordFileError("В файле слишком большие таблицы: это не похоже на план.")
        grid = element.find("w:tblGrid")
        widths = tuple(whole(one.get("w:w")) for one in (grid if grid is not None else ()))
        return Table(tuple(tuple(cells) for cells in rows), columns, header_rows, widths)

    def _row(
        self, row: Element, at_row: int, above: dict[int, Cell], rows: list[list[Cell]]
    ) -> tuple[list[Cell], dict[int, Cell]]:
        """The cells that begin in this row, and those that the next row may continue."""
        properties = row.find("w:trPr")
        column = whole(child_value(properties, "w:gridBefore"))
        cells: list[Cell] = []
        still_open: dict[int, Cell] = {}
        for element in _cells(row):
            look = element.find("w:tcPr")
            span = max(1, min(whole(child_value(look, "w:gridSpan"), 1), MAX_COLUMNS))
            if column + span > MAX_COLUMNS:
                raise WordFileError(f"В таблице больше {MAX_COLUMNS} столбцов: это не план.")
            blocks = tuple(self.blocks(element))
            merge = look.find("w:vMerge") if look is not None else None
            beside = look.find("w:hMerge") if look is not None else None
            goes_on = merge is not None and merge.get("w:val", "continue") == "continue"
            if goes_on and column in above and above[column].colspan == span:
                cell = _grown(rows, above[column], blocks)
                still_open[column] = cell
            elif cells and beside is not None and beside.get("w:val", "continue") == "continue":
                wide = cells[-1]
                cells[-1] = replace(
                    wide, colspan=wide.colspan + span, blocks=wide.blocks + _told(blocks)
                )
            else:
                cell = Cell(at_row, column, 1, span, blocks)
                cells.append(cell)
                if merge is not None:
                    still_open[column] = cell
            column += span
        return cells, still_open


def _grown(rows: list[list[Cell]], cell: Cell, blocks: tuple[Block, ...]) -> Cell:
    """The merged cell one row longer; text that hides in a continued part is kept."""
    longer = replace(cell, rowspan=cell.rowspan + 1, blocks=cell.blocks + _told(blocks))
    home = rows[cell.row]
    home[home.index(cell)] = longer
    return longer


def _told(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(b for b in blocks if isinstance(b, Table) or b.text.strip())


def _rows(container: Element) -> Iterator[Element]:
    for element in container:
        if element.tag == "w:tr":
            properties = element.find("w:trPr")
            if properties is None or properties.find("w:del") is None:
                yield element
        elif element.tag in TRANSPARENT:
            yield from _rows(element)


def _cells(container: Element) -> Iterator[Element]:
    for element in container:
        if element.tag == "w:tc":
            yield element
        elif element.tag in TRANSPARENT:
            yield from _cells(element)


def _choice(element: Element) -> Element | None:
    """One branch of alternatives: they say the same twice, so only one is read."""
    branches = [branch for branch in element if branch.tag in ("mc:Choice", "mc:Fallback")]
    told = [b for b in branches if next(b.iter("w:t"), None) is not None]
    return next(iter(told or branches), None)


def _boxes(element: Element) -> Iterator[Element]:
    """Contents of text boxes inside a drawing, alternatives read once."""
    if element.tag == "mc:AlternateContent":
        chosen = _choice(element)
        if chosen is not None:
            yield from _boxes(chosen)
        return
    for child in element:
        if child.tag == "w:txbxContent":
            yield child
        else:
            yield from _boxes(child)


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].bold == run.bold:
            joined[-1] = Run(joined[-1].text + run.text, run.bold)
        else:
            joined.append(run)
    return joined


def _said(piece: Element) -> str:
    """What one piece of a run adds to its text."""
    if piece.tag == "w:t":
        return piece.text or ""
    if piece.tag == "w:sym":
        return _symbol(piece.get("w:char", ""))
    return SIGNS.get(piece.tag, "")


def _symbol(code: str) -> str:
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= sign <= "\uf8ff" else sign
