"""What must stand in a document's file, text by text and row by row, in the order of the paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.plan.cell_lines import Line
from events.plan.outline import Band, Row, TextBlock
from events.plan.roles import ColumnRole
from events.plan.stamps import Stamp
from reports.paper.agreement import AgreementSheet
from reports.paper.document import SHEET_TITLE, Document, PaperTable
from reports.paper.pdf.continued_labels import CONTINUED, LONGEST_LABEL


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text (without `columns`), or a row with a cell or None (covered from above) for each.

    `again` are the words that a page may repeat at its top in a column.
    """

    place: str
    cells: tuple[str | None, ...]
    columns: tuple[str, ...] = ()
    again: tuple[tuple[str, ...], ...] = ()
    # The row or section of the plan.
    uid: str = ""

    @property
    def words(self) -> str:
        """All of it in one line."""
        return " | ".join(cell for cell in self.cells if cell is not None)


def wanted_lines(document: Document) -> Iterator[Wanted]:
    """The texts and rows of a document."""
    for stamp in document.agreements:
        yield from _stamp(stamp, "гриф согласования")
    for stamp in document.approvals:
        yield from _stamp(stamp, "гриф утверждения")
    yield _text("заголовок", "\n".join(document.title))
    if document.check:
        yield _text("ссылка на проверку", f"Проверить документ: {document.check.page}")
        yield _text("код документа", f"Код {document.check.code}")
    yield _text("титульный лист", document.imprint)
    number = 0
    for block in document.blocks:
        yield _text("заголовок раздела", block.heading)
        yield _text("введение раздела", block.lead_in)
        if isinstance(block, TextBlock):
            for one in block.paragraphs:
                yield _text(f"раздел «{block.heading}»", f"{one.number} {one.text}")
        elif block.lines:
            number += 1
            yield from _table(block, number)
    for stamp in document.closing:
        yield from _closing(stamp, "подпись")
    if document.sheet:
        yield from _sheet(document.sheet)


def _text(place: str, text: str) -> Wanted:
    return Wanted(place, (text,))


def _stamp(stamp: Stamp, place: str) -> Iterator[Wanted]:
    signature = (*stamp.mark, stamp.line_caption, stamp.name, stamp.name_caption)
    above, below = (signature, stamp.position) if stamp.name_first else (stamp.position, signature)
    for line in (stamp.heading, *above, *below, stamp.act, stamp.date):
        yield _text(place, line)


def _closing(stamp: Stamp, place: str) -> Iterator[Wanted]:
    above = (stamp.heading, *stamp.position, stamp.act, *stamp.mark, stamp.line_caption)
    for line in (*above, stamp.name, stamp.name_caption, stamp.date):
        yield _text(place, line)


def _table(table: PaperTable, number: int) -> Iterator[Wanted]:
    headings = tuple(column.heading for column in table.columns)
    yield Wanted(f"таблица {number}, шапка", headings, headings)
    again: tuple[tuple[str, ...], ...] = ()
    for index, line in enumerate(table.lines, 1):
        place = f"таблица {number}, строка {index}"
        if isinstance(line, Band):
            yield Wanted(place, (line.label,), ("полоса",), uid=line.section_uid)
            continue
        again = _labels(line, again)
        cells = tuple(
            "\n".join(map(_said, cell.lines)) if cell.rows else None for cell in line.cells
        )
        yield Wanted(place, cells, headings, again, line.event.uid)


def _labels(row: Row, above: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """What may be repeated of each cell of the row: of a number, or of the label of rows."""
    return tuple(
        _repeated(cell.lines)
        if cell.rows and (cell.role == ColumnRole.NUMBER or cell.rows > 1 or cell.of_section)
        else ()
        if cell.rows
        else above[column]
        for column, cell in enumerate(row.cells)
    )


def _repeated(lines: tuple[Line, ...]) -> tuple[str, ...]:
    said = [words for words in map(_said, lines) if words.strip()]
    if not said:
        return ()
    whole = "\n".join(said)
    marked = (f"{said[0]} {CONTINUED}", f"{whole} {CONTINUED}")
    # Of a long label the word alone is said again. What is drawn has up to as many places for
    # hyphens as letters.
    return (*marked, CONTINUED) if len(whole) > LONGEST_LABEL // 2 else marked


def _said(line: Line) -> str:
    return f"{line.mark} {line.lead} {line.text}"


def _sheet(sheet: AgreementSheet) -> Iterator[Wanted]:
    """The sheet of agreement."""
    for line in sheet.about or (SHEET_TITLE,):
        yield _text("лист согласования, заголовок", line)
    columns = sheet.headings
    yield Wanted("лист согласования, шапка", columns, columns)
    for number, row in enumerate(sheet.rows, 1):
        person = "\n".join((*row.position, row.name, row.signer))
        signature = "\n".join(row.signature)
        cells = (str(number), person, row.decision, row.date, signature, row.remarks)
        yield Wanted(f"лист согласования, строка {number}", cells, columns)
    for note in sheet.notes:
        yield _text("лист согласования, особый порядок", note)
